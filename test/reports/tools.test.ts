import { describe, expect, it } from 'vitest';
import { parseToolMap } from '../../src/engine/replay/tool-map.js';
import { checkPolicyText, parsePolicy } from '../../src/engine/policy/index.js';
import { toolsGithub } from '../../src/engine/reports/tools-github.js';
import { toolsHtml } from '../../src/engine/reports/tools-html.js';
import { toolsMap } from '../../src/engine/reports/tools-map.js';
import { toolsMarkdown } from '../../src/engine/reports/tools-markdown.js';
import { safeCapability } from '../../src/engine/model/safe-capability.js';
import { toolsPolicy } from '../../src/engine/reports/tools-policy.js';
import { toolsSarif } from '../../src/engine/reports/tools-sarif.js';
import { toolsCount, toolsText } from '../../src/engine/reports/tools-text.js';
import { judge } from '../../src/engine/scan/judge.js';
import { HOSTILE, HOSTILE_NAME, place, SAMPLE, scanReport, tool } from '../support/scan-reports.js';

const STRICT = { failOnUngated: false, strict: true };
const sample = judge(SAMPLE, STRICT);
const hostile = judge(HOSTILE, STRICT);
const golden = (name: string) => new URL(`golden/tools-${name}`, import.meta.url).pathname;

