import type { Runs } from '../programs/define.js';
import type { Wrapped } from '../wrapped.js';
import { alias, lines, perf, tmux, trap } from './builtins.js';
import { awk, sed } from './editors.js';
import { cmake } from './cmake.js';
import { containers } from './containers.js';
import { debugger_ } from './debuggers.js';
import { env } from './env.js';
import { fd, find } from './find.js';
import { git } from './git.js';
import { parallel, xargs } from './appenders.js';
import { python } from './python.js';
import { anywhere, quoted, scripted } from './carriers.js';
import { rails } from './rails.js';
import { cargo, launcher, runner } from './runners.js';
import { shell } from './shell.js';
import { ssh } from './ssh.js';

type Special = Extract<Runs, { special: string }>['special'];

/** Wrappers that hold their command in a way of their own. */
export const SPECIAL: Readonly<Record<Special, (wrapped: Wrapped) => void>> = {
  shell,
  ssh,
  docker: containers,
  find,
  xargs,
  git,
  env,
  trap,
  alias,
  parallel,
  awk,
  sed,
  runner,
  launcher,
  python,
  lines,
  debugger: debugger_,
  cargo,
  perf,
  tmux,
  fd,
  anywhere,
  quoted,
  scripted,
  cmake,
  rails,
};
