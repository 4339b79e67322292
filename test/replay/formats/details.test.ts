import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/engine/decision/decide.js';
import type { Decision } from '../../../src/engine/model/decision.js';
import { compilePolicy } from '../../../src/engine/policy/compile.js';
import { parsePolicy } from '../../../src/engine/policy/parse.js';
import { commandText, patchedPaths } from '../../../src/engine/replay/commands.js';
import { FORMATS, Simulation } from '../../../src/engine/replay/index.js';
import type { SimulateOptions, Summary } from '../../../src/engine/replay/index.js';
import { parseToolMap } from '../../../src/engine/replay/tool-map.js';

const NEVER: Decision = decide(
  compilePolicy(parsePolicy('version: 1\nname: none\n', { file: 'none.yaml' })),
  {},
);

interface Seen {
  readonly capability?: string;
  readonly payload?: unknown;
  readonly context?: unknown;
  readonly actor?: string;
  readonly environment?: string;
}

/** The events that the engine is asked about. */
function asked(lines: readonly unknown[], options: SimulateOptions = {}): { seen: Seen[]; summary: Summary } {
  const seen: Seen[] = [];
  const simulation = new Simulation((event) => {
    seen.push(JSON.parse(JSON.stringify(event)) as Seen);
    return { ...NEVER, decision: 'allow' };
  }, options);
  const { failure } = simulation.push(Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')));
  expect(failure).toBeUndefined();
  simulation.end();
  return { seen, summary: simulation.summary() };
}

const claude = (name: string, input: unknown, over: object = {}): object => ({
  type: 'assistant',
  cwd: '/home/dev',
  sessionId: 's1',
  message: { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name, input }] },
  ...over,
});
const codex = (payload: object): object => ({ type: 'response_item', payload });
const call = (name: string, args: unknown, type = 'function_call'): object =>
  codex({ type, name, arguments: args });
const chat = (name: string, args: unknown): object => ({
  role: 'assistant',
  tool_calls: [{ id: 'c', type: 'function', function: { name, arguments: args } }],
});
const mcp = (over: object = {}): object => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'send' },
  ...over,
});

describe('capabilities', () => {
  it.each([
    [claude('mcp__git-hub__create_issue', {}), 'mcp.git-hub.create_issue'],
    [claude('mcp__plugin_a_b__x__y', {}), 'mcp.plugin_a_b.x__y'],
    [claude('mcp__a.b__c d', {}), 'mcp.a_b.c_d'],
    [claude('SomethingNew', {}), 'tool.SomethingNew'],
    [call('container.exec', '{"command":["ls"]}'), 'shell.exec.workspace'],
    [
      codex({ type: 'function_call', namespace: 'mcp__docs__', name: 'find', arguments: '{}' }),
      'mcp.docs.find',
    ],
    [chat('functions.run now', '{}'), 'tool.functions.run_now'],
    [chat('..', '{}'), 'tool.unnamed'],
    [chat('имя', '{}'), 'tool._'],
    [mcp(), 'mcp.unknown.send'],
    [{ server: 'mail', message: mcp() }, 'mcp.mail.send'],
    [{ type: 'mcp_call', name: 'read', server_label: 'crm', arguments: '{}' }, 'mcp.crm.read'],
  ])('%j is %s', (line, capability) => {
    expect(asked([line]).seen).toMatchObject([{ capability }]);
  });

  it('are the map’s first, by the name that the log has or by the one with the server', () => {
    const map = parseToolMap('Bash: a.b.c\nmcp__mail__send: d.e.f\n', 'm.yaml');
    const { seen, summary } = asked([claude('Bash', {}), { server: 'mail', message: mcp() }], { map });
    expect(seen).toMatchObject([{ capability: 'a.b.c' }, { capability: 'd.e.f' }]);
    expect(summary.unmappedTools).toEqual([]);
  });

  it('remember the server of a session, and count a tool whose server is not known', () => {
    const hello = { jsonrpc: '2.0', id: 0, result: { serverInfo: { name: 'files' } } };
    const { seen, summary } = asked([mcp(), hello, mcp()]);
    expect(seen.map(({ capability }) => capability)).toEqual(['mcp.unknown.send', 'mcp.files.send']);
    expect(summary.unmappedTools).toEqual([{ name: 'send', events: 1 }]);
  });
});

describe('payloads', () => {
  it.each<[object, unknown]>([
    [claude('Grep', { pattern: 'x' }), { pattern: 'x', path: '.' }],
    [claude('Grep', { pattern: 'x', path: '/etc' }), { pattern: 'x', path: '/etc' }],
    [chat('a', '{"b":1}'), { b: 1 }],
    [chat('a', 'no json'), { input: 'no json' }],
    [chat('a', '[1]'), { input: [1] }],
    [chat('a', ''), {}],
    [chat('a', { b: 1 }), { b: 1 }],
    [call('shell', '{"command":["bash","-lc","ls | wc"]}'), { command: 'ls | wc' }],
    [call('shell', '{"command":["echo","a b"]}'), { command: "echo 'a b'" }],
    [call('exec_command', '{"cmd":"ls"}'), { command: 'ls' }],
    [call('mcp__a__b', '{"cmd":"ls"}'), { cmd: 'ls' }],
  ])('%j has %j', (line, payload) => {
    expect(asked([line]).seen).toMatchObject([{ payload }]);
  });

  it('of a patch are its paths, and deleting is an event of its own', () => {
    const patch =
      '*** Begin Patch\n*** Add File: a\n*** Update File: b\r\n*** Move to: c\n*** Delete File: d\n';
    const { seen } = asked([codex({ type: 'custom_tool_call', name: 'apply_patch', input: patch })]);
    expect(seen).toMatchObject([
      { capability: 'filesystem.write.workspace', payload: { paths: ['a', 'b', 'c'], patch } },
      { capability: 'filesystem.delete.workspace', payload: { paths: ['d'] } },
    ]);
    const shell = asked([call('shell', JSON.stringify({ command: ['apply_patch', patch] }))]);
    expect(shell.seen).toEqual(seen);
  });

  it('that were not recorded are counted', () => {
    const span = {
      name: 'execute_tool a',
      traceId: 't',
      attributes: { 'gen_ai.operation.name': 'execute_tool' },
    };
    expect(asked([span]).summary).toMatchObject({ events: 1, withoutPayload: 1 });
  });
});

