import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shell, steady, temporaryFolder } from './run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Step {
  readonly command: string;
  /** What it prints, where the page says so. */
  readonly output: string | undefined;
}

/** The commands of a section of the docs, each with the text that the page shows after it. */
function stepsOf(section: string): Step[] {
  const page = readFileSync(join(ROOT, 'docs/replay.md'), 'utf8');
  const text = page.split(/^## /m).find((part) => part.startsWith(section)) ?? '';
  const blocks = [...text.matchAll(/```(sh|text)\n([^]*?)```/g)];
  return blocks.flatMap(([, kind, body], at) => {
    const next = blocks[at + 1];
    if (kind !== 'sh') return [];
    return [{ command: body as string, output: next?.[1] === 'text' ? next[2] : undefined }];
  });
}

describe('the story of the incident', () => {
  it('runs as docs/replay.md tells it, word for word', async () => {
    const folder = temporaryFolder();
    for (const name of ['traces', 'policies']) {
      mkdirSync(join(folder, name));
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    const steps = stepsOf('An incident');
    const codes: (number | null)[] = [];
    for (const { command, output } of steps) {
      const { code, stdout, stderr } = await shell(`set -e\n${command}`, folder);
      codes.push(code);
      expect({ command, trouble: /error:|warning:/.test(stderr) }).toEqual({ command, trouble: false });
      if (output !== undefined) expect(steady(stdout)).toBe(steady(output));
    }
    expect(codes).toEqual([0, 0, 0, 1]);
    expect(steps.filter(({ output }) => output !== undefined)).toHaveLength(3);
  });
});
