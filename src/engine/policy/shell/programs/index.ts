import { builds } from './builds.js';
import { builtins } from './builtins.js';
import { clouds } from './clouds.js';
import { databases } from './databases.js';
import { files } from './files.js';
import { languages } from './languages.js';
import { network } from './network.js';
import { packages } from './packages.js';
import { shells } from './shells.js';
import { system } from './system.js';
import { text } from './text.js';
import { projectTools } from './tools.js';
import { versions } from './versions.js';
import { wrappers } from './wrappers.js';
import type { Family, Program } from './define.js';

/** Families of programs; each is one file of data. */
export const FAMILIES: readonly Family[] = [
  builds,
  builtins,
  clouds,
  databases,
  files,
  languages,
  network,
  packages,
  shells,
  system,
  text,
  projectTools,
  versions,
  wrappers,
];

const BY_NAME: ReadonlyMap<string, Program> = new Map(
  FAMILIES.flatMap(({ programs }) =>
    programs.flatMap((program) => program.names.map((name) => [name, program] as const)),
  ),
);

/** The name of a program without its folder. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Folders in which programs are what they are called. */
export const STANDARD_PLACE =
  /^(?:\/(?:usr\/(?:local\/(?:[\w-]+\/)?)?)?s?bin\/|\/opt\/homebrew\/(?:opt\/[\w@.+-]+\/)?bin\/|\/usr\/lib\/(?:jvm|llvm-\d+|postgresql)\/(?:[\w.-]+\/)?bin\/|~\/(?:\.(?:local|cargo|bun|deno|volta|yarn|npm-global|dotnet\/tools|ghcup|pixi|foundry|rye)(?:\/(?:bin|shims))?|\.(?:pyenv|rbenv|nodenv|asdf|jenv)\/shims|\.local\/share\/(?:mise\/shims|pnpm)|\.nvm\/versions\/node\/v[\d.]+\/bin|go\/bin)\/)[^/]+$/;

const VERSION = /[-.]?\d+(?:\.\d+)*$/;
const EXTENSION = /\.(?:exe|cmd|bat|com)$/i;

/** The name as a system takes it that tells no case apart and gives programs an ending. */
export function foldProgram(name: string): string {
  const low = name.toLowerCase();
  return low.includes('.') ? low.replace(EXTENSION, '') : low;
}

/** What is known about a program; also where it carries its version, as `python3.12` does. */
export function programOf(name: string): Program | undefined {
  const exact = BY_NAME.get(name);
  if (exact !== undefined) return exact;
  const plain = foldProgram(name);
  return BY_NAME.get(plain) ?? BY_NAME.get(plain.replace(VERSION, ''));
}
