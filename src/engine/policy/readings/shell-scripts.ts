import { parseArgv, parseScript } from '../shell/parse.js';
import type { Script } from '../shell/script.js';
import { isPlain } from '../text/normalise.js';
import type { ShellReading } from './shell.js';

/** One command of a payload with what it parses to, as written and as it reads without look-alikes. */
export interface CommandReading {
  readonly reading: ShellReading;
  exact?: Script;
  loose?: Script | null;
}

export function withScripts(reading: ShellReading): CommandReading {
  return { reading };
}

/** The script of a reading: as written, or `loosely` without look-alikes, if that is another. Parsed when first asked for. */
export function ofReading(item: CommandReading, loosely: boolean): Script | undefined {
  const { reading } = item;
  if (reading.kind === 'unclear') return undefined;
  if (!loosely)
    return (item.exact ??= reading.kind === 'script' ? parseScript(reading.text) : parseArgv(reading.words));
  if (item.loose === undefined) item.loose = looseScript(reading, item.exact);
  return item.loose ?? undefined;
}

function looseScript(
  reading: Exclude<ShellReading, { kind: 'unclear' }>,
  exact: Script | undefined,
): Script | null {
  if (reading.kind === 'script') return looseText(reading.text, exact);
  const words = reading.words.map(plainly);
  return words.every((word, i) => word === reading.words[i]) ? null : parseArgv(words);
}

function looseText(text: string, exact: Script | undefined): Script | null {
  if (exact?.memo.loose !== undefined) return exact.memo.loose;
  const plain = plainly(text);
  const loose = plain === text ? null : parseScript(plain);
  if (exact !== undefined) exact.memo.loose = loose;
  return loose;
}

const INVISIBLE = /(?![\t\n])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
const SPACES = /[\p{Z}\u0085\u2800]/gu;

/** Text in which nothing is to be folded. */
const PRINTABLE = /^[\t\n -~]*$/;

/** Compatibility forms folded and what nobody sees removed; line ends stay, which separate commands. */
function plainly(text: string): string {
  if (isPlain(text) || PRINTABLE.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').normalize('NFKC').replace(SPACES, ' ').replace(INVISIBLE, '');
}
