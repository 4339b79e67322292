import { describe, expect, it } from 'vitest';
import { explanationText } from '../../../src/engine/reports/explanation-text.js';
import { compilePolicy, explain, parsePolicy } from '../../../src/index.js';

const policy = compilePolicy(
  parsePolicy(
    JSON.stringify({
      name: 'project',
      deny: [
        { id: 'outside', capability: 'shell', shell: { effects: ['delete', 'write'], outside: '.' } },
        { id: 'names', capability: 'shell', shell: { command: 'rm', flags: ['r'] } },
      ],
      allow: [{ id: 'listed', capability: 'shell', shell: { only: ['ls', 'git status'] } }],
    }),
  ),
);

function textOf(command: unknown): string {
  const event = { actor: 'agent', capability: 'shell.exec.dev', payload: { command } } as const;
  return explanationText(explain(policy, event as never)).replace(/sha256 \w+/, 'sha256 …');
}

describe('the explanation of a shell condition', () => {
  it('shows the commands as a tree, with what each does', () => {
    expect(textOf(`ls; sudo bash -c 'cd /etc && rm -rf "$X"' > out.log`)).toMatchInlineSnapshot(`
      "deny (policy_deny)
        policy      project (sha256 …)
        capability  shell.exec.dev
        risk        low
        rule        deny outside (policy:1)
        the rule matched because a condition is unknown: a rule that restricts takes unknown for true

      3 of 3 rules cover this capability:

        deny outside policy:1, capability shell: matched, and decided
          unknown  shell {"effects":["delete","write"],"outside":["."]}
                   any reading: $.command (script) is "ls; sudo bash -c 'cd /etc && rm -rf "$X"' > out.log"
            false    ls
                     no effects
            false    sudo bash -c "cd /etc && rm -rf \\"$X\\"" > out.log
                     effects: write out.log, privilege
              false    bash -c "cd /etc && rm -rf \\"$X\\""
                       effects: execute
                false    cd /etc
                         no effects
                unknown  rm -rf "$X"
                         effects: delete $X

        deny names policy:1, capability shell: matched
          true     shell {"command":["rm"],"flags":["r"]}
                   any reading: $.command (script) is "ls; sudo bash -c 'cd /etc && rm -rf "$X"' > out.log"
            false    ls
                     no effects
            false    sudo bash -c "cd /etc && rm -rf \\"$X\\"" > out.log
                     effects: write out.log, privilege
              false    bash -c "cd /etc && rm -rf \\"$X\\""
                       effects: execute
                false    cd /etc
                         no effects
                true     rm -rf "$X"
                         effects: delete $X

        allow listed policy:1, capability shell: did not match
          false    shell {"only":["ls","git status"]}
                   every reading: $.command (script) is "ls; sudo bash -c 'cd /etc && rm -rf "$X"' > out.log"
            true     ls
                     no effects
            false    sudo bash -c "cd /etc && rm -rf \\"$X\\"" > out.log
                     effects: write out.log, privilege
              false    bash -c "cd /etc && rm -rf \\"$X\\""
                       effects: execute
                false    cd /etc
                         no effects
                false    rm -rf "$X"
                         effects: delete $X
      "
    `);
  });

  it('says why a script is not clear', () => {
    expect(textOf('if true; then')).toMatchInlineSnapshot(`
      "deny (policy_deny)
        policy      project (sha256 …)
        capability  shell.exec.dev
        risk        low
        rule        deny outside (policy:1)
        the rule matched because a condition is unknown: a rule that restricts takes unknown for true

      3 of 3 rules cover this capability:

        deny outside policy:1, capability shell: matched, and decided
          unknown  shell {"effects":["delete","write"],"outside":["."]}
                   any reading: $.command (script) is "if true; then"; it does not parse: expected command after 'then'

        deny names policy:1, capability shell: matched
          unknown  shell {"command":["rm"],"flags":["r"]}
                   any reading: $.command (script) is "if true; then"; it does not parse: expected command after 'then'

        allow listed policy:1, capability shell: did not match
          unknown  shell {"only":["ls","git status"]}
                   every reading: $.command (script) is "if true; then"; it does not parse: expected command after 'then'
      "
    `);
  });

  it('shows what a payload hides, and nothing that moves the terminal', () => {
    const text = textOf('rm\u200b -r \u001b[2J');
    expect(text).toContain('normalised');
    expect(text).not.toMatch(/[\u001b\u200b]/);
    expect(textOf({ a: 1 })).toContain('neither a script nor a list of words');
    expect(textOf(['rm', '-r', 'x'])).toContain('(words)');
  });

  it('ends: a script of many commands is cut', () => {
    expect(textOf('ls; '.repeat(500)).split('\n').length).toBeLessThan(300);
  });
});
