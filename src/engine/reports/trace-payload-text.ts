import { cell } from './log-row.js';
import type { Paint } from './paint.js';
import type { Held, TracePayload } from './trace-text.js';
import { visibleJson } from './visible.js';
import { textWidth } from './width.js';

const MOST_CHARS = 4000;

const TITLE: Readonly<Record<Held, string>> = {
  matches: 'it is what the record commits to',
  redacted: 'what was not redacted is what the record commits to',
  differs: 'IT IS NOT WHAT THE RECORD COMMITS TO',
  unknown: 'its salt is gone, so that it cannot be checked',
};
const WORD: Readonly<Record<Held, string>> = {
  matches: '✓',
  redacted: 'redacted',
  differs: '✗ not what was committed to',
  unknown: '?',
};

/** The payload as it was stored, and whether that is what was committed to. */
export function payloadLines({ stored, whole, arguments: each }: TracePayload, paint: Paint): string[] {
  const colours = {
    matches: paint.good,
    redacted: paint.warning,
    differs: paint.error,
    unknown: paint.warning,
  };
  const title = `${paint.strong('Payload, as it was stored:')} ${colours[whole](TITLE[whole])}`;
  const checks = Object.entries(each).map(
    ([name, held]) => [cell(name, 40), colours[held](WORD[held])] as const,
  );
  const width = checks.reduce((most, [name]) => Math.max(most, textWidth(name)), 0);
  return [
    title,
    ...shown(stored).map((line) => `  ${line}`),
    ...checks.map(([name, word]) => `  ${paint.dim(name)}${' '.repeat(width - textWidth(name))}  ${word}`),
  ];
}

function shown(stored: TracePayload['stored']): string[] {
  const text = visibleJson(JSON.stringify(stored, null, 2));
  const cut = text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}… (--json has all of it)` : text;
  return cut.split('\n');
}
