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

type Policy = ReturnType<Engine['compilePolicy']>;

/** One decision of a policy with five `shell` rules: with texts never seen before, and with the same ones again. */
export async function shellSection(engine: Engine, quick: boolean): Promise<Section> {
  const policy = engine.compilePolicy(engine.parsePolicy(JSON.stringify(RULES)));
  const rounds = quick ? 5 : 15;
  const size = quick ? 1_000 : 4_000;
  const cold: number[] = [];
  const cached: number[] = [];
  for (let round = 0; round < rounds; round++) {
    cold.push(await perDecision(engine, policy, texts(size, `${round}x`)));
    const known = texts(TYPICAL.length, 'same');
    cached.push(
      await perDecision(engine, policy, Array.from({ length: size / TYPICAL.length }, () => known).flat()),
    );
  }
  const long = await elapsedMs(() => decide(engine, policy, 'ls; '.repeat(1 << 18)));
  const rows = [{ case: 'shell', coldUs: median(cold), cachedUs: median(cached), mebibyteMs: long }];
  return { name: 'shell', rows, tables: [table(rows)] };
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

function table(rows: readonly { coldUs: number; cachedUs: number; mebibyteMs: number }[]) {
  return {
    title: `One decision over ${count(RULES.deny.length + RULES.allow.length)} rules with \`shell\``,
    head: ['', 'a new command, µs', 'a known command, µs', '1 MiB, ms'],
    body: rows.map((row) => ['typical commands', ...[row.coldUs, row.cachedUs, row.mebibyteMs].map(number)]),
  };
}
