import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** What a file beside the sources was when it was asked for: the digest of its text, or null where there is none. */
export type Answers = Readonly<Record<string, string | null>>;

/**
 * The files that an analysis asks for beside the sources, wherever they lie: a tsconfig and what it extends. Each is read
 * once, and each answer is kept, so that a cache can ask again whether anything is different now.
 */
export class OutsideFiles {
  readonly #texts = new Map<string, string | undefined>();

  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, textAt(path));
    return this.#texts.get(path);
  }

  has(path: string): boolean {
    return this.text(path) !== undefined;
  }

  answers(): Answers {
    return Object.fromEntries([...this.#texts].map(([path, text]) => [path, answerOf(text)]));
  }
}

/** Whether all files are still what they were when they were asked for. */
export function areUnchanged(answers: Answers): boolean {
  return Object.entries(answers).every(([path, answer]) => answerOf(textAt(path)) === answer);
}

const answerOf = (text: string | undefined): string | null => (text === undefined ? null : digestOf(text));

/** SHA-256 of a text. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

function textAt(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? decoded(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

/** As TypeScript reads its configs: a byte order mark says which Unicode it is, and is no part of the text. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
