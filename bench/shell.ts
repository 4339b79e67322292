import type { Engine } from './engine.js';
import { elapsedMs, median } from './measure.js';
import { count, number, type Section } from './table.js';

/** Commands as agents write them; `#` makes each text new, so that no cache knows it. */
const TYPICAL: readonly string[] = [
  'ls -la src/#',
  'git status --short #',
  'git commit -m "fix: the parser #"',
  'npm run build && npm test -- #',
  'grep -rn "export function" src/# | head -20',
  'cd packages/# && npm test 2>&1 | tail -40',
  'find . -name "*.#.ts" -not -path "*/node_modules/*"',
  'curl -sS https://api.example.com/v1/# | jq .',
  'for f in a b #; do touch "$f.txt"; done',
  'sudo env A=# rm -rf ./build',
  'x=dist; rm -rf "$x/#"',
  "cat > src/#.ts <<'EOF'\nexport const x = 1;\nEOF",
];

const RULES = {
  deny: [
    { capability: 'shell', shell: { command: 'rm', flags: ['r', 'f'], args: ['/*', '~*'] } },
    { capability: 'shell', shell: { command: ['curl', 'wget'], pipes_to: ['sh', 'bash', 'python*'] } },
    { capability: 'shell', shell: { effects: ['delete', 'write'], outside: ['.', '/tmp'] } },
    { capability: 'shell', shell: { effects: ['privilege', 'persist', 'read_secret'] } },
  ],
  allow: [{ capability: 'shell', shell: { effects: ['delete', 'write', 'execute', 'network'] } }],
};

/** No two policies are asked of the same new text. */
let policies = 0;

type Policy = ReturnType<Engine['compilePolicy']>;

/** One decision of a policy with `shell` rules: with texts never seen before, and with the same ones again. */
export async function shellSection(engine: Engine, quick: boolean): Promise<Section> {
  const all = await measured(engine, quick, RULES);
  const one = await measured(engine, quick, { deny: RULES.deny.slice(0, 1), allow: ['shell'] });
  const policy = compiled(engine, RULES);
  const long = await elapsedMs(() => decide(engine, policy, 'ls; '.repeat(1 << 18)));
  const rows = [
    { case: 'shell', rules: 5, ...all, mebibyteMs: long },
    { case: 'shell, one rule', rules: 1, ...one },
  ];
  return { name: 'shell', rows, tables: [table(rows)] };
}
function compiled(engine: Engine, rules: object): Policy {
  return engine.compilePolicy(engine.parsePolicy(JSON.stringify(rules)));
}

async function measured(
  engine: Engine,
  quick: boolean,
  rules: object,
): Promise<{ coldUs: number; cachedUs: number }> {
  policies++;
  const policy = compiled(engine, rules);
  const rounds = quick ? 5 : 15;
  const size = quick ? 1_000 : 4_000;
  const cold: number[] = [];
  const cached: number[] = [];
  for (let round = 0; round < rounds; round++) {
    cold.push(await perDecision(engine, policy, texts(size, `${policies}p${round}x`)));
    const known = texts(TYPICAL.length, 'same');
    cached.push(
      await perDecision(engine, policy, Array.from({ length: size / TYPICAL.length }, () => known).flat()),
    );
  }
  return { coldUs: median(cold), cachedUs: median(cached) };
}

function texts(size: number, salt: string): string[] {
  return Array.from({ length: size }, (_, i) =>
    (TYPICAL[i % TYPICAL.length] as string).replaceAll('#', `${salt}${i}`),
  );
}

async function perDecision(engine: Engine, policy: Policy, commands: readonly string[]): Promise<number> {
  const ms = await elapsedMs(() => {
    for (const command of commands) decide(engine, policy, command);
  });
  return (ms * 1000) / commands.length;
}

function decide(engine: Engine, policy: Policy, command: string): void {
  engine.decide(policy, { actor: 'agent', capability: 'shell.exec.dev', payload: { command } });
}

function table(rows: readonly Row[]) {
  return {
    title: 'One decision on a typical command, with `shell` rules',
    head: ['rules', 'a new command, µs', 'a known command, µs', '1 MiB, ms'],
    body: rows.map(({ rules, coldUs, cachedUs, mebibyteMs }) => [
      count(rules),
      number(coldUs),
      number(cachedUs),
      mebibyteMs === undefined ? '' : number(mebibyteMs),
    ]),
  };
}

interface Row {
  readonly rules: number;
  readonly coldUs: number;
  readonly cachedUs: number;
  readonly mebibyteMs?: number;
}
