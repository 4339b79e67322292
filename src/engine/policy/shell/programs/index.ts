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
import { hardware } from './hardware.js';
import { mobile } from './mobile.js';
import { jvm } from './jvm.js';
import { dotnet } from './dotnet.js';
import { scripting } from './scripting.js';
import { functional } from './functional.js';
import { science } from './science.js';
import { monitoring } from './monitoring.js';
import { deployments } from './deployments.js';
import { documents } from './documents.js';
import { web } from './web.js';
import { protocols } from './protocols.js';
import { profiling } from './profiling.js';
import { checks } from './checks.js';
import { keys } from './keys.js';
import { services } from './services.js';
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
  hardware,
  mobile,
  jvm,
  dotnet,
  scripting,
  functional,
  science,
  monitoring,
  deployments,
  documents,
  web,
  protocols,
  profiling,
  checks,
  keys,
  services,
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
  // No file has a longer name.
  if (exact !== undefined || name.length > 255) return exact;
  const plain = foldProgram(name);
  const bare = plain.replace(VERSION, '');
  return BY_NAME.get(plain) ?? BY_NAME.get(bare) ?? crossed(bare);
}

/** `arm-none-eabi-objcopy`: a tool of a compiler for another machine does what the one for this machine does. */
const CROSS =
  /^(?:arm|armv\d\w*|aarch64|aarch64_be|riscv(?:32|64)?|x86_64|i[3-6]86|amd64|avr|xtensa|mips\w*|powerpc\w*|ppc\w*|msp430|m68k|sh[24]?\w*|sparc\w*|s390x|loongarch\w*|or1k|arc|microblaze\w*|nios2|rx|rl78|tricore|bpf|wasm32|ia16|v850|xc16|xc32)(?:-[\w.]+){0,3}-(gcc|g\+\+|cc|c\+\+|cpp|clang|clang\+\+|gfortran|as|ld|ar|ranlib|objcopy|objdump|nm|readelf|size|strings|strip|addr2line|c\+\+filt|gdb|gcov)$/;

function crossed(name: string): Program | undefined {
  const tool = CROSS.exec(name)?.[1];
  return tool === undefined ? undefined : BY_NAME.get(tool);
}
