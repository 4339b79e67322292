import type { CodeEffect } from '../code-effect.js';
import { NotShown, touching } from '../code-effect.js';
import { knownWord } from '../../script.js';
import { isNear } from '../../unparsed/paths.js';
import { argumentsAt, literalOf } from '../../unparsed/source.js';
import type { Source } from '../../unparsed/source.js';

/** A call that stands in code: what is called, and the pieces between its commas. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
}

/** Every call in a text, those within others as well. @throws NotShown where one does not end */
export function callsIn({ code }: Source, name: RegExp): readonly Call[] {
  return [...code.matchAll(new RegExp(`(${name.source})\\s*(?=\\()`, 'g'))].map((match) => {
    const args = argumentsAt(code, match.index + match[0].length);
    if (args === undefined) throw new NotShown('a call without an end');
    return { name: match[1] as string, args };
  });
}

/** Runs what the project holds. */
export const PROJECT: readonly CodeEffect[] = [{ kind: 'execute', path: knownWord('.') }];

/** The file that an argument names, alone or behind its own name. @throws NotShown where nobody can say */
export function fileIn(
  source: Source,
  piece: string | undefined,
  how: 'read' | 'write',
): readonly CodeEffect[] {
  const text = literalOf(source, (piece ?? '').replace(/^\s*\w+\s*=(?!=)\s*/, ''));
  if (text === undefined || !isNear(text, how === 'read' ? 'read' : 'change'))
    throw new NotShown('a file that is not known before it runs');
  return touching(how, [knownWord(text)]);
}

/** Texts that stand in code name no address, nothing above, and nothing that keeps keys. */
export function allNear({ texts }: Source): boolean {
  return texts.every(
    (text) => !/:\/\/|`|\0/.test(text) && (!/[\\/~]|^\./.test(text) || isNear(text, 'read')),
  );
}
