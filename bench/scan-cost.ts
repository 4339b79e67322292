/** What `check` costs on large programs, beside the compiler that says whether they are typed right. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ProgramKind, writeProgram } from './scan-tree.js';
import { count, number, type Section } from './table.js';

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const CHECK = [file('bin/run.js'), 'check', '--json'];
const TSC = [file('node_modules/typescript/bin/tsc'), '--noEmit'];

/** Prints what the process used when it ends: the processor's time is told apart from that of its neighbours. */
const METER = `import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, mib: maxRSS / 1024 }));
});`;
const METERED = ['--import', `data:text/javascript,${encodeURIComponent(METER)}`];

interface Cost {
  readonly seconds: number;
  readonly mib: number;
}

function costOf(args: readonly string[], cwd: string): Cost & { readonly out: string } {
  const env = { ...process.env, XDG_STATE_HOME: join(cwd, 'state') };
  const ended = spawnSync(process.execPath, [...METERED, ...args], {
    ...{ cwd, env, encoding: 'utf8', maxBuffer: 1 << 30 },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  if (ended.status !== 0) throw new Error(`${args.join(' ')} ended with ${ended.status}: ${ended.stdout}`);
  return { ...(JSON.parse(String(ended.output[3])) as Cost), out: ended.stdout };
}

interface Row extends Record<string, string | number | null> {
  readonly program: string;
  readonly files: number;
  readonly tools: number;
  readonly tscSeconds: number | null;
  readonly seconds: number;
  readonly againSeconds: number;
  readonly mib: number;
  readonly againMib: number;
}

/** @param program one without a framework is never parsed */
function rowOf(files: number, program: ProgramKind, beside = false): Row {
  const root = mkdtempSync(join(tmpdir(), 'capfence-bench-'));
  try {
    writeProgram(root, files, program);
    const first = costOf(CHECK, root);
    const again = costOf(CHECK, root);
    if (again.out !== first.out) throw new Error('the second run says something else');
    const { tools } = JSON.parse(first.out) as { tools: readonly unknown[] };
    return {
      program,
      files,
      tools: tools.length,
      tscSeconds: beside ? costOf(TSC, root).seconds : null,
      ...{ seconds: first.seconds, mib: first.mib, againSeconds: again.seconds, againMib: again.mib },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The table of time and memory: 2,000 files beside `tsc`, and 10,000: in folders, all of a piece, without a framework. */
export function scanCostSection(quick: boolean): Section {
  const [small, large] = quick ? [200, 1000] : [2000, 10_000];
  const rows = [
    rowOf(small, 'agents', true),
    ...(['agents', 'all lead to one', 'no framework'] as const).map((kind) => rowOf(large, kind)),
  ];
  const body = rows.map(({ program, files, tools, tscSeconds, seconds, againSeconds, mib, againMib }) => [
    ...[program, count(files), count(tools), tscSeconds === null ? '-' : number(tscSeconds)],
    ...[number(seconds), tscSeconds === null ? '-' : (seconds / tscSeconds).toFixed(2)],
    ...[number(againSeconds), (againSeconds / seconds).toFixed(2), count(Math.round(mib))],
    count(Math.round(againMib)),
  ]);
  const head = [
    ...[
      'program',
      'files',
      'tools',
      'tsc s',
      'check s',
      '/ tsc',
      'again s',
      '/ first',
      'peak MiB',
      'peak again',
    ],
  ];
  const notes = [
    'seconds of processor time, all threads; most memory that was resident; `again` is the run after it',
  ];
  return { name: 'scan-cost', rows, tables: [{ title: 'Cost of `check`', head, body, notes }] };
}
