import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentSettingsProblems } from '../../src/engine/scan/agent-settings.js';
import { configProblems } from '../../src/engine/scan/config-problems.js';
import { collectConfigs } from '../../src/engine/scan/configs.js';
import { plainWords } from '../../src/engine/scan/gate-command.js';
import { mcpConfigProblems } from '../../src/engine/scan/mcp-config.js';
import { temporaryFolder } from '../cli/run.js';

const server = (value: unknown) =>
  mcpConfigProblems(JSON.stringify({ mcpServers: { s: value } }), '.mcp.json');
const command = (command: string, ...args: unknown[]) => server({ command, args });

describe('an MCP client configuration', () => {
  it.each([
    ['capfence', 'gateway', '--', 'npx', 'server-x'],
    ['npx', 'capfence', 'gateway'],
    ['npx', '-y', 'capfence@1.2.3', 'gateway', '--policy', 'p.yaml'],
    ['pnpm', 'dlx', 'capfence', 'gateway'],
    ['yarn', 'dlx', '-q', 'capfence', 'gateway'],
    ['bunx', 'capfence', 'gateway'],
    ['cmd', '/c', 'npx', '-y', 'capfence', 'gateway'],
    ['C:\\node\\npx.cmd', 'capfence', 'gateway'],
    ['/usr/local/bin/capfence', 'gateway'],
    ['node', './node_modules/capfence/bin/run.js', 'gateway'],
    ['./node_modules/.bin/capfence', 'gateway'],
  ])('may start a server through the gateway: %s %s %s', (...argv) => {
    const [first = '', ...rest] = argv;
    expect(command(first, ...rest)).toEqual([]);
  });

  it.each([
    ['npx', '-y', '@modelcontextprotocol/server-filesystem', '/'],
    ['capfence'],
    ['capfence', 'logs', 'gateway'],
    ['npx', 'capfence-gateway', 'gateway'],
    ['npx', '--package=evil', 'capfence', 'gateway'],
    ['npx', '-p', 'evil', 'capfence', 'gateway'],
    ['npx', './capfence', 'gateway'],
    ['npx', 'evil/capfence', 'gateway'],
    ['npm', 'run', 'capfence', 'gateway'],
    ['bash', '-c', 'capfence gateway'],
    ['node', 'capfence/run.js', 'gateway'],
    ['echo', 'capfence', 'gateway'],
    ['capfence', 'GATEWAY'],
  ])('is told of where it starts %s %s %s', (...argv) => {
    const [first = '', ...rest] = argv;
    expect(command(first, ...rest)).toMatchObject([{ code: 'mcp-config', severity: 'high' }]);
  });

  it('is not believed where a key stands twice, or a word is no text', () => {
    const twice = '{"mcpServers":{"s":{"command":"capfence","args":["gateway"],"command":"evil"}}}';
    expect(mcpConfigProblems(twice, 'f')).toHaveLength(1);
    const lists = '{"mcpServers":{},"mcpServers":{"s":{"command":"evil"}}}';
    expect(mcpConfigProblems(lists, 'f')).toHaveLength(1);
    expect(command('capfence', 'gateway', 1)).toHaveLength(1);
    expect(server('capfence gateway')).toHaveLength(1);
    expect(server({ command: 'capfence', args: 'gateway' })).toHaveLength(1);
    expect(server({ command: 'capfence', args: ['gateway'], url: 'http://x' })).toEqual([]);
  });

  it('is told of servers that are reached over the network', () => {
    expect(server({ url: 'https://x/mcp' })).toMatchObject([{ severity: 'medium' }]);
  });

  it('is read with comments, in the forms of VS Code too, with places', () => {
    const text = '// servers\n{\n  "servers": {\n    /* one */ "fs": { "command": "x", },\n  },\n}\n';
    expect(mcpConfigProblems(text, '.vscode/mcp.json')).toMatchObject([
      { place: { file: '.vscode/mcp.json', line: 4, column: 15 }, message: expect.stringContaining('`fs`') },
    ]);
    expect(mcpConfigProblems('{"mcp":{"servers":{"x":{}}}}', 'f')).toHaveLength(1);
  });

  it.each(['{', 'no', '{"mcpServers": }', '['.repeat(100_000)])(
    'is a problem where it is no JSON: %.20s',
    (text) => {
      expect(mcpConfigProblems(text, 'f')).toMatchObject([{ code: 'mcp-config', severity: 'medium' }]);
    },
  );

  it('tells no secret of it', () => {
    const [found] = server({ command: 'x', args: ['--token', 's3cret'], env: { KEY: 's3cret' } });
    expect(JSON.stringify(found)).not.toContain('s3cret');
  });

  it('makes nothing fall over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        mcpConfigProblems(text, 'f');
        mcpConfigProblems(`{"mcpServers":${text}}`, 'f');
        agentSettingsProblems([
          { file: 'f', text },
          { file: 'g', text: `{"hooks":{"PreToolUse":${text}},"permissions":${text}}` },
        ]);
      }),
      { numRuns: 2000 },
    );
  });
});

