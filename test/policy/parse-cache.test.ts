import { describe, expect, it } from 'vitest';
import { ParseCache } from '../../src/engine/policy/parse-cache.js';

describe('the parse cache', () => {
  const counting = (entries?: number, characters?: number) => {
    const parsed: string[] = [];
    const cache = new ParseCache(
      (text) => {
        parsed.push(text);
        return { text };
      },
      entries,
      characters,
    );
    return { cache, parsed };
  };

  it('parses a text once', () => {
    const { cache, parsed } = counting();
    expect(cache.get('ls')).toBe(cache.get('ls'));
    expect(parsed).toEqual(['ls']);
  });

  it('holds no more than it may, and keeps what is asked for', () => {
    const { cache, parsed } = counting(8);
    for (let i = 0; i < 100; i++) {
      cache.get('hot');
      expect(cache.get(`cold ${i}`).text).toBe(`cold ${i}`);
    }
    // Once when it was new, and once more when it came again after others.
    expect(parsed.filter((text) => text === 'hot')).toEqual(['hot', 'hot']);
    cache.get('cold 0');
    expect(parsed.filter((text) => text === 'cold 0')).toHaveLength(2);
  });

  it('keeps from the second time on what comes again after many others', () => {
    const { cache, parsed } = counting(1000);
    const others = (round: number): void => {
      for (let i = 0; i < 100; i++) cache.get(`other ${round} ${i}`);
    };
    for (let round = 0; round < 4; round++) {
      cache.get('again');
      others(round);
    }
    expect(parsed.filter((text) => text === 'again')).toHaveLength(2);
  });

  it('does not keep a text that would take the room of all others', () => {
    const { cache, parsed } = counting(8, 100);
    const long = 'x'.repeat(26);
    cache.get(long);
    cache.get(long);
    expect(parsed).toHaveLength(2);
  });

  it('keeps no failure', () => {
    let fails = true;
    const cache = new ParseCache((text) => {
      if (fails) throw new RangeError('too deep');
      return text;
    });
    expect(() => cache.get('a')).toThrow(RangeError);
    fails = false;
    expect(cache.get('a')).toBe('a');
  });
});
