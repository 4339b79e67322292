import { NotShown } from '../code-effect.js';
import type { Expression, FormatPart } from './syntax.js';
import { literalOf, unescaped } from './texts.js';
import type { Literal } from './texts.js';
import type { Node } from './tree.js';

/** How the expressions in fields are read. */
type Read = (kids: readonly Node[]) => Expression;

/** A text that is not formatted. */
export function textOf({ text }: Node): Expression & { readonly is: 'text' } {
  const { raw, bytes, formatted, body } = literalOf(text);
  if (formatted) throw new NotShown('a tree of another shape');
  const value = bytes ? undefined : raw ? body : unescaped(body);
  return { is: 'text', value, bytes };
}

/** Texts behind each other are one, and formatted if one of them is. */
export function formatOf(nodes: readonly Node[], read: Read): Expression {
  if (nodes.every(({ type }) => type === 'String')) return joined(nodes.map(textOf));
  const parts = nodes.flatMap((node): readonly FormatPart[] => {
    if (node.type === 'FormatString') return partsOf(node, read);
    const { value, bytes } = textOf(node);
    if (value === undefined || bytes) throw new NotShown('a text in a formatted one');
    return [value];
  });
  return { is: 'format', parts };
}

function joined(texts: readonly (Expression & { readonly is: 'text' })[]): Expression {
  const bytes = texts.some((text) => text.bytes);
  const clear = texts.every(({ value }) => value !== undefined);
  return { is: 'text', value: clear ? texts.map(({ value }) => value).join('') : undefined, bytes };
}

function partsOf(node: Node, read: Read): readonly FormatPart[] {
  const literal = literalOf(node.text);
  if (!literal.formatted || literal.bytes) throw new NotShown('a tree of another shape');
  const end = node.to - literal.quote.length;
  const parts: FormatPart[] = [];
  let at = node.from + literal.start;
  const say = (to: number): void => {
    if (to > at) parts.push(said(node.text.slice(at - node.from, to - node.from), literal));
  };
  for (const kid of node.kids) {
    if (kid.type === 'Escape') continue;
    if (kid.type !== 'FormatReplacement') throw new NotShown('a tree of another shape');
    say(kid.from);
    parts.push(fieldOf(kid, read));
    at = kid.to;
  }
  say(end);
  return parts;
}

/** What stands between fields. A brace behind a backslash is read in two ways. */
function said(text: string, { raw }: Literal): string {
  if (/\\[{}N]/.test(text)) throw new NotShown('a brace behind a backslash');
  if (/[{}]/.test(text.replaceAll('{{', '').replaceAll('}}', ''))) throw new NotShown('a brace alone');
  const value = raw ? text : unescaped(text);
  if (value === undefined) throw new NotShown('a character by its name');
  return value.replaceAll('{{', '{').replaceAll('}}', '}');
}

/** Versions differ in what a field may hold: no backslash, comment or line end, and no function. */
function fieldOf({ kids, text, from }: Node, read: Read): FormatPart {
  const inside = kids.slice(1, -1);
  const spec = inside.find(({ type }) => type === 'FormatSpec');
  const head = spec === undefined ? text : text.slice(0, spec.from - from);
  if (/[\\\n]/.test(text) || head.includes('#')) throw new NotShown('a field that versions read differently');
  const value = inside.filter(({ type }) => !/^Format(?:Spec|SelfDoc|Conversion)$/.test(type));
  if (value.some(({ type }) => type === 'LambdaExpression' || type === 'YieldExpression'))
    throw new NotShown('a function in a field');
  const how = text.slice((value.at(-1)?.to ?? from + 1) - from, -1).trim();
  return { value: read(value), spec: spec === undefined ? [] : specOf(spec, read), how };
}

function specOf({ kids, text }: Node, read: Read): readonly FormatPart[] {
  const fields = kids.filter(({ type }) => type !== ':');
  if (fields.some(({ type }) => type !== 'FormatReplacement')) throw new NotShown('how a value is shown');
  let rest = text;
  for (const field of fields) rest = rest.replace(field.text, '');
  if (/["'{}\\\n]|^:[=:]/.test(rest)) throw new NotShown('how a value is shown');
  return fields.map((field) => fieldOf(field, read));
}

/** `"{0.x}"` reads what belongs to a value. */
export function plainFormat(of: Expression): boolean {
  return of.is === 'text' && of.value !== undefined && !/\{[^{}]*[.[]/.test(of.value);
}
