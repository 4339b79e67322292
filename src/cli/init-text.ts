import { join } from 'node:path';
import type { Pack } from './packs.js';
import { columnsOf, paintFor } from './paint.js';
import { visible } from './safe-text.js';
import { CASES_FILE, POLICY_FILE, starterCases, starterPolicy } from './starter.js';
import type { Base } from './starter.js';
import { tableText } from './table.js';
import type { NewFile } from './write-files.js';

export function initFiles(folder: string, base: Base | undefined): NewFile[] {
  return [
    { path: join(folder, POLICY_FILE), text: starterPolicy(folder, base) },
    { path: join(folder, CASES_FILE), text: starterCases(base) },
  ];
}

/** What to type next, quoted for a shell. */
export function nextCommands([policy = '', cases = '']: readonly string[], base: Base | undefined): string[] {
  const event =
    base === undefined
      ? `--actor assistant --capability filesystem.read.workspace --payload '{"path": "README.md"}'`
      : `--actor assistant --capability ticket.read.support --payload '{"queue": "support"}'`;
  return [
    `npx capfence check-policy ${quoted(policy)} --strict`,
    `npx capfence policy test ${quoted(cases)} --coverage`,
    `npx capfence policy explain ${quoted(policy)} ${event}`,
  ];
}

function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

export async function initText(written: readonly string[], next: readonly string[]): Promise<string> {
  const paint = await paintFor('stdout');
  const files = written.map((path) => paint.strong(visible(path))).join(' and ');
  return [`wrote ${files}`, '', 'next:', ...next.map((command) => `  ${visible(command)}`), ''].join('\n');
}

export async function packsText(packs: readonly Pack[]): Promise<string> {
  const paint = await paintFor('stdout');
  const rows = packs.flatMap((pack) =>
    pack.levels.map((level) => [level.ref.slice('pack:'.length), visible(level.description)]),
  );
  const text = tableText(
    [['pack', 'what it is for'], ...rows],
    columnsOf(),
    (cell, _, row) => (row === 0 ? paint.dim(cell) : cell),
    1,
  );
  return `${text}\nuse one with: npx capfence init --pack shell/baseline\n`;
}