describe('what stands around a call', () => {
  it('is told of helpers, sessions and folders', () => {
    const { seen } = asked([claude('Bash', {}, { isSidechain: true, agentId: 'a7' })]);
    expect(seen).toMatchObject([
      { actor: 'claude-code', context: { session: 's1', cwd: '/home/dev', parent: 'a7', tool_name: 'Bash' } },
    ]);
  });

  it('goes on from line to line in a rollout', () => {
    const { seen } = asked([
      { type: 'session_meta', payload: { id: 's9', cwd: '/a' } },
      call('shell', '{}'),
      { type: 'turn_context', payload: { cwd: '/b' } },
      call('shell', '{}'),
    ]);
    expect(seen.map(({ context }) => context)).toMatchObject([
      { cwd: '/a', session: 's9' },
      { cwd: '/b', session: 's9' },
    ]);
  });

  it('does not make an event invalid by a title or a long label', () => {
    const span = {
      ...{ name: 'x', traceId: 't', startTimeUnixNano: 'never', attributes: [] as unknown[] },
    };
    const attribute = (key: string, value: string): object => ({ key, value: { stringValue: value } });
    span.attributes = [
      attribute('gen_ai.operation.name', 'execute_tool'),
      attribute('gen_ai.tool.name', 'x'.repeat(1000)),
      attribute('gen_ai.agent.name', 'Support Agent (EU)'),
      attribute('gen_ai.conversation.id', 'y'.repeat(1000)),
    ];
    expect(asked([span]).seen).toMatchObject([
      { actor: 'Support-Agent-EU-', capability: `tool.${'x'.repeat(100)}` },
    ]);
    expect(asked([span], { actor: 'me' }).seen).toMatchObject([{ actor: 'Support-Agent-EU-' }]);
    expect(asked([claude('Bash', {})], { actor: 'me' }).seen).toMatchObject([{ actor: 'me' }]);
  });
});

describe('forms side by side', () => {
  it('leave an event alone whose payload looks like another log', () => {
    const payload = mcp();
    const { seen } = asked([{ actor: 'a', capability: 'b.c', payload }]);
    expect(seen).toMatchObject([{ capability: 'b.c', payload }]);
  });

  it('count answers alone where a whole exchange is logged', () => {
    const request = { messages: [{ role: 'user', content: 'x' }, chat('old', '{}')] };
    const response = { choices: [{ message: chat('fresh', '{}') }] };
    expect(asked([{ request, response }]).seen).toMatchObject([{ capability: 'tool.fresh' }]);
    expect(asked([{ request }]).seen).toMatchObject([{ capability: 'tool.old' }]);
    const body = { custom_id: 'r1', response: { status_code: 200, body: response } };
    expect(asked([body]).seen).toMatchObject([{ capability: 'tool.fresh', context: { session: 'r1' } }]);
  });

  it('read what follows a header in the form of the header, and refuse another version', () => {
    const header = { capfence_replay_version: '1.0', checksum: 'ignore' };
    const event = { actor: 'a', action: 'exec', resource: 'shell', metadata: { command: 'ls' } };
    expect(asked([header, event]).seen).toMatchObject([{ payload: { command: 'ls' } }]);
    const simulation = new Simulation(() => NEVER);
    const { failure } = simulation.push(Buffer.from('{"capfence_replay_version":"7"}\n'));
    expect(failure).toMatchObject({ code: 'unknown_format' });
  });

  it('undo what a record of the audit log escapes', () => {
    const line = { ...{ v: 1, log: 'l', seq: 1, prev: 'p', type: 'decision', esc: true }, actor: 'a' };
    const { seen } = asked([{ ...line, capability: 'b.c', session: 'x\\\\y\\u0000', risk: '3.5' }]);
    expect(seen).toMatchObject([{ context: { session: 'x\\y\0' }, risk: 3.5 }]);
  });
});

describe('commands and patches', () => {
  it.each([
    [['ls', '-la'], 'ls -la'],
    [['/bin/sh', '-c', 'a; b'], 'a; b'],
    [['bash', '-lc', 'a', 'b'], 'bash -lc a b'],
    [['echo', "it's", ''], "echo 'it'\\''s' ''"],
  ])('%j is %s', (words, text) => expect(commandText(words)).toBe(text));

  it('leaves a list alone that is not all words', () => {
    expect(commandText(['a', 1])).toEqual(['a', 1]);
    expect(patchedPaths('no patch')).toEqual({ written: [], deleted: [] });
  });
});

it('has a row in the docs for every form', () => {
  const docs = readFileSync(new URL('../../../docs/traces.md', import.meta.url), 'utf8');
  for (const { name, summary } of FORMATS) expect(docs).toContain(`| \`${name}\` | ${summary} |`);
});
