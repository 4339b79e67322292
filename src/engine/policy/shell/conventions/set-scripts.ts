import { argumentsOf } from '../arguments.js';
import type { SimpleCommand, Word } from '../script.js';
import type { Shown } from './define.js';

const JQ = /^(?:jq|yq|gojq|jaq|dasel|xq)$/;
const SED = /^(?:g?sed|perl|awk|gawk)$/;
/** `.scripts.test = "TEXT"`, and `.scripts["test"] |= "TEXT"`. */
const ASSIGNS = /\.scripts(?:\.[\w-]+|\.?"[^"\\]*"|\[\s*"[^"\\]*"\s*\])\s*\|?=\s*("(?:[^"\\]|\\.)*")/g;
const TEXT = /"(?:[^"\\]|\\.)*"/g;
const LOST: Shown = { scripts: [], doubt: 'it runs scripts that were just changed' };

/** The scripts that a command sets in a package's manifest, if it sets some: what `npm` does next may run them. */
export function scriptsSetBy(command: SimpleCommand): Shown | undefined {
  const { folded } = command;
  if (JQ.test(folded)) return setByFilter(command);
  if (folded === 'npm' || folded === 'pnpm' || folded === 'bun') return setByNpm(command);
  return SED.test(folded) ? setBySed(command) : undefined;
}

function setByFilter(command: SimpleCommand): Shown | undefined {
  const { operands, unclear } = argumentsOf(command);
  const named = operands.some(({ text }) => /package\.json$/.test(text));
  const [filter] = operands.filter(({ text }) => /scripts/.test(text));
  const untold = operands.some(({ known, text }) => !known && !/\/package\.json$/.test(text));
  if (unclear || filter === undefined) return (unclear || untold) && named ? LOST : undefined;
  const scripts = [...filter.text.matchAll(ASSIGNS)].map(([, text]) => unquoted(text as string));
  const rest = filter.text.replace(ASSIGNS, '').replace(TEXT, '""');
  // What else it may change is not read.
  const more =
    /(?<![=!<>])=(?!=)|\b(?:setpath|del|with_entries|walk|reduce|input|fromjson|map_values)\b|[{*+]/;
  if (!filter.known || scripts.includes(undefined) || (/scripts|\$|\(/.test(rest) && more.test(rest)))
    return LOST;
  return scripts.length === 0 ? undefined : { scripts: scripts as string[] };
}

function unquoted(text: string): string | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    // `\(…)` puts in what is not known.
    return typeof value === 'string' && !text.includes('\\(') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `npm pkg set scripts.test="TEXT"`, `npm set-script NAME TEXT`. */
function setByNpm(command: SimpleCommand): Shown | undefined {
  const [verb, next, ...rest] = argumentsOf(command).operands;
  if (verb?.text === 'set-script') return ofWords(rest.slice(0, 1));
  if (verb?.text !== 'pkg' || next?.text !== 'set') return undefined;
  const set = rest.filter(({ text, known }) => !known || /^['"[]*scripts/.test(text));
  if (set.length === 0) return undefined;
  return ofWords(set.map((word) => ({ ...word, text: word.text.slice(word.text.indexOf('=') + 1) })));
}

function ofWords(words: readonly Word[]): Shown {
  return words.every(({ known, glob }) => known && !glob) ? { scripts: words.map(({ text }) => text) } : LOST;
}

/** What stands behind the name of a script, or looks like one. */
const LIKE_SCRIPT =
  /scripts|(?:pre|post)\w|install|prepare|"?(?:test|build|start|lint|dev)\\?"? *:|\b(?:curl|wget|sh|bash|node|python3?|eval|nc)\b|&&|\$\(|`/;

function setBySed(command: SimpleCommand): Shown | undefined {
  const words = command.words.slice(1);
  const edits = words.some(({ text }) => /(?:^|\/)package\.json$/.test(text));
  if (!edits || !words.some(({ text }) => /^-\w*i|^--in-place/.test(text))) return undefined;
  return words.some(({ known, text }) => !known || LIKE_SCRIPT.test(text)) ? LOST : undefined;
}
