import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many entries are kept: one for each set of folders and settings that is checked here. */
const MOST = 16;
/** Entries, and what a run that was cut off left of one. */
const OURS = /^[0-9a-f]{16}\.scan(?:\.\d+)?$/;

/** Puts a file into a folder of ours at once, for this user's eyes, and lets the oldest go. */
export function keepFile(folder: string, name: string, text: string): void {
  // Only a folder that was made for this: in one of the user's own, git would leave out all that is there.
  const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
  if (isNew) writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  const next = join(folder, `${name}.${process.pid}`);
  writeFileSync(next, text, { flag: 'wx', mode: 0o600 });
  renameSync(next, join(folder, name));
  dropOldest(folder);
}

function dropOldest(folder: string): void {
  const ours = readdirSync(folder).filter((name) => OURS.test(name));
  const times = ours.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }));
  const old = times.sort((a, b) => b.time - a.time).slice(MOST);
  for (const { name } of old) rmSync(join(folder, name), { force: true });
}
