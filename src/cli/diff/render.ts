import type { DiffResult, EventSource } from './index.js';
import type { DiffFormat } from '../formats.js';
import { textOptions } from '../paint.js';
import { visible } from '../safe-text.js';

/** A diff for a person, or for a comment on a pull request. */
export async function renderDiff(result: DiffResult, format: DiffFormat): Promise<string> {
  return format === 'markdown' ? markdown(result) : text(result);
}

async function text(result: DiffResult): Promise<string> {
  const { comparedText, differenceText } = await import('../../engine/reports/difference-text.js');
  const { transitionsText } = await import('../../engine/reports/transitions-text.js');
  const options = await textOptions('stdout');
  const { old, new: now, difference } = result;
  const { events, changed, transitions } = result;
  const head = comparedText(old, now, options);
  if (events === undefined || changed === undefined || transitions === undefined)
    return `${head}\n${differenceText(difference, options)}`;
  const body = transitionsText({ events, changed, transitions }, options);
  return `${head}${sourceLines(result)}\n${body}`;
}

async function markdown(result: DiffResult): Promise<string> {
  const { comparedMarkdown, differenceMarkdown, transitionsMarkdown } =
    await import('../../engine/reports/difference-markdown.js');
  const root = process.cwd();
  const { old, new: now, difference, events, changed, transitions } = result;
  const head = comparedMarkdown(old, now, root);
  if (events === undefined || changed === undefined || transitions === undefined)
    return `${head}\n${differenceMarkdown(difference, root)}`;
  return `${head}\n${transitionsMarkdown({ events, changed, transitions }, root)}`;
}

function sourceLines({ sources = [] }: DiffResult): string {
  return sources.map((source) => `on   ${sourceWords(source)}\n`).join('');
}

function sourceWords({ name, events, badLines, invalidEvents }: EventSource): string {
  const shown = name === '-' ? 'standard input' : visible(name);
  const bad = badLines === 0 ? '' : `, ${badLines} bad line${badLines === 1 ? '' : 's'} passed over`;
  const invalid = invalidEvents === 0 ? '' : `, ${invalidEvents} invalid (both deny)`;
  return `${shown}: ${events} event${events === 1 ? '' : 's'}${bad}${invalid}`;
}