const hook = (command: string, matcher?: string) => ({
  hooks: {
    PreToolUse: [{ ...(matcher !== undefined && { matcher }), hooks: [{ type: 'command', command }] }],
  },
});
const settings = (...values: unknown[]) =>
  agentSettingsProblems(
    values.map((value, index) => ({
      file: index === 0 ? 'settings.json' : 'settings.local.json',
      text: JSON.stringify(value),
    })),
  );

describe('the settings of a coding agent', () => {
  it.each([
    ['capfence hook', undefined],
    ['capfence hook --agent claude-code', '*'],
    ['npx capfence hook', ''],
    ['"$CLAUDE_PROJECT_DIR"/node_modules/.bin/capfence hook', '.*'],
    ['$CLAUDE_PROJECT_DIR/node_modules/.bin/capfence hook', '*'],
  ])('are fine with the hook %j before %j', (line, matcher) => {
    expect(settings(hook(line, matcher))).toEqual([]);
    expect(settings({ permissions: { allow: ['Bash'] } }, hook(line, matcher))).toEqual([]);
  });

  it.each([
    'capfence hook || true',
    'capfence hook; exit 0',
    'capfence hook &',
    'capfence hook > /dev/null',
    'echo capfence hook',
    'true `capfence hook`',
    'bash -c "capfence hook"',
    'capfence logs',
    "capfence 'hook",
  ])('are not, with %j', (line) => {
    expect(settings(hook(line, '*'))).toMatchObject([{ code: 'agent-settings' }]);
  });

  it('say which tools a narrow hook is asked about', () => {
    expect(settings(hook('capfence hook', 'Bash|Write'))[0]?.message).toContain('only about `Bash|Write`');
  });

  it.each<[unknown, string]>([
    [{}, 'medium'],
    [{ permissions: { allow: ['Bash(npm run lint)'] } }, 'medium'],
    [{ permissions: { allow: ['Bash(*)'] } }, 'high'],
    [{ permissions: { allow: ['mcp__github'] } }, 'high'],
    [{ permissions: { defaultMode: 'bypassPermissions' } }, 'high'],
    [{ enableAllProjectMcpServers: true }, 'high'],
  ])('%j without the hook are %s', (value, severity) => {
    expect(settings(value)).toMatchObject([{ severity }]);
  });

  it('are told that all hooks are off, whatever stands there', () => {
    expect(settings({ ...hook('capfence hook'), disableAllHooks: true })).toMatchObject([
      { severity: 'high' },
    ]);
    expect(settings(hook('capfence hook'), { disableAllHooks: true })).toHaveLength(1);
  });

  it('of one’s own say nothing by what they leave out', () => {
    expect(settings(hook('capfence hook', 'Bash'), {})).toHaveLength(1);
    expect(settings({}, {})).toHaveLength(1);
  });
});

describe('a line of shell', () => {
  it.each([
    ['a b', ['a', 'b']],
    ['a "b c"', ['a', 'b c']],
    ['a$(b)', undefined],
    ['a "b', undefined],
    ['a\nb', undefined],
  ])('%j is the words %j', (line, words) => {
    expect(plainWords(line)).toEqual(words);
  });
});

describe('the configurations of a tree', () => {
  it('are found where clients keep them, and not where packages do', () => {
    const root = temporaryFolder();
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };
    const bad = '{"mcpServers":{"s":{"command":"x"}},"servers":{}}';
    const files = ['.mcp.json', 'a/.cursor/mcp.json', '.vscode/mcp.json', 'claude_desktop_config.json'];
    for (const file of [...files, 'node_modules/p/.mcp.json', 'a/mcp.json']) write(file, bad);
    write('.claude/settings.json', '{}');
    write('.claude/settings.local.json', '{"permissions":{"allow":["Bash"]}}');
    const found = (...paths: string[]) =>
      configProblems(collectConfigs({ root, paths })).map(({ place }) => place.file);
    expect(found()).toEqual([
      ...['.claude/settings.json', '.claude/settings.local.json'],
      ...['.mcp.json', '.vscode/mcp.json', 'a/.cursor/mcp.json', 'claude_desktop_config.json'],
    ]);
    expect(found('a')).toEqual(['a/.cursor/mcp.json']);
    expect(found('a/mcp.json', '.mcp.json')).toEqual(['.mcp.json', 'a/mcp.json']);
    expect(collectConfigs({ root, paths: [], exclude: ['**/*.json'] })).toEqual([]);
    write('.mcp.json', ' '.repeat(1024 * 1024 + 1));
    expect(configProblems(collectConfigs({ root, paths: ['.mcp.json'] }))).toMatchObject([
      { message: expect.stringContaining('1 MiB') },
    ]);
  });
});