describe('reports of tools', () => {
  it('are text with the way to each effect', async () => {
    await expect(`${toolsText(sample)}\n${toolsCount(sample)}`).toMatchFileSnapshot(golden('text.txt'));
  });

  it('are text with every tool under verbose', () => {
    const text = toolsText(sample, { verbose: true });
    expect(text).toContain('seen: gateTool() (src/agent.ts:20:3)');
    expect(text).toContain('ignored: only in the sandbox (src/pay.ts:29:1)');
  });

  it('are Markdown', async () => {
    await expect(toolsMarkdown(sample)).toMatchFileSnapshot(golden('markdown.txt'));
  });

  it('are workflow commands, the worst first', async () => {
    await expect(toolsGithub(sample)).toMatchFileSnapshot(golden('github.txt'));
  });

  it('are a page that stands alone', async () => {
    const html = toolsHtml(sample);
    await expect(html).toMatchFileSnapshot(golden('page.txt'));
    expect(html).not.toMatch(/<script|src=|https?:|@import|url\(/);
  });

  it('are SARIF with flows, fingerprints and suppressions', async () => {
    await expect(toolsSarif(sample, { version: '1.2.3' })).toMatchFileSnapshot(golden('sarif.txt'));
  });

  it('say nothing bad of a tree without tools', () => {
    const empty = judge(scanReport(), STRICT);
    expect(toolsText(empty)).toBe('');
    expect(toolsCount(empty)).toBe('0 tools in 12 files\n');
    expect(toolsGithub(empty)).toBe('');
    expect(toolsMarkdown(empty)).toContain('CapFence: passed');
  });
});

describe('names of strangers', () => {
  const outputs: [string, string][] = [
    ['text', toolsText(hostile, { verbose: true })],
    ['markdown', toolsMarkdown(hostile)],
    ['github', toolsGithub(hostile)],
    ['html', toolsHtml(hostile)],
    ['sarif', toolsSarif(hostile, { version: '1' })],
    ['policy', toolsPolicy(HOSTILE.tools, { name: 'x' })],
    ['map', toolsMap(HOSTILE.tools)],
  ];

  it.each(outputs)('reach no terminal by %s', (_, text) => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });

  it('start no workflow command and no annotation property', () => {
    const lines = toolsGithub(hostile).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning) file=[^,:]*,line=\d+,col=\d+,title=[^,:]*::/);
  });

  it('are no mark-up in a page', () => {
    expect(toolsHtml(hostile)).not.toMatch(/<img|<b>/);
  });

  it('are no mark-up, mention or link in Markdown', () => {
    const outside = toolsMarkdown(hostile).replace(/(`+)(?:(?!\1)[^])*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/<img|\]\(|@team/);
  });

  it('are no link in SARIF', () => {
    const { runs } = JSON.parse(toolsSarif(hostile, { version: '1' })) as {
      runs: { results: { message: { text: string } }[] }[];
    };
    for (const { message } of runs[0]?.results ?? []) expect(message.text).not.toContain('](');
  });
});

describe('a policy draft', () => {
  it('loads, is clean, and is what was pinned', async () => {
    const text = toolsPolicy(SAMPLE.tools, { name: 'draft', schema: 'schema/policy.schema.json' });
    await expect(text).toMatchFileSnapshot(golden('policy.txt'));
    expect(checkPolicyText(text, 'draft.yaml').findings).toEqual([]);
    const { rules } = parsePolicy(text, { file: 'draft.yaml' });
    expect(rules.map(({ section, id }) => `${section} ${id}`)).toEqual([
      'require_approval shell-exec-run_command',
      'require_approval tool-call-unnamed',
      'allow filesystem-read-read_file',
    ]);
  });

  it('is widened by no text of the sources', () => {
    const text = toolsPolicy(HOSTILE.tools, { name: HOSTILE_NAME });
    const { findings } = checkPolicyText(text, 'draft.yaml');
    expect(findings).toEqual([]);
    expect(parsePolicy(text, { file: 'draft.yaml' }).rules).toHaveLength(1);
    expect(text).not.toMatch(/capability:.*\*/);
  });

  it.each([
    ['shell.exec.x', 'shell.exec.x'],
    ['shell', 'shell.use.any'],
    ['', 'tool.use.any'],
    ['a.*.c', 'a._.c'],
    ['a..b', 'a.b.use'],
    [`a.${'x'.repeat(400)}`, expect.stringMatching(/^tool\.use\.a_x{198}$/)],
  ])('spells %j as a capability', (given, expected) => {
    expect(safeCapability(given)).toEqual(expected);
    expect(checkPolicyText(`allow: [${safeCapability(given)}]`, 'f').findings).toEqual([]);
  });

  it('asks a person where one of several tools of a capability could do harm', () => {
    const mild = tool({ severity: 'low', tool: 'mild', effects: [] });
    const text = toolsPolicy([mild, tool()], { name: 'd' });
    const { rules } = parsePolicy(text, { file: 'd.yaml' });
    expect(rules.map(({ section }) => section)).toEqual(['require_approval']);
  });
});

describe('a map', () => {
  it('is read by the commands that take one', () => {
    const map = parseToolMap(toolsMap(SAMPLE.tools), 'map.yaml');
    expect(map.find('run_command')).toEqual({ capability: 'shell.exec.run_command' });
    expect(map.find('read_file')).toEqual({ capability: 'filesystem.read.read_file' });
  });

  it('takes names as they are, and none for a pattern', () => {
    const odd = ['a: b', '# x', 'null', '1', '"q"', 'tab\t', 'ünï', '😀', '\u202e', 'line\nbreak'];
    const tools = ['*', 'a?', '__proto__', ...odd].map((name) => tool({ tool: name }));
    const text = toolsMap(tools);
    const map = parseToolMap(text, 'map.yaml');
    for (const name of odd)
      expect([name, map.find(name)]).toEqual([name, { capability: 'shell.exec.run_command' }]);
    expect(map.find('anything')).toBeUndefined();
    expect(text).toContain('#   * (src/tools.ts:12)');
  });

  it('takes the worse of two tools of one name', () => {
    const mild = tool({ severity: 'low', capability: 'a.b.c', place: place('src/z.ts', 1) });
    for (const tools of [
      [mild, tool()],
      [tool(), mild],
    ])
      expect(parseToolMap(toolsMap(tools), 'm').find('run_command')?.capability).toBe(
        'shell.exec.run_command',
      );
  });
});
