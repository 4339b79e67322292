import { applyEdits, sortedEdits } from '../model/text-edit.js';
import type { TextEdit } from '../model/text-edit.js';
import { visible, visibleLines } from './visible.js';

/** Lines that stand in place of others: `from` counts from 0. */
interface Change {
  readonly from: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const CONTEXT = 3;

/** A unified diff of a file. It is meant to be read: hidden characters are written out. */
export function unifiedDiff(file: string, text: string, edits: readonly TextEdit[]): string {
  const lines = splitLines(text);
  const hunks = hunksOf(changesOf(lines, edits));
  const name = visible(file);
  let shift = 0;
  const bodies = hunks.map((hunk) => {
    const body = hunkText(lines, hunk, shift);
    shift += hunk.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
    return body;
  });
  return `--- a/${name}\n+++ b/${name}\n${bodies.join('')}`;
}

/** The diff of a file that is not there yet. */
export function newFileDiff(file: string, text: string): string {
  const lines = splitLines(text);
  const body = lines.map((line) => lineText('+', line)).join('');
  return `--- /dev/null\n+++ b/${visible(file)}\n@@ -0,0 +1,${lines.length} @@\n${body}`;
}

/** Each with the break that ends it. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The lines that edits touch, once where several touch one line. */
function changesOf(lines: readonly string[], edits: readonly TextEdit[]): Change[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length;
  }
  const lineAt = (offset: number): number =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
  const groups: TextEdit[][] = [];
  let last = -1;
  for (const edit of sortedEdits(edits)) {
    if (lineAt(edit.start) <= last) groups.at(-1)?.push(edit);
    else groups.push([edit]);
    last = Math.max(last, lineAt(edit.end));
  }
  return groups.map((group) => changeOf(lines, starts, group, lineAt));
}

function changeOf(
  lines: readonly string[],
  starts: readonly number[],
  group: readonly TextEdit[],
  lineAt: (offset: number) => number,
): Change {
  const from = lineAt(group[0]?.start ?? 0);
  const to = Math.max(...group.map((edit) => lineAt(edit.end)));
  const begin = starts[from] ?? 0;
  const before = lines.slice(from, to + 1);
  const inner = group.map((edit) => ({ ...edit, start: edit.start - begin, end: edit.end - begin }));
  const after = splitLines(applyEdits(before.join(''), inner));
  return trimmed({ from, before, after });
}

/** Without the lines that are the same at either end. */
function trimmed({ from, before, after }: Change): Change {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    from: from + head,
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
  };
}

/** Changes whose contexts touch are one hunk. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  let end = -Infinity;
  for (const change of changes) {
    if (change.from - end <= 2 * CONTEXT) hunks.at(-1)?.push(change);
    else hunks.push([change]);
    end = change.from + change.before.length;
  }
  return hunks;
}

function hunkText(lines: readonly string[], hunk: readonly Change[], shift: number): string {
  const first = hunk[0]?.from ?? 0;
  const last = hunk.at(-1);
  const begin = Math.max(0, first - CONTEXT);
  const end = Math.min(lines.length, (last?.from ?? 0) + (last?.before.length ?? 0) + CONTEXT);
  const grown = hunk.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
  const span = (start: number, count: number): string => `${count === 0 ? start : start + 1},${count}`;
  const head = `@@ -${span(begin, end - begin)} +${span(begin + shift, end - begin + grown)} @@\n`;
  const parts: string[] = [];
  let at = begin;
  const same = (to: number): void =>
    void (parts.push(...lines.slice(at, to).map((line) => lineText(' ', line))), (at = to));
  for (const change of hunk) {
    same(change.from);
    parts.push(...change.before.map((line) => lineText('-', line)));
    parts.push(...change.after.map((line) => lineText('+', line)));
    at += change.before.length;
  }
  same(end);
  return `${head}${parts.join('')}`;
}

function lineText(mark: string, line: string): string {
  const whole = line.endsWith('\n');
  const shown = visibleLines((whole ? line.slice(0, -1) : line).replace(/\r$/, '').replaceAll('\t', '    '));
  return `${mark}${shown}\n${whole ? '' : '\\ No newline at end of file\n'}`;
}
