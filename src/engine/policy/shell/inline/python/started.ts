import { NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { handedToShell, startedWith } from '../commands.js';
import { knownWord } from '../../script.js';
import type { Words } from '../path-words.js';
import type { Paths } from './paths.js';
import type { Names } from './resolve.js';
import type { Argument, Expression } from './syntax.js';

/** Functions that start a command and wait for it. */
export const STARTERS: ReadonlySet<string> = new Set([
  ...'run call check_call check_output getoutput getstatusoutput'
    .split(' ')
    .map((name) => `subprocess.${name}`),
  'os.system',
  'os.popen',
]);

/** Those that hand a script to a shell. */
const TO_SHELL = /^os\.|\.get(?:status)?output$/;
/** Arguments that say how a command is waited for and how what it prints is read. */
const HOW = new Set(
  'capture_output text check stdout stderr timeout universal_newlines encoding errors bufsize'.split(' '),
);

/** `subprocess.run(['git', 'log'], cwd='x')`. @throws NotShown where it is not known what is started */
export function startedBy(member: string, args: readonly Argument[], paths: Paths, names: Names): CodeEffect {
  const [first, ...rest] = args;
  if (first === undefined || first.name !== undefined || first.star !== '') throw new NotShown(member);
  let folder: Words | 'here' = 'here';
  let shell = TO_SHELL.test(member);
  for (const { name, star, value } of rest) {
    if (star !== '' || name === undefined || TO_SHELL.test(member)) throw new NotShown(member);
    if (name === 'shell' && value.is === 'constant') shell = value.text === 'True';
    else if (name === 'cwd') folder = paths.of(value);
    else if (!HOW.has(name)) throw new NotShown(`how a command is started: ${name}`);
  }
  if (shell) return handedToShell(paths.of(first.value), folder);
  if (first.value.is !== 'list' && first.value.is !== 'tuple')
    return startedWith([paths.of(first.value)], folder);
  return startedWith(
    first.value.items.map((item) => wordOf(item, paths, names)),
    folder,
  );
}

function wordOf(node: Expression, paths: Paths, names: Names): Words {
  if (node.is === 'star') throw new NotShown('words that are not known');
  if (names.memberOf(node) === 'sys.executable') return [knownWord('python3')];
  return paths.of(node);
}
