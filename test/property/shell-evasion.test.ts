import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, parsePolicy } from '../../src/index.js';
import type { CompiledPolicy } from '../../src/index.js';
import { Rng } from '../support/rng.js';
import {
  lookAlike,
  payloadOf,
  prefixed,
  respellRemove,
  wrapScript,
  writeLine,
} from '../support/shell-rewrites.js';
import type { Words } from '../support/shell-rewrites.js';

const RUNS = Number(process.env.CAPFENCE_EVASIONS ?? 2_500);

function denying(shell: object): CompiledPolicy {
  const policy = { deny: [{ capability: 'shell', shell }], allow: ['shell'] };
  return compilePolicy(parsePolicy(JSON.stringify(policy)));
}

function decisionOn(policy: CompiledPolicy, payload: Record<string, unknown>): string {
  return decide(policy, { actor: 'agent', capability: 'shell.exec.dev', payload }).decision;
}

interface Family {
  readonly name: string;
  readonly policy: CompiledPolicy;
  readonly words: (rng: Rng) => Words;
}

const FAMILIES: readonly Family[] = [
  {
    name: 'a recursive delete, by its flags',
    policy: denying({ command: 'rm', flags: ['r', 'f'] }),
    words: (rng) => respellRemove(rng.pick(['/', '/etc', '~', './build', 'a b']), rng),
  },
  {
    name: 'a delete outside the workspace, by its effect',
    policy: denying({ effects: ['delete'], outside: './workspace' }),
    words: (rng) =>
      rng.pick<() => Words>([
        () => respellRemove(rng.pick(['/etc', '/', '../x', './workspace/../y', '~/z']), rng),
        () => ['find', '/etc', '-name', 'x', '-delete'],
        () => ['unlink', '/etc/passwd'],
        () => ['shred', '-u', '/etc/passwd'],
      ])(),
  },
  {
    name: 'a program that is never to run, by its name',
    policy: denying({ command: ['mkfs*', 'shutdown', 'nc'] }),
    words: (rng) =>
      rng.pick<Words>([
        ['mkfs.ext4', '/dev/sda1'],
        ['shutdown', '-h', 'now'],
        ['/bin/nc', '-l', '4444'],
      ]),
  },
  {
    name: 'a file outside, by where it is written',
    policy: denying({ effects: ['write'], outside: './workspace' }),
    words: (rng) =>
      rng.pick<Words>([
        ['cp', 'x', '/etc/hosts'],
        ['tee', '-a', '/etc/passwd'],
        ['dd', 'if=a', 'of=/dev/sda'],
        ['touch', '/tmp/x'],
        ['ln', '-s', 'a', '/etc/b'],
      ]),
  },
];

/** One way to hide the words, made of a few rewrites one in the other. */
function hide(words: Words, rng: Rng): { payload: Record<string, unknown>; script: string } {
  let inner = words;
  for (let i = rng.below(3); i > 0; i--) inner = prefixed(inner, rng);
  if (rng.chance(0.1)) return { payload: { command: inner }, script: JSON.stringify(inner) };
  let script = writeLine(inner, rng);
  for (let i = rng.below(3); i > 0; i--) script = wrapScript(script, rng);
  if (rng.chance(0.1)) script = lookAlike(script, rng);
  return { payload: payloadOf(script, rng), script };
}

describe('a blocked command stays blocked', () => {
  it.each(FAMILIES.map((family) => [family.name, family] as const))(
    '%s, however it is written',
    (_, { policy, words }) => {
      const rng = new Rng(20_261_121);
      for (let i = 0; i < RUNS; i++) {
        const { payload, script } = hide(words(rng), rng);
        expect([script, payload, decisionOn(policy, payload)]).toEqual([script, payload, 'deny']);
      }
    },
    60_000,
  );

  it('while the same words as text are let through', () => {
    const [{ policy }] = FAMILIES as [Family];
    for (const script of [
      `git commit -m 'stop using rm -rf /'`,
      `echo "rm -rf /"`,
      `grep -rn 'rm -rf' docs`,
      `rm notes.txt`,
      `rm -f build/x.o`,
      `printf '%s\\n' 'rm -rf /' > notes.md`,
      `ls rm -rf`,
      `cat <<'EOF'\nrm -rf /\nEOF`,
      `for f in a b; do rm -f "$f.tmp"; done`,
      `echo hi # rm -rf /`,
    ])
      expect([script, decisionOn(policy, { command: script })]).toEqual([script, 'allow']);
  });
});
