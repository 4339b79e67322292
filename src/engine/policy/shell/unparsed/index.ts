import { builds } from './builds.js';
import { c } from './c.js';
import type { Language } from './define.js';
import { dotnet } from './dotnet.js';
import { go } from './go.js';
import { java, kotlin, scala } from './jvm.js';
import { others } from './others.js';
import { staysNear } from './paths.js';
import { rust } from './rust.js';
import { sourceOf } from './source.js';

const LANGUAGES: readonly Language[] = [go, rust, ...builds, java, kotlin, scala, c, dotnet, ...others];

const MAX_LENGTH = 64 * 1024;

/** The language of a file, by its name. */
export const languageOf = (file: string): Language | undefined =>
  LANGUAGES.find(({ files }) => files.test(file));

/** The language of a text that goes to a file of which nobody knows the name. */
export const looksLike = (text: string): Language | undefined =>
  LANGUAGES.find(({ looks }) => looks?.test(text) === true);

/** Why a text in a language reaches further than it may, or cannot be told not to; undefined where it does not. */
export function reachOf(language: Language, text: string, whole: boolean): string | undefined {
  if (text.length > MAX_LENGTH) return `its ${language.name} is longer than anybody reads`;
  const read = sourceOf(text, language.syntax);
  if (read === undefined && whole) return `its ${language.name} does not end where it should`;
  const source = read ?? { raw: text, code: text, texts: [] };
  const word = language.reaches.exec(source.code)?.[0];
  if (word !== undefined) return `its ${language.name} says \`${word.trim()}\``;
  if (language.imports !== undefined) {
    const imports = language.imports(source);
    if (imports === undefined) return `nobody can tell what its ${language.name} imports`;
    const [first] = imports;
    if (first !== undefined) return `its ${language.name} imports \`${first}\``;
  }
  if (!staysNear(source, language.paths ?? [], language.places ?? {}))
    return `its ${language.name} opens files that are not known`;
  return language.also?.(source);
}
