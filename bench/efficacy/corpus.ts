import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const CORPORA = ['shell', 'sql', 'url', 'path', 'payment', 'kubernetes'] as const;
export type CorpusName = (typeof CORPORA)[number];

/** One text of a corpus with its label. */
export interface Entry {
  readonly attack: boolean;
  readonly text: string;
  readonly reason: string;
  /** The dialect that an SQL text is written for. */
  readonly dialect?: string;
  /** The environment in which the label holds, if it does not hold in all. */
  readonly environment?: string;
  /** The label hangs on the policy that the corpus names for itself, and says nothing about other policies. */
  readonly own?: boolean;
  /** The arguments, and the verb of the tool, where the text only names what is tried. */
  readonly with?: object;
  readonly verb?: string;
  /** The namespace that a call to a cluster is about. */
  readonly scope?: string;
}

interface Raw extends Omit<Entry, 'attack' | 'text'> {
  readonly label?: 'attack' | 'benign';
  readonly command?: string;
  readonly sql?: string;
  readonly url?: string;
  readonly path?: string;
  readonly payment?: string;
  readonly call?: string;
}

type File = readonly Raw[] | { readonly attacks: readonly Raw[]; readonly benign: readonly Raw[] };

/** The labelled texts of one corpus, of the project's own or of a folder with files of the same form. */
export function readCorpus(name: CorpusName, folder?: string): Entry[] {
  const home = fileURLToPath(new URL('../../test/fixtures/attacks', import.meta.url));
  const file = parse(readFileSync(`${folder ?? home}/${name}.yaml`, 'utf8')) as File;
  if ('attacks' in file)
    return [...file.attacks.map((raw) => entry(raw, true)), ...file.benign.map((raw) => entry(raw, false))];
  return file.map((raw) => entry(raw, raw.label === 'attack'));
}

function entry({ label: _, command, sql, url, path, payment, call, ...rest }: Raw, attack: boolean): Entry {
  const text = command ?? sql ?? url ?? path ?? payment ?? call;
  if (text === undefined) throw new TypeError(`an entry of a corpus has no text: ${JSON.stringify(rest)}`);
  return { ...rest, attack, text };
}
