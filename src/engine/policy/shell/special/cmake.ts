import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';
import { table } from '../../table.js';

/** What the tools of `cmake -E` are elsewhere; what they do is told by the same operands. */
const TOOLS: Readonly<Record<string, readonly string[]>> = table({
  rm: ['rm'],
  remove: ['rm'],
  remove_directory: ['rm', '-r'],
  copy: ['cp'],
  copy_directory: ['cp', '-r'],
  copy_directory_if_different: ['cp', '-r'],
  copy_directory_if_newer: ['cp', '-r'],
  copy_if_different: ['cp'],
  copy_if_newer: ['cp'],
  rename: ['mv'],
  touch: ['touch'],
  touch_nocreate: ['touch'],
  make_directory: ['mkdir', '-p'],
  create_symlink: ['ln', '-s'],
  create_hardlink: ['ln'],
  tar: ['tar'],
  env: ['env'],
  time: ['time'],
  cat: ['cat'],
  compare_files: ['cmp'],
  md5sum: ['md5sum'],
  sha1sum: ['sha1sum'],
  sha224sum: ['sha224sum'],
  sha256sum: ['sha256sum'],
  sha384sum: ['sha384sum'],
  sha512sum: ['sha512sum'],
});
const IDLE = new Set(['echo', 'echo_append', 'sleep', 'true', 'false', 'capabilities']);

/** `cmake -E TOOL …`: small tools of files, and some that run another command. */
export function cmake(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const at = words.findIndex(({ text }, i) => i > 0 && /^-E/.test(text));
  if (at < 0) return;
  const [tool, ...rest] = words.slice(at + 1);
  if (words[at]?.text !== '-E' || (tool !== undefined && !tool.known))
    return wrapped.unknown('a tool of `cmake -E` that is not known before it runs');
  const name = tool?.text ?? '';
  if (name === '' || IDLE.has(name)) return;
  if (name === 'chdir') return inFolder(wrapped, rest);
  const same = TOOLS[name];
  if (same === undefined) return wrapped.unknown('a tool of `cmake -E` that nobody knows');
  wrapped.runWords([...same.map(knownWord), ...behindFlags(name, rest)]);
}

/** Their own flags end where `--` may follow; `--modify` and `--unset=` of `env` change variables only. */
function behindFlags(name: string, rest: readonly Word[]): readonly Word[] {
  return name === 'env' && rest[0]?.text === '--' ? rest.slice(1) : rest;
}

/** `chdir FOLDER COMMAND…`: as `env -C` runs it. */
function inFolder(wrapped: Wrapped, [folder, ...command]: readonly Word[]): void {
  if (folder === undefined) return;
  wrapped.runWords([knownWord('env'), knownWord('-C'), folder, ...command]);
}
