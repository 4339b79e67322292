import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPolicy, parsePolicy, PolicyError, printPolicy } from '../../src/index.js';
import type { Policy, Problem } from '../../src/index.js';

function problems(load: () => Policy): readonly Problem[] {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    return (error as PolicyError).problems;
  }
  return [];
}

function faults(text: string): string[] {
  return problems(() => parsePolicy(text, { file: 'p.yaml' })).map(
    ({ code, message, position }) => `${position.line}:${position.column} ${code} ${message}`,
  );
}

describe('a policy that does not load', () => {
  it.each([
    [
      'an unknown key',
      'deny:\n  - capabilty: a.b',
      ['2:5 unknown_key unknown key `capabilty` in a deny rule'],
    ],
    ['an unknown section', 'alow: [a.b]', ['1:1 unknown_key unknown key `alow` in the policy']],
    ['a duplicate key', 'deny: [a.b]\ndeny: [c.d]', ['2:1 duplicate_key the key `deny` stands here twice']],
    [
      'a number for text',
      'deny:\n  - capability: a\n    environment: 5',
      ['3:18 wrong_type `environment` must be text or a list of texts, not a number'],
    ],
    [
      'a truth value in a list',
      'deny:\n  - {capability: a, contains: [rm, true]}',
      ['2:36 wrong_type `contains[1]` must be text, not a boolean'],
    ],
    ['an empty capability', 'deny:\n  - capability: ""', ['2:17 empty `capability` is empty']],
    ['an empty needle', 'deny:\n  - {capability: a, contains: ""}', ['2:31 empty `contains` is empty']],
    [
      'look-around',
      'deny:\n  - {capability: a, match_regex: "ab(?=c)"}',
      ['2:37 bad_regex look-around is not supported: `(?=`'],
    ],
    [
      'a back-reference',
      "deny:\n  - {capability: a, match_regex: '(a)\\1'}",
      ['2:38 bad_regex a back-reference is not supported: `\\1`'],
    ],
    [
      'an open group',
      'deny:\n  - {capability: a, args: {x: {matches: "(a"}}}',
      ['2:42 bad_regex missing closing ): `(a`'],
    ],
    [
      'a bad unit',
      'require_approval:\n  - {capability: a, approval: {expires_in: 10x}}',
      ['2:44 bad_unit `expires_in` is not a duration like `90s`, `10m`, `2h` or `7d`'],
    ],
    [
      'approval where nothing is approved',
      'deny:\n  - {capability: a, approval: {uses: 1}}',
      ['2:21 unknown_key unknown key `approval` in a deny rule'],
    ],
    [
      'a list as an argument',
      'deny:\n  - {capability: a, args: {x: [1]}}',
      ['2:31 wrong_type `x` must be a value or a map of matchers, not a list'],
    ],
    ['a double star', 'deny: [a.**.b]', ['1:10 bad_capability `**` is not a segment pattern']],
    [
      'a foreign character',
      'deny: ["a b.c"]',
      ['1:8 bad_capability `a b.c` has a character that no capability has'],
    ],
    ['an empty segment', 'allow: [a..b]', ['1:11 bad_capability `a..b` has an empty segment']],
    [
      'two rules with one id',
      'deny:\n  - {id: x, capability: a}\n  - {id: x, capability: b}',
      ['3:5 duplicate_id two rules have the id `x`; the other one is at p.yaml:2'],
    ],
    ['an empty condition map', 'deny:\n  - {capability: a, not: {}}', ['2:26 empty `not` has no condition']],
    ['a wrong version', 'version: 2\ndeny: [a]', ['1:10 bad_value `version` must be 1']],
    ['nothing', '', ['1:1 empty the policy is empty']],
    ['a text', 'just words', ['1:1 wrong_type a policy must be a map of sections, not a string']],
    ['bytes', 'allow: [!!binary aGk=]', ['1:18 syntax a value of this type is not supported']],
    [
      'a nested misspelling',
      'allow:\n  - {capability: a, not: {any_of: [{contans: x}]}}',
      ['2:37 unknown_key unknown key `contans` in a condition map'],
    ],
    [
      'a matcher that is none',
      'allow:\n  - {capability: a, args: {x: {start_with: b}}}',
      ['2:32 unknown_key unknown key `start_with` in a matcher'],
    ],
    [
      '`__proto__`',
      'deny:\n  - {capability: a, args: {__proto__: 1}}',
      ['2:28 unknown_key `__proto__` cannot be a key'],
    ],
  ])('%s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('says everything at once, in the order of the file', () => {
    const text = [
      'deny:',
      '  - { id: a, capability: a.b.c, contian: x }',
      '  - { id: a, capability: a.b.c }',
      '  - { capability: "a..b" }',
      '  - { capabilty: q, contains: 5, match_regex: ")" }',
      '  - 7',
      'allow:',
      '  - {capability: a, amount_lt: "5"}',
      'verison: 1',
    ].join('\n');
    expect(faults(text).map((fault) => fault.split(' ', 2).join(' '))).toEqual([
      '2:33 unknown_key',
      '3:5 duplicate_id',
      '4:21 bad_capability',
      '5:7 unknown_key',
      '5:31 wrong_type',
      '5:48 bad_regex',
      '6:5 wrong_type',
      '8:32 wrong_type',
      '9:1 unknown_key',
    ]);
  });

  it.each([
    ['deny:\n  - {capability: a, contians: x}', 'did you mean `contains`?'],
    ['deny:\n  - {capability: a, enviroment: x}', 'did you mean `environment`?'],
    ['risk_level:\n  high: {action: block}', 'did you mean `risk_levels`?'],
    ['risk_levels:\n  hihg: {action: block}', 'did you mean `high`?'],
    ['allow:\n  - {capability: a, args: {x: {start_with: b}}}', 'did you mean `starts_with`?'],
    ['deny:\n  - {capability: a, environment: 5}', 'put it in quotes: `"5"`'],
  ])('suggests a remedy: %s', (text, help) => {
    expect(problems(() => parsePolicy(text)).map((problem) => problem.help)).toContain(help);
  });

  it.each([
    ['nesting', '['.repeat(50_000)],
    ['nesting in blocks', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`).join()}]`)
        .join('\n')}`,
    ],
    ['an alias in itself', 'deny: &a [*a]'],
    ['two documents', 'deny: [a]\n---\nallow: [b]'],
    ['a tag', 'deny: !!js/function "x"'],
    ['size', `# ${'x'.repeat(1024 * 1024)}`],
    ['too many rules', `deny:\n${'  - a.b\n'.repeat(10_001)}`],
    ['quotes', '"'.repeat(200_000)],
    ['many keys', Array.from({ length: 30_000 }, (_, i) => `k${i}: 1`).join('\n')],
  ])('is bounded against %s', (_, text) => {
    const found = problems(() => parsePolicy(text));
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('what may be written', () => {
  it('reads an empty section as no rules', () => {
    expect(parsePolicy('deny:\nallow: [a.b]').rules.map((rule) => rule.id)).toEqual(['allow[0]']);
  });

  it.each(['no', '10:00', 'on', '0x1F text', '1_000'])('reads the plain scalar %s as text', (scalar) => {
    const policy = parsePolicy(`deny:\n  - capability: a\n    environment: ${scalar}`);
    expect(policy.rules[0]?.conditions).toEqual({ environment: scalar });
  });

  it('names a policy after its file, unless it says otherwise', () => {
    expect(parsePolicy('deny: [a]', { file: 'x/ops.yaml' }).name).toBe('ops');
    expect(parsePolicy('policy_name: p\ndeny: [a]').name).toBe('p');
  });

  it('reads the older form, and never skips a pattern that it cannot run', () => {
    const policy = parsePolicy(
      'version: "1.0"\nrules:\n  - {action: block, match_regex: "a(?!b)"}\n  - {action: warn, capability: x.y, threshold: 0.5}',
    );
    expect(
      policy.rules.map(({ id, section, warn, capabilities }) => [id, section, warn, capabilities]),
    ).toEqual([
      ['rules[0]', 'deny', false, ['*']],
      ['rules[1]', 'allow', true, ['x.y']],
    ]);
    expect(policy.warnings).toHaveLength(3);
  });

  it('has one digest for one meaning', () => {
    const a = parsePolicy('name: a\ndeny:\n  - {capability: x.y, contains: q, environment: [p]}');
    const b = parsePolicy(
      '# other words\nname: b\ndeny: [{environment: p, contains: [q], capability: [x.y]}]',
    );
    const c = parsePolicy('deny:\n  - {capability: x.y, contains: Q, environment: [p]}');
    expect(a.digest).toBe(b.digest);
    expect(c.digest).not.toBe(a.digest);
    expect(parsePolicy(printPolicy(a)).digest).toBe(a.digest);
  });

  it('is frozen all the way down', () => {
    const policy = parsePolicy('deny: [{capability: x.y, args: {a: {in: [1]}}}]');
    expect(() => (policy.rules as unknown[]).push({})).toThrow(TypeError);
    expect(Object.isFrozen((policy.rules[0]?.conditions['args'] as { a: { in: unknown } }).a.in)).toBe(true);
  });
});

describe('extends', () => {
  function folder(files: Record<string, string>): string {
    const root = mkdtempSync(join(tmpdir(), 'capfence-extends-'));
    for (const [name, text] of Object.entries({ '.capfence.yaml': '', ...files })) {
      mkdirSync(join(root, name, '..'), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return root;
  }
  const codes = (root: string, file: string): string[] =>
    problems(() => loadPolicy(join(root, file))).map((problem) => problem.code);

  it('adds the parents’ rules and limits, and lifts none', () => {
    const root = folder({
      'team/ops.yaml':
        'extends: [../base.yaml]\nallow: [a.b]\nrisk_levels: {high: {action: warn}}\napproval_timeout_seconds: 7200',
      'base.yaml':
        'deny: [a.b.c]\nrisk_levels: {high: {action: block}, low: {action: warn}}\napproval_timeout_seconds: 600',
    });
    const policy = loadPolicy(join(root, 'team/ops.yaml'));
    expect(policy.rules.map((rule) => rule.id)).toEqual(['allow[0]', 'base/deny[0]']);
    expect(policy.riskLevels).toEqual({ high: { action: 'deny' }, low: { action: 'warn' } });
    expect(policy.approvalTimeoutSeconds).toBe(600);
  });

  it('reads a diamond once', () => {
    const root = folder({
      'a.yaml': 'extends: [b.yaml, c.yaml]',
      'b.yaml': 'extends: d.yaml',
      'c.yaml': 'extends: ./d.yaml',
      'd.yaml': 'deny: [{id: d, capability: x}]',
    });
    expect(loadPolicy(join(root, 'a.yaml')).rules.map((rule) => rule.id)).toEqual(['d']);
  });

  it('refuses a cycle, a missing file, and one outside the root', () => {
    const root = folder({
      'a.yaml': 'extends: b.yaml',
      'b.yaml': 'extends: a.yaml',
      'self.yaml': 'extends: ./self.yaml',
      'gone.yaml': 'extends: nowhere.yaml',
      'out.yaml': 'extends: ../../../../../../etc/passwd',
      'pack.yaml': 'extends: pack:nothing',
    });
    writeFileSync(join(root, '..', 'outside.yaml'), 'deny: [a]');
    symlinkSync(join(root, '..', 'outside.yaml'), join(root, 'link.yaml'));
    writeFileSync(join(root, 'linked.yaml'), 'extends: link.yaml');
    expect(codes(root, 'a.yaml')).toEqual(['extends_cycle']);
    expect(codes(root, 'self.yaml')).toEqual(['extends_cycle']);
    expect(codes(root, 'gone.yaml')).toEqual(['extends_missing']);
    expect(codes(root, 'out.yaml')).toEqual(['extends_outside']);
    expect(codes(root, 'linked.yaml')).toEqual(['extends_outside']);
    expect(codes(root, 'pack.yaml')).toEqual(['extends_missing']);
  });

  it('reports the errors of every file, each with its place', () => {
    const root = folder({ 'a.yaml': 'extends: b.yaml\ndny: []', 'b.yaml': 'deny: [{capability: ""}]' });
    const found = problems(() => loadPolicy(join(root, 'a.yaml')));
    expect(found.map(({ position, code }) => [position.file.slice(root.length + 1), code])).toEqual([
      ['a.yaml', 'unknown_key'],
      ['b.yaml', 'empty'],
    ]);
  });

  it('needs a file to start from', () => {
    expect(problems(() => parsePolicy('extends: x.yaml')).map((problem) => problem.code)).toEqual([
      'extends_missing',
    ]);
  });

  it.each([
    ['a folder', '.', 'unreadable'],
    ['nothing', 'nowhere.yaml', 'unreadable'],
  ])('says why it cannot read %s', (_, path, code) => {
    expect(codes(folder({}), path)).toEqual([code]);
  });

  it('refuses a file that is not UTF-8', () => {
    const root = folder({});
    writeFileSync(join(root, 'latin.yaml'), Buffer.from([0x64, 0x3a, 0x20, 0xe9]));
    expect(codes(root, 'latin.yaml')).toEqual(['syntax']);
  });
});
