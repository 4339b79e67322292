import { describe, expect, it } from 'vitest';
import { Counter, MAX_KEYS, OTHER, Tally } from '../../src/engine/replay/tally.js';

describe('Tally', () => {
  it('counts by decision, the most frequent first, then by name', () => {
    const tally = new Tally();
    tally.add('b', 'allow');
    tally.add('a', 'deny');
    tally.add('c', 'deny');
    tally.add('c', 'require_approval');
    expect(tally.list()).toEqual([
      { name: 'c', events: 2, allow: 0, deny: 1, require_approval: 1 },
      { name: 'a', events: 1, allow: 0, deny: 1, require_approval: 0 },
      { name: 'b', events: 1, allow: 1, deny: 0, require_approval: 0 },
    ]);
  });

  it('keeps a bounded number of names and counts the rest together, last', () => {
    const tally = new Tally();
    for (let i = 0; i < MAX_KEYS + 500; i++) tally.add(`name-${i}`, 'allow');
    tally.add('name-0', 'deny');
    const list = tally.list();
    expect(list).toHaveLength(MAX_KEYS + 1);
    expect(list.at(-1)).toEqual({ name: OTHER, events: 500, allow: 500, deny: 0, require_approval: 0 });
    expect(list[0]).toEqual({ name: 'name-0', events: 2, allow: 1, deny: 1, require_approval: 0 });
  });

  it('takes the names of properties for names', () => {
    const tally = new Tally();
    for (const name of ['__proto__', 'constructor', '__proto__']) tally.add(name, 'deny');
    expect(tally.list().map(({ name, events }) => [name, events])).toEqual([
      ['__proto__', 2],
      ['constructor', 1],
    ]);
  });
});

describe('Counter', () => {
  it('cuts long names', () => {
    const counter = new Counter();
    counter.add('x'.repeat(1_000_000));
    counter.add('x'.repeat(2_000_000));
    expect(counter.list()).toEqual([{ name: `${'x'.repeat(256)}…`, events: 2 }]);
  });
});
