import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, explain, loadPolicy, parsePolicy, printPolicy } from '../../src/index.js';
import type { PolicyError, Problem } from '../../src/index.js';

const event = (payload: unknown) => ({ actor: 'x', capability: 'tool.call.dev', payload }) as never;
const allowIf = (schema: unknown) =>
  parsePolicy(JSON.stringify({ allow: [{ capability: 'tool', args_schema: schema }] }));
const fits = (schema: unknown, payload: unknown): boolean =>
  decide(allowIf(schema), event(payload)).decision === 'allow';

function problemsOf(load: () => unknown): readonly Problem[] {
  try {
    load();
    return [];
  } catch (error) {
    return (error as PolicyError).problems;
  }
}

const TRANSFER = {
  type: 'object',
  properties: {
    to: { type: 'string', pattern: '^[a-z]+$' },
    items: {
      type: 'array',
      items: { type: 'object', properties: { price: { type: 'number', maximum: 10 } } },
    },
  },
  required: ['to'],
  additionalProperties: false,
};

describe('args_schema', () => {
  it('grants only what fits', () => {
    expect(fits(TRANSFER, { to: 'ann' })).toBe(true);
    expect(fits(TRANSFER, { to: 'ann', items: [{ price: 5 }] })).toBe(true);
    for (const payload of [
      {},
      { to: 5 },
      { to: 'Ann' },
      { to: 'ann', x: 1 },
      { to: 'ann', items: [{ price: 11 }] },
    ])
      expect([payload, fits(TRANSFER, payload)]).toEqual([payload, false]);
  });

  it('restricts with `not`, and names the place that does not fit', () => {
    const policy = parsePolicy(
      JSON.stringify({ deny: [{ capability: 'tool', not: { args_schema: TRANSFER } }], allow: ['tool'] }),
    );
    expect(decide(policy, event({ to: 'ann' })).decision).toBe('allow');
    const payload = { to: 'ann', items: [{ price: 1 }, { price: 11 }] };
    expect(decide(policy, event(payload))).toMatchObject({ decision: 'deny', reason: 'policy_deny' });
    const [not] = explain(policy, event(payload)).candidates[0]?.conditions ?? [];
    expect(not?.children?.[0]).toMatchObject({
      truth: 'false',
      reading: { at: '$.items[1].price', value: '11' },
      note: 'must be <= 10',
    });
  });

  it('names what is missing or too much in a grant that does not match', () => {
    const note = (payload: unknown) =>
      explain(allowIf(TRANSFER), event(payload)).candidates[0]?.conditions[0]?.note;
    expect(note({})).toBe("must have required property 'to'");
    expect(note({ to: 'ann', extra: 1 })).toBe('must NOT have additional properties: extra');
    expect(note({ to: 'ann' })).toBe('the payload fits');
  });

  it('reads 2020-12 unless the schema says otherwise', () => {
    const tuple = { properties: { a: { prefixItems: [{ type: 'string' }] } } };
    expect(fits(tuple, { a: ['x', 1] })).toBe(true);
    expect(fits(tuple, { a: [1] })).toBe(false);
    const old = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { items: [{ type: 'string' }], additionalItems: false } },
    };
    expect(fits(old, { a: ['x'] })).toBe(true);
    expect(fits(old, { a: ['x', 'y'] })).toBe(false);
  });

  it('follows references inside the schema, also of the same name in two rules', () => {
    const list = {
      $id: 'https://capfence.test/list',
      $defs: {
        node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, additionalProperties: false },
      },
      $ref: '#/$defs/node',
    };
    expect(fits(list, { next: { next: {} } })).toBe(true);
    expect(fits(list, { next: { next: { x: 1 } } })).toBe(false);
    const other = { ...list, $defs: { node: { type: 'object', maxProperties: 0 } } };
    expect(fits(other, { next: {} })).toBe(false);
    expect(fits(list, { next: {} })).toBe(true);
  });

  it('looks at own properties only', () => {
    expect(fits({ required: ['toString'] }, {})).toBe(false);
    expect(fits({ properties: { constructor: { type: 'string' } }, additionalProperties: false }, {})).toBe(
      true,
    );
  });

  it('changes no payload and fills in nothing', () => {
    expect(fits({ properties: { a: { type: 'number', default: 1 } }, required: ['a'] }, {})).toBe(false);
    expect(fits({ properties: { a: { type: 'number' } } }, { a: '1' })).toBe(false);
  });

  it('tells several patterns apart', () => {
    const two = { properties: { a: { pattern: '^x$' }, b: { pattern: '^y$' } } };
    expect(fits(two, { a: 'x', b: 'y' })).toBe(true);
    expect(fits(two, { a: 'x', b: 'x' })).toBe(false);
    expect(
      fits({ patternProperties: { '^n_': { type: 'number' } }, additionalProperties: false }, { n_a: 1 }),
    ).toBe(true);
    expect(
      fits({ patternProperties: { '^n_': { type: 'number' } }, additionalProperties: false }, { m_a: 1 }),
    ).toBe(false);
  });

  it.each([
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
    ['date', '2026-02-28', '2026-13-01'],
    ['time', '23:59:59Z', '24:00:00Z'],
    ['date-time', '2026-02-28T10:00:00.5+01:00', '2026-02-28'],
    ['email', 'a.b@example.com', 'a@b@c'],
    ['hostname', 'a.example.com', '-a.example'],
    ['ipv4', '10.0.0.255', '10.0.0.256'],
    ['ipv6', 'fe80::1', 'fe80::1::2'],
    ['uri', 'https://a.test/x?y', 'https://a test/'],
  ])('checks the format %s', (format, good, bad) => {
    expect(fits({ properties: { a: { format } } }, { a: good })).toBe(true);
    expect(fits({ properties: { a: { format } } }, { a: bad })).toBe(false);
  });

  it.each([
    [{ requird: ['to'] }, 'unknown keyword'],
    [{ type: 'strin' }, 'not valid here'],
    [{ properties: { a: { minimum: '1' } } }, 'not valid here'],
    [{ properties: { a: { pattern: '(?=x)' } } }, 'look-around'],
    [{ properties: { a: { pattern: '(' } } }, '('],
    [{ properties: { a: { format: 'iri' } } }, 'is not checked here'],
    [{ $ref: 'https://example.com/schema.json' }, "can't resolve reference"],
    [{ $ref: '#/$defs/x' }, "can't resolve reference"],
    [{ $async: true }, '`$async` is not a keyword here'],
    [{ properties: { a: { $async: true } } }, '`$async` is not a keyword here'],
    [{ $schema: 'https://example.com/mine' }, 'is not known'],
    [[], 'must be a JSON Schema'],
    [true, 'must be a JSON Schema'],
  ])('does not load %j', (schema, message) => {
    const [problem] = problemsOf(() => allowIf(schema));
    expect(problem?.message).toContain(message);
  });

  it('says where in the policy a schema is wrong', () => {
    const text =
      'allow:\n  - capability: tool\n    args_schema:\n      properties:\n        a: { format: iri }\n';
    expect(problemsOf(() => parsePolicy(text))[0]?.position).toMatchObject({ line: 5, column: 22 });
  });

  it('never hangs on a hostile payload', () => {
    const slow: [unknown, unknown][] = [
      [{ properties: { a: { pattern: '^(a+)+$' } } }, { a: `${'a'.repeat(500_000)}!` }],
      [
        { properties: { a: { uniqueItems: true } } },
        { a: Array.from({ length: 100_000 }, (_, i) => ({ i })) },
      ],
      [{ $ref: '#/$defs/t', $defs: { t: { anyOf: [TWICE, TWICE] } } }, nested(60)],
    ];
    for (const [schema, payload] of slow) {
      const policy = allowIf(schema);
      const start = performance.now();
      decide(policy, event(payload));
      expect(performance.now() - start).toBeLessThan(4000);
    }
  });

  it('takes a payload that costs too much for unknown: it restricts and does not grant', () => {
    const schema = { $ref: '#/$defs/t', $defs: { t: { anyOf: [TWICE, TWICE] } } };
    expect(fits(schema, nested(60))).toBe(false);
    const policy = parsePolicy(
      JSON.stringify({ deny: [{ capability: 'tool', args_schema: schema }], allow: ['tool'] }),
    );
    expect(decide(policy, event(nested(60))).decision).toBe('deny');
    expect(explain(policy, event(nested(60))).candidates[0]?.conditions[0]).toMatchObject({
      truth: 'unknown',
    });
  });

  it('compares items of a list by value, whatever the order of their keys', () => {
    const schema = { properties: { a: { uniqueItems: true } } };
    expect(
      fits(schema, {
        a: [
          { x: 1, y: 2 },
          { x: 1, y: 3 },
        ],
      }),
    ).toBe(true);
    expect(
      fits(schema, {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      }),
    ).toBe(false);
    expect(fits(schema, { a: [1, '1', [1], null] })).toBe(true);
  });

  it('never throws', () => {
    const policy = allowIf(TRANSFER);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['allow', 'deny']).toContain(decide(policy, event({ to: 'ann', items: value })).decision);
      }),
      { numRuns: 1000 },
    );
  });
});

