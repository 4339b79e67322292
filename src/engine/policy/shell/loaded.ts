import type { Arguments } from './arguments.js';
import { judgeInline } from './inline/index.js';
import type { CodeEffect } from './inline/index.js';
import type { Program } from './programs/define.js';
import type { SimpleCommand, Word } from './script.js';
import type { Written } from './written.js';

/** In a container, code that neither reads nor writes a file is as harmless as here; modules are those of the image. */
export function harmlessThere(
  model: Program,
  command: SimpleCommand,
  args: Arguments,
): readonly CodeEffect[] | undefined {
  if (!command.remote) return undefined;
  const code = judgeInline(model, { ...command, remote: false }, args);
  const name = model.names[0] as string;
  const loads = AUTOLOADS.test(name) || name === 'python';
  const own = ({ kind, path }: CodeEffect): boolean =>
    loads && kind === 'execute' && (path === undefined || !path.text.startsWith('/'));
  return code?.every(own) === true ? code : undefined;
}

/** Programs whose code loads files of the project by the names of classes. */
const AUTOLOADS = /^(?:php|artisan:tinker|wp)$/;

/** Whether code may load what the script has written, besides the file that it stands in. */
export function loadsWritten(
  model: Program | undefined,
  code: readonly CodeEffect[],
  command: SimpleCommand,
  written: Written,
  file?: Word,
): boolean {
  if (written.empty || !AUTOLOADS.test(model?.names[0] ?? '')) return false;
  return code.some(({ kind }) => kind === 'execute') && written.holds(/\.(?:php|inc)$/i, command, file);
}
