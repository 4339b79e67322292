import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/index.js';
import { PolicyError } from '../../src/engine/model/errors.js';
import { parseAssertions, proveAssertions } from '../../src/engine/analysis/index.js';

const POLICY = parsePolicy(`
deny:
  - { id: no-prod-shell, capability: shell.*, environment: production }
require_approval:
  - { id: large, capability: payments, amount_gt: 1000 }
allow:
  - shell.exec
  - { capability: payments.send, amount_gte: 0 }
  - { capability: fs.read, path_prefix: /data }
`);

const prove = (text: string) => proveAssertions(POLICY, parseAssertions(text, 'assert.yaml'));
const one = (body: string) => prove(`assertions:\n  - { name: it, ${body} }`)[0]!;

describe('an assertion', () => {
  it.each([
    ['never: allow, capability: shell.*, environment: production'],
    ['never: allow, capability: payments, amount_gt: 1000'],
    ['always: [require_approval, deny], capability: payments, amount_gt: 1000'],
    [
      'always: allow, capability: payments.send.*, args: { amount: { gte: 0, lte: 1000, type: number } }, amount_lte: 1000, amount_gte: 0',
    ],
    ['never: allow, capability: "unheard.of"'],
    ['never: deny, capability: fs.read.*, path_prefix: /data/public'],
    ['never: allow, capability: fs.read, not: { path_prefix: /data }'],
  ])('is proved: %s', (body) => {
    expect(one(body)).toMatchObject({ name: 'it', outcome: 'proved' });
  });

  it('is proved in few steps where one demand alone cannot be met, however long the texts of others', () => {
    const policy = parsePolicy(`
deny:
  - { capability: tool, match_regex: '-----BEGIN [A-Z ]*PRIVATE KEY-----' }
allow:
  - { capability: tool, match_regex: '^[\\w@./ ,:?()''-]{1,300}$' }
`);
    const text = `assertions:
  - { name: it, never: allow, capability: tool, args: { body: { type: string, contains: '-----BEGIN RSA PRIVATE KEY-----' } } }`;
    const proofs = proveAssertions(policy, parseAssertions(text, 'assert.yaml'), { steps: 30_000 });
    expect(proofs.map(({ outcome }) => outcome)).toEqual(['proved']);
  });

  it.each([
    ['never: allow, capability: shell.*', 'allow'],
    ['never: allow, capability: shell.*, environment: prod*', 'allow'],
    ['never: allow, capability: payments, amount_gt: 999', 'allow'],
    ['always: require_approval, capability: payments, amount_gt: 900', 'allow'],
    ['never: deny, capability: fs.read.*', 'deny'],
    ['never: require_approval', 'require_approval'],
    ['never: allow, capability: fs.read, path_prefix: /data', 'allow'],
  ])('is refuted: %s', (body, decided) => {
    const { outcome, witness } = one(body);
    expect([outcome, witness?.decisions.map(({ decision }) => decision)]).toEqual(['refuted', [decided]]);
    expect(witness?.case.expect.decision).not.toBe(decided);
  });

  it('says where it stands', () => {
    const [first, second] = prove('assertions:\n  - { name: a, never: allow }\n  - { name: b, never: deny }');
    expect([first?.position?.line, second?.position?.line]).toEqual([2, 3]);
  });

  it('of a restricting kind is about what is not understood too', () => {
    const policy = parsePolicy('allow: [{ capability: pay.x, not: { amount_gt: 10 } }, pay.y]');
    const [proof] = proveAssertions(
      policy,
      parseAssertions('assertions: [{ name: a, never: allow, capability: pay.y, amount_gt: 10 }]', 'a'),
    );
    expect(proof?.outcome).toBe('refuted');
  });
});

describe('an assert file', () => {
  const problems = (text: string): string[] => {
    try {
      parseAssertions(text, 'assert.yaml');
    } catch (error) {
      if (error instanceof PolicyError)
        return error.problems.map(
          ({ position, message }) => `${position.line}:${position.column} ${message}`,
        );
      throw error;
    }
    return [];
  };

  it.each([
    ['5', ['1:1 an assert file must be a map with `assertions`']],
    ['{}', ['1:1 `assertions` is missing']],
    ['assertions: []', ['1:13 there is no assertion in this file']],
    ['assertions: [5]', ['1:14 an assertion must be a map']],
    ['assertion: []\nassertions: []', ['1:1 unknown key `assertion`']],
    ['assertions:\n  - never: allow', ['2:5 `name` is missing']],
    ['assertions:\n  - name: a', ['2:5 give one of `never` and `always`']],
    ['assertions:\n  - { name: a, never: allow, always: deny }', ['2:5 give one of `never` and `always`']],
    [
      'assertions:\n  - { name: a, never: alow }',
      ['2:23 `never` must be allow, deny or require_approval, or a list of them'],
    ],
    [
      'assertions:\n  - { name: a, never: [allow, deny, require_approval] }',
      ['2:5 each event is decided somehow: this holds always or never'],
    ],
    [
      'assertions:\n  - { name: a, never: allow, contain: x }',
      ['2:30 unknown key `contain` in a require_approval rule'],
    ],
    [
      'assertions:\n  - { name: a, never: allow, id: x }',
      ['2:30 `id` belongs to a rule, not to an assertion'],
    ],
    ['assertions:\n  - { name: a, never: allow, capability: "a..b" }', ['2:44 `a..b` has an empty segment']],
    [
      'assertions:\n  - { name: a, never: allow }\n  - { name: a, never: deny }',
      ['3:13 the assertion name `a` stands here twice'],
    ],
  ])('is refused with its places: %s', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});