const TWICE = { type: 'object', properties: { next: { $ref: '#/$defs/t' } }, required: ['next'] };

function nested(depth: number): unknown {
  return depth === 0 ? { next: 1 } : { next: nested(depth - 1) };
}

describe('schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-schema-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const policy = (name: string, schema: string): string =>
    file(name, {
      allow: [{ capability: 'tool', schema }],
      deny: [{ capability: 'x', not: { any_of: [{ schema }] } }],
    });
  file('transfer.json', TRANSFER);

  it('is read when the policy loads, and is the same as the schema written in its place', () => {
    const loaded = loadPolicy(policy('policies/a.yaml', '../transfer.json'));
    expect(loaded.schemas).toEqual([join(folder, 'transfer.json')]);
    expect(decide(loaded, event({ to: 'ann' })).decision).toBe('allow');
    expect(decide(loaded, event({ to: 5 })).decision).toBe('deny');
    const inline = parsePolicy(
      JSON.stringify({
        name: 'a',
        allow: [{ capability: 'tool', args_schema: TRANSFER }],
        deny: [{ capability: 'x', not: { any_of: [{ args_schema: TRANSFER }] } }],
      }),
    );
    expect(loaded.digest).toBe(inline.digest);
    expect(parsePolicy(printPolicy(loaded)).digest).toBe(loaded.digest);
  });

  it('is part of the digest', () => {
    file('d.json.schema', TRANSFER);
    const before = loadPolicy(policy('d.yaml', 'd.json.schema')).digest;
    file('d.json.schema', { ...TRANSFER, required: [] });
    expect(loadPolicy(join(folder, 'd.yaml')).digest).not.toBe(before);
  });

  it.each([
    ['missing.json', 'does not exist'],
    ['../../outside.json', 'leaves the policy’s root folder'],
    ['pack:shell', 'not a pack'],
    ['list.json', 'must be a map'],
    ['broken.json', ''],
    ['wrong.json', 'not valid here'],
  ])('does not load with %s', (name, message) => {
    file('list.json', []);
    file('broken.json', '{"a": ');
    file('wrong.json', '{\n  "properties": {"a": {"type": "strin"}}\n}');
    const problems = problemsOf(() => loadPolicy(policy('b.yaml', name)));
    expect(problems[0]?.message).toContain(message);
    if (name === 'wrong.json')
      expect(problems[0]?.position).toMatchObject({ file: join(folder, name), line: 2 });
  });

  it('does not stand beside args_schema, and not in a policy that is no file', () => {
    const both = { allow: [{ capability: 'tool', schema: 'transfer.json', args_schema: {} }] };
    expect(problemsOf(() => loadPolicy(file('c.yaml', both)))[0]?.message).toContain('cannot stand together');
    expect(problemsOf(() => parsePolicy(JSON.stringify(both)))).not.toEqual([]);
    const alone = { allow: [{ capability: 'tool', schema: 'transfer.json' }] };
    expect(problemsOf(() => parsePolicy(JSON.stringify(alone)))[0]?.message).toContain('needs a file');
  });
});
