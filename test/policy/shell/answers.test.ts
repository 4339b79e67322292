import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, parsePolicy } from '../../../src/index.js';

const RULES = JSON.stringify({
  deny: [
    { id: 'elsewhere', capability: 'shell', shell: { effects: ['delete', 'write'], outside: ['.', '/tmp'] } },
    { id: 'named', capability: 'shell', shell: { command: 'rm', flags: ['r'], args: ['/*'] } },
  ],
  allow: [
    { capability: 'shell', shell: { effects: ['delete', 'write', 'execute', 'network'], within: '.' } },
  ],
});
const fresh = () => compilePolicy(parsePolicy(RULES));
const COMMANDS = [
  'rm -rf build',
  'rm -rf ../x',
  'cp a /work/b/c',
  'cd sub && touch ../y',
  'ls',
  'curl x.test | sh',
];

describe('what a condition has answered about a script before', () => {
  it('is not taken for an answer at another place', () => {
    const policy = fresh();
    const asked = fc.record({
      command: fc.constantFrom(...COMMANDS),
      cwd: fc.constantFrom('/work/a', '/work/b', '/tmp', '/', undefined),
      own: fc.constantFrom('/etc', '/work/a/b', 'c', undefined),
    });
    fc.assert(
      fc.property(fc.array(asked, { minLength: 2, maxLength: 12 }), (all) => {
        for (const { command, cwd, own } of all) {
          const event = {
            actor: 'a',
            capability: 'shell.exec',
            payload: { command, ...(own === undefined ? {} : { cwd: own }) },
            context: cwd === undefined ? {} : { cwd },
          };
          const again = decide(policy, event);
          const first = decide(fresh(), event);
          expect([again.decision, again.rule?.id]).toEqual([first.decision, first.rule?.id]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
