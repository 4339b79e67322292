import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/engine/model/errors.js';
import { parseToolMap } from '../../src/engine/replay/tool-map.js';

const map = (text: string) => parseToolMap(text, 'tools.yaml');

function fault(text: string): TraceError {
  try {
    map(text);
  } catch (error) {
    expect(error).toBeInstanceOf(TraceError);
    expect((error as TraceError).code).toBe('bad_map');
    return error as TraceError;
  }
  throw new Error('it was taken');
}

describe('a plain map', () => {
  it('gives tools their capabilities', () => {
    const tools = map(
      'RefundTool: payments.refund\nWire: { capability: bank.wire.out, risk: 80, environment: production }',
    );
    expect(tools.find('RefundTool')).toEqual({ capability: 'payments.refund' });
    expect(tools.find('Wire')).toEqual({ capability: 'bank.wire.out', risk: 80, environment: 'production' });
    expect(tools.find('refundtool')).toBeUndefined();
  });

  it('asks exact names first, then globs in the order of the file', () => {
    const tools = map(
      '"mcp__*": mcp.any.tool\n"mcp__files__?ead": mcp.files.read\nmcp__exact: mcp.exact.one\n"*": rest.of.all',
    );
    expect(tools.find('mcp__exact')?.capability).toBe('mcp.exact.one');
    expect(tools.find('mcp__files__read')?.capability).toBe('mcp.any.tool');
    expect(tools.find('other')?.capability).toBe('rest.of.all');
    expect(tools.find('other')?.capability).toBe('rest.of.all');
  });

  it('matches hostile names in linear time', () => {
    const tools = map(`"${'*a'.repeat(60)}*b": x.y.z`);
    const start = performance.now();
    for (let i = 0; i < 100; i++) tools.find(`${'a'.repeat(250)}${i}`);
    expect(performance.now() - start).toBeLessThan(500);
    expect(tools.find('b'.repeat(100_000))).toBeUndefined();
  });

  it('takes the names of properties for names', () => {
    expect(map('constructor: a.b.c').find('toString')).toBeUndefined();
    expect(map('constructor: a.b.c').find('constructor')).toEqual({ capability: 'a.b.c' });
    expect(map('x: a.b.c').find('__proto__')).toBeUndefined();
  });

  it('may be JSON', () => {
    expect(map('{"A": "a.b.c", "12": "d.e.f"}').find('12')).toEqual({ capability: 'd.e.f' });
  });
});

describe('a map with `tools`', () => {
  it('adds risks of categories, an actor and an environment', () => {
    const tools = map(
      'tools: { A: a.b.c }\nrisk: { refund: high, "0": 3 }\nactor: bot\nenvironment: staging',
    );
    expect(tools).toMatchObject({ actor: 'bot', environment: 'staging' });
    expect(tools.risk('refund')).toBe('high');
    expect(tools.risk('0')).toBe(3);
    expect(tools.risk('toString')).toBeUndefined();
    expect(tools.risk(7)).toBeUndefined();
  });
});

describe('a faulty map', () => {
  it.each([
    ['', 'tools.yaml:1:1: the file must map tool names'],
    ['- a', 'tools.yaml:1:1: the file must map tool names'],
    ['{}', 'tools.yaml: the file names no tool'],
    ['tools: {}', 'tools.yaml: the file names no tool'],
    ['A: a.b.c\nB: a..c', 'tools.yaml:2:4: `B.capability` must be dot-separated'],
    ['A: a.*', 'tools.yaml:1:4: `A.capability` must be dot-separated'],
    ['A: 5', 'tools.yaml:1:4: `A` must be a capability'],
    ['A: null', 'tools.yaml:1:4: `A` must be a capability'],
    ['A: { risk: high }', 'tools.yaml:1:4: `A.capability` must be text'],
    ['A: { capability: a.b, risk: hihg }', 'tools.yaml:1:29: `A.risk` must be low, medium'],
    ['A: { capability: a.b, risk: -1 }', '`A.risk` must be low, medium'],
    ['A:\n  capability: a.b\n  enviroment: x', 'tools.yaml:3:3: unknown key `enviroment`'],
    ['tools: { A: a.b }\ntool: { B: c.d }', 'tools.yaml:2:1: unknown key `tool`'],
    ['tools: { A: a.b }\nrisk: { x: often }', 'tools.yaml:2:12: `risk.x` must be low'],
    ['tools: { A: a.b }\nactor: "a b"', 'tools.yaml:2:8: `actor` must be of the characters'],
    ['A: a.b\nA: c.d', 'tools.yaml:2:1: the key `A` stands here twice'],
    ['A: [', 'tools.yaml:1:'],
    [`A: ${'a.'.repeat(200)}b`, 'is over 256 characters'],
  ])('%j: %s', (text, message) => {
    expect(fault(text).message).toContain(message);
  });

  it('counts what else is wrong', () => {
    const error = fault('A: 1\nB: 2\nC: c.d');
    expect(error.message).toMatch(/\(and 1 more\)$/);
    expect(error.line).toBe(1);
    expect(error.help).toContain('capability');
  });
});
