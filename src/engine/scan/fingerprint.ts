import { createHash } from 'node:crypto';

/** What stays the same of a definition while the code around it moves. */
export interface Identity {
  readonly framework: string;
  readonly construct: string;
  readonly file: string;
  /** The tool's name, or its number among those of the file that have none. */
  readonly name: string;
}

/** The fingerprint of a definition: no line numbers in it. */
export function fingerprint({ framework, construct, file, name }: Identity): string {
  const text = JSON.stringify([framework, construct, file, name]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
