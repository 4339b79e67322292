import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';
import type { JsonObject } from '../../src/index.js';

/**
 * Payloads made to be slow. The limits are generous, since machines are noisy; what they catch is work that grows with
 * the square of the payload.
 */
const policy = parsePolicy(
  JSON.stringify({
    deny: [
      { capability: 'a', contains: ['rm -rf', 'x\u200by'] },
      { capability: 'a', match_regex: ['(x+x+)+y', '(a|b)*a(a|b){50}c', '\\bDROP\\b'] },
      { capability: 'a', path: { glob: ['**/.env*', '**/a/**/b/**/c/**/d'] } },
      { capability: 'a', path_prefix: ['/etc', '~/.ssh'] },
      { capability: 'a', amount_gt: 1000 },
      { capability: 'a', args: { x: { glob: '*a*a*a*a*a*a*a*b' } } },
    ],
    allow: ['a'],
  }),
);

const big = (text: string, size = 300_000): string => text.repeat(Math.ceil(size / text.length));

describe('a hostile payload is decided in bounded time', () => {
  it.each<[string, JsonObject]>([
    ['dots before a letter', { path: `${big('.')}x` }],
    ['spaces before a letter', { path: `${big(' ')}x` }],
    ['segments', { path: big('a/b/../') }],
    ['percent signs', { path: big('%2') }],
    ['percent escapes of percent', { path: big('%25') }],
    ['many folders and many paths', { cwd: Array(20_000).fill('q'), path: Array(20_000).fill('r') }],
    ['nested quantifiers', { x: big('x') }],
    ['a pattern that needs many states', { x: big('ab') }],
    ['globs', { x: big('a') }],
    ['growing under NFKC', { x: big('\uFDFA', 100_000) }],
    ['invisible characters', { x: big('\u200b') }],
    ['white space', { x: `${big(' \t\n')}x` }],
    ['many short strings', { x: Array(80_000).fill('rm') }],
    ['many keys', Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`k${i}`, 'v']))],
    [
      'amounts that are none',
      {
        items: Array(30_000)
          .fill({ amount: big('9', 60) })
          .slice(0, 10_000),
      },
    ],
    ['deep nesting', JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`) as JsonObject],
  ])('%s', (_, payload) => {
    const event = { actor: 'x', capability: 'a.b.c', payload };
    const kib = Math.max(1, JSON.stringify(payload).length / 1024);
    const start = performance.now();
    const decision = decide(policy, event);
    const perKib = (performance.now() - start) / kib;
    expect(decision.reason).toMatch(/^policy_(allow|deny)$/);
    expect(perKib).toBeLessThan(100);
  });
});
