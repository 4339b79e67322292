/*
 * Whether a command line starts our gateway or our hook. Only a form that is understood whole counts: a shell that runs
 * something, or a word more than is known, is a command of somebody else.
 */

const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  npx: [],
  bunx: [],
  pnpx: [],
  npm: ['exec', 'x'],
  pnpm: ['exec', 'dlx'],
  yarn: ['exec', 'dlx', 'run'],
  bun: ['x'],
};
const QUIET_FLAGS = new Set([
  '-y',
  '--yes',
  '--no',
  '--no-install',
  '--offline',
  '--prefer-offline',
  '-q',
  '--quiet',
  '--',
]);
const OURS = /^capfence(?:@[\w.^~-]+)?$/;
const OWN_FILE = /(?:^|\/)(?:node_modules\/\.bin\/capfence|node_modules\/capfence\/bin\/run\.js)$/;

/** Whether an argument list is `capfence <command> …`, through whatever starts packages. */
export function isOurCommand(argv: readonly string[], command: string): boolean {
  const [first = '', second] = withoutRunner(argv);
  return (
    second === command && (OURS.test(first) || OURS.test(baseOf(first)) || OWN_FILE.test(slashed(first)))
  );
}

function withoutRunner(argv: readonly string[]): readonly string[] {
  const [head = '', ...rest] = argv;
  const name = baseOf(head);
  if (name === 'cmd' && /^\/c$/i.test(rest[0] ?? '')) return withoutRunner(rest.slice(1));
  if (name === 'node') return OWN_FILE.test(slashed(rest[0] ?? '')) ? rest : [];
  const verbs = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined;
  if (verbs === undefined) return argv;
  const after = verbs.length === 0 ? rest : verbs.includes(rest[0] ?? '') ? rest.slice(1) : [];
  const start = after.findIndex((word) => !QUIET_FLAGS.has(word));
  // Behind a runner only the name of the package counts: a path would be somebody's own file.
  const [program = '', ...more] = start < 0 ? [] : after.slice(start);
  return OURS.test(program) ? [program, ...more] : [];
}

/** `C:\\tools\\npx.cmd` is `npx`. */
function baseOf(program: string): string {
  const base = slashed(program).split('/').at(-1) ?? '';
  return base.replace(/\.(?:cmd|exe|ps1)$/i, '').toLowerCase();
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A shell line of plain words, taken apart; undefined where there is more to it: `a || true` is no gate. */
export function plainWords(line: string): string[] | undefined {
  const root = line.replaceAll(/"?\$\{?CLAUDE_PROJECT_DIR\}?"?/g, '.');
  if (/[;|&<>`$(){}*?[\]!#~\\\n\r]/.test(root)) return undefined;
  const words = root.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  return words.join(' ').length === root.trim().replace(/\s+/g, ' ').length
    ? words.map((word) => word.replace(/^["']|["']$/g, ''))
    : undefined;
}
