import { describe, expect, it } from 'vitest';
import { EVENT_FIELDS, FieldSorter, misspeltField } from '../../src/engine/replay/fields.js';
import { Counter } from '../../src/engine/replay/tally.js';

describe('misspeltField', () => {
  it.each([
    ['enviroment', 'environment'],
    ['Environment', 'environment'],
    ['envronmet', 'environment'],
    ['capabilty', 'capability'],
    ['paylod', 'payload'],
    ['pay_load', 'payload'],
    ['actr', 'actor'],
    ['agction', 'action'],
    ['rsik', 'risk'],
    ['risks', 'risk'],
    ['hosts', 'host'],
    ['ID', 'id'],
    ['contxt', 'context'],
    ['resorce', 'resource'],
    ['scoep', 'scope'],
  ])('%s is a misspelling of %s', (key, field) => {
    expect(misspeltField(key)).toBe(field);
  });

  it.each([
    ...['decision', 'reason', 'rule', 'ts', 'timestamp', 'to', 'v', '_id', 'tool', 'type', 'tags', 'seq'],
    ...['cost', 'score', 'source', 'section', 'content', 'latency_ms', 'tool_invoked', 'rank', 'session', ''],
    ...['__proto__', 'constructor'],
  ])('%s is a word of its own', (key) => {
    expect(misspeltField(key)).toBeUndefined();
  });

  it('wastes no time on long keys', () => {
    expect(misspeltField('environment'.repeat(100_000))).toBeUndefined();
  });

  it('knows every field itself', () => {
    for (const field of EVENT_FIELDS) expect(misspeltField(field)).toBe(field);
  });
});

describe('FieldSorter', () => {
  it('counts extras, passes over what it knows and names the first misspelling', () => {
    const extras = new Counter();
    const fields = new FieldSorter(['call_id'], extras);
    expect(fields.misspelt({ call_id: 1, actor: 'a', reason: 'r', seq: 1 })).toBeUndefined();
    expect(fields.misspelt({ seq: 2, enviroment: 'x', actr: 'y' })).toBe('enviroment');
    expect(fields.misspelt({ enviroment: 'x' })).toBe('enviroment');
    expect(extras.list()).toEqual([{ name: 'seq', events: 2 }]);
  });

  it('takes any key for a key', () => {
    const extras = new Counter();
    const line = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') as Record<string, unknown>;
    expect(new FieldSorter([], extras).misspelt(line)).toBeUndefined();
    expect(extras.list().map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});
