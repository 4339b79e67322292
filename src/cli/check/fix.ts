import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckReport } from '../../engine/model/check-report.js';
import { applyEdits } from '../../engine/model/text-edit.js';
import type { Place } from '../../engine/model/tool-finding.js';
import type { Paint } from '../../engine/reports/paint.js';
import { newFileDiff, unifiedDiff } from '../../engine/reports/unified-diff.js';
import { planFixes } from '../../engine/scan/fix/index.js';
import type { FixedFile } from '../../engine/scan/fix/index.js';
import { visible } from '../safe-text.js';
import { sourceReader, writeDraft, writeReport } from './files.js';

/** What was, or would be, changed, and what must be done by hand. */
export interface Fixes {
  readonly files: readonly {
    readonly file: string;
    readonly diff: string;
    readonly tools: readonly string[];
  }[];
  readonly left: readonly { readonly tool?: string; readonly place: Place; readonly why: string }[];
  readonly written: boolean;
}

/** Puts the ungated definitions of a report through the gate, on paper or in the files. @throws InputError */
export async function fixTools({ root, tools }: CheckReport, write: boolean): Promise<Fixes> {
  const ungated = tools.filter(({ verdict, state }) => verdict === 'ungated' && state === 'open');
  const plan = planFixes(ungated, {
    read: sourceReader(root),
    exists: (file) => existsSync(join(root, file)),
  });
  if (write) for (const file of plan.files) await apply(root, file);
  return {
    files: plan.files.map((file) => ({ file: file.file, diff: diffOf(file), tools: file.tools.map(nameOf) })),
    left: plan.left.map(({ tool: { tool, place }, why }) => ({
      ...(tool !== undefined && { tool }),
      place,
      why,
    })),
    written: write && plan.files.length > 0,
  };
}

async function apply(root: string, { file, before, edits }: FixedFile): Promise<void> {
  const path = join(root, file);
  if (before === undefined) await writeDraft(path, applyEdits('', edits));
  else await writeReport(path, applyEdits(before, edits));
}

function diffOf({ file, before, edits }: FixedFile): string {
  return before === undefined ? newFileDiff(file, applyEdits('', edits)) : unifiedDiff(file, before, edits);
}

function nameOf({ tool, construct }: { tool: string | undefined; construct: string }): string {
  return tool ?? construct;
}

/** The diffs, then what is left to do by hand. */
export function toolFixes({ files, left, written }: Fixes, paint: Paint): string {
  const diffs = files.map(({ diff }) => `${coloured(diff, paint)}\n`);
  const byHand = left.map(({ tool, place, why }) => {
    const name = tool === undefined ? 'an unnamed tool' : `\`${visible(tool)}\``;
    return `${visible(place.file)}:${place.line}: ${paint.warning('by hand:')} ${name}: ${visible(why)}\n`;
  });
  const count = files.reduce((sum, { tools }) => sum + tools.length, 0);
  const verb = written ? 'gated' : 'would be gated; --write does it';
  const done = `${count} ${count === 1 ? 'definition' : 'definitions'} ${verb}\n`;
  return [...diffs, ...byHand, ...(byHand.length > 0 ? ['\n'] : []), done].join('');
}

function coloured(diff: string, paint: Paint): string {
  const lines = diff.split('\n').map((line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return paint.strong(line);
    if (line.startsWith('+')) return paint.good(line);
    if (line.startsWith('-')) return paint.error(line);
    return line.startsWith('@@') ? paint.note(line) : line;
  });
  return lines.join('\n');
}
