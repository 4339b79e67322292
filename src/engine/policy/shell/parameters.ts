import type { ParameterRemoveOperation } from 'unbash';
import type { Word } from './script.js';

/**
 * What `%`, `##` and `#` leave of a value, where what they cut off is known for certain: a value that is open loses
 * nothing but what stands in it literally.
 */
export function trimmed(value: Word, { operator, operand }: ParameterRemoveOperation): Word | undefined {
  const text = operator.startsWith('%')
    ? cutEnd(value, operand.text, operator)
    : cutStart(value, operand.text, operator);
  return text === undefined ? undefined : { ...value, text };
}

const LITERAL = /^[\w.,@+-]+$/;

function cutEnd({ text, known }: Word, pattern: string, operator: string): string | undefined {
  if (LITERAL.test(pattern)) {
    if (text.endsWith(pattern) && (known || text.length > pattern.length))
      return text.slice(0, -pattern.length);
    return known ? text : undefined;
  }
  if (pattern !== '.*' || operator !== '%') return undefined;
  return /^(.*[^/.])\.[\w-]+$/s.exec(text)?.[1];
}

function cutStart({ text, known }: Word, pattern: string, operator: string): string | undefined {
  if (pattern === '*/' && operator === '##') return /^(?:[^*?[]*\/)?([^/]+)$/s.exec(text)?.[1];
  if (!/^[\w.,@+/-]+$/.test(pattern)) return undefined;
  if (known && text.startsWith(pattern)) return text.slice(pattern.length);
  if (text.startsWith(pattern) && /^[\w*]/.test(text.slice(pattern.length)))
    return text.slice(pattern.length);
  return known ? text : undefined;
}
