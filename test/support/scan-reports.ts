import type {
  Effect,
  FileProblem,
  Place,
  ScanReport,
  Step,
  ToolFinding,
} from '../../src/engine/model/tool-finding.js';

export const HOSTILE_FILE = 'src/\u001b[2J\u202e:,x\n|`<b>%0A.ts';
export const HOSTILE_NAME =
  '\u001b]0;x\u0007run\u202e|`<img src=x onerror=alert(1)>](http://x)\n::error::@team #1';

export function place(file: string, line: number, column = 1): Place {
  return { file, line, column };
}

export function step(text: string, file: string, line: number): Step {
  return { text, file, line, column: 3 };
}

export const EXEC: Effect = {
  kind: 'exec',
  severity: 'critical',
  tainted: true,
  cut: false,
  path: [
    step('tool arg command', 'src/tools.ts', 13),
    step('run()', 'src/tools.ts', 14),
    step('child_process.exec', 'src/run.ts', 4),
  ],
};

export const READ: Effect = {
  kind: 'fs.read',
  severity: 'low',
  tainted: false,
  cut: true,
  path: [step('readFileSync', 'src/b.ts', 9)],
};

/** A tool with whatever the test is about. */
export function tool(changes: Partial<ToolFinding> = {}): ToolFinding {
  return {
    fingerprint: '0123456789abcdef',
    tool: 'run_command',
    framework: 'langchain',
    construct: 'tool',
    place: place('src/tools.ts', 12, 22),
    endLine: 18,
    verdict: 'ungated',
    why: 'it is given to `createAgent` as it is',
    evidence: [],
    effects: [EXEC],
    severity: 'critical',
    capability: 'shell.exec.run_command',
    ...changes,
  };
}

export function problem(changes: Partial<FileProblem> = {}): FileProblem {
  const message = 'the file does not parse: `}` expected';
  return { place: place('src/broken.ts', 3, 9), code: 'syntax', message, severity: 'medium', ...changes };
}

export function scanReport(changes: Partial<ScanReport> = {}): ScanReport {
  return { root: '/work/app', files: 12, tools: [], problems: [], frameworks: ['langchain'], ...changes };
}

/** One of each kind. */
export const SAMPLE: ScanReport = scanReport({
  frameworks: ['ai', 'langchain', 'mcp'],
  tools: [
    tool(),
    tool({
      fingerprint: '1111111111111111',
      tool: 'read_file',
      place: place('src/b.ts', 7, 14),
      verdict: 'gated',
      why: 'it goes through gateTool before an agent gets it',
      evidence: [step('gateTool()', 'src/agent.ts', 20)],
      effects: [READ],
      severity: 'low',
      capability: 'filesystem.read.read_file',
    }),
    tool({
      fingerprint: '2222222222222222',
      tool: undefined,
      framework: 'ai',
      construct: 'dynamicTool',
      place: place('src/c.ts', 3, 5),
      verdict: 'unknown',
      why: 'its executor is chosen at run time',
      effects: [],
      severity: 'medium',
      capability: 'tool.call.unnamed',
    }),
    tool({
      fingerprint: '3333333333333333',
      tool: 'wire_money',
      framework: 'mcp',
      construct: 'registerTool',
      place: place('src/pay.ts', 30, 1),
      ignored: { reason: 'only in the sandbox', place: place('src/pay.ts', 29, 1) },
      effects: [{ ...EXEC, kind: 'payment', path: [] }],
      capability: 'payment.execute.wire_money',
    }),
    tool({
      fingerprint: '4444444444444444',
      tool: 'web_search',
      framework: 'ai',
      construct: 'provider tool',
      place: place('src/c.ts', 40, 5),
      verdict: 'hosted',
      why: 'it runs at the provider',
      effects: [],
      severity: 'none',
      capability: 'network.fetch.web_search',
    }),
  ],
  problems: [
    problem(),
    problem({
      code: 'mcp-config',
      place: place('.mcp.json', 4, 5),
      message: 'server `fs` is started without the gateway',
      severity: 'high',
    }),
  ],
});

/** Names and texts of somebody who wants to write on the terminal, or into the report. */
export const HOSTILE: ScanReport = scanReport({
  tools: [
    tool({
      tool: HOSTILE_NAME,
      framework: 'x\u001b[31m',
      construct: HOSTILE_NAME,
      place: place(HOSTILE_FILE, 1),
      why: HOSTILE_NAME,
      evidence: [step(HOSTILE_NAME, HOSTILE_FILE, 2)],
      effects: [{ ...EXEC, path: [step(HOSTILE_NAME, HOSTILE_FILE, 2)] }],
      capability: `shell.*\n  - "*"\n#.${HOSTILE_NAME}`,
    }),
    tool({
      fingerprint: '5555555555555555',
      tool: '__proto__',
      place: place(HOSTILE_FILE, 9),
      ignored: { reason: HOSTILE_NAME, place: place(HOSTILE_FILE, 8) },
    }),
  ],
  problems: [problem({ place: place(HOSTILE_FILE, 1), message: HOSTILE_NAME })],
});
