import type { CanUseTool, HookCallback, Options } from '@anthropic-ai/claude-agent-sdk';
import { gateCanUseTool, gateHooks } from 'capfence/claude-agent';
import type { GateHooksOptions } from 'capfence/claude-agent';
import { describe, expect, it } from 'vitest';
import { setUp } from './support.js';

const capabilities = { Read: 'files.read', Write: 'files.write' };

function make(more: Partial<GateHooksOptions> = {}) {
  const kit = setUp();
  const options: Options = { hooks: gateHooks({ ...kit.host, capabilities, ...more }) };
  const hook: HookCallback = options.hooks!.PreToolUse![0].hooks[0];
  const base = {
    session_id: 's1',
    transcript_path: '/t',
    cwd: '/work',
    hook_event_name: 'PreToolUse' as const,
  };
  const propose = (tool_name: string, tool_input: unknown) =>
    hook({ ...base, tool_name, tool_input, tool_use_id: 't1' }, 't1', {
      signal: new AbortController().signal,
    });
  return { ...kit, propose, hook };
}

const deny = (reason: RegExp) => ({
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'deny',
    permissionDecisionReason: expect.stringMatching(reason),
  },
});

describe('the hooks', () => {
  it('leave what is allowed to the permissions of the SDK', async () => {
    const { propose, asked } = make();
    expect(await propose('Read', { file_path: 'a.txt' })).toEqual({});
    expect(asked).toEqual([{ capability: 'files.read', payload: { file_path: 'a.txt' }, tool: 'Read' }]);
  });

  it('deny the rest, with the reason', async () => {
    const { propose } = make();
    expect(await propose('Read', { file_path: 'secret' })).toEqual(deny(/Secrets are not for agents/));
    expect(await propose('Write', { file_path: 'a' })).toEqual(deny(/approval_required/));
    expect(await propose('Bash', { command: 'ls' })).toEqual(
      deny(/no capability is named for the tool `Bash`/),
    );
    expect(await propose('Read', { file_path: () => 1 })).toEqual(deny(/invalid_event/));
  });

  it('deny when the runtime fails, is closed, or the context cannot be told', async () => {
    const broken = {
      guard: () => Promise.reject(new Error('x')),
      execute: () => Promise.reject(new TypeError('boom')),
    };
    expect(await make({ runtime: broken }).propose('Read', {})).toEqual(deny(/Not run/));
    const odd = make({ context: () => { throw new Error('no'); } }); // prettier-ignore
    expect(await odd.propose('Read', {})).toEqual(deny(/invalid_event/));
    const { propose, runtime, hook } = make();
    await runtime.close();
    expect(await propose('Read', {})).toEqual(deny(/audit_error/));
    expect(await hook(undefined as never, undefined, {} as never)).toEqual(deny(/Not run/));
  });
});

describe('gateCanUseTool', () => {
  const asker = (kit: ReturnType<typeof make>, answer: Awaited<ReturnType<CanUseTool>>): CanUseTool =>
    gateCanUseTool(async () => answer, { ...kit.host, capabilities });
  const options = { signal: new AbortController().signal, toolUseID: 't1' } as never;

  it('asks about arguments that were changed, and only then', async () => {
    const kit = make();
    const input = { file_path: 'a' };
    expect(await asker(kit, { behavior: 'allow' })('Read', input, options)).toEqual({ behavior: 'allow' });
    const same = { behavior: 'allow' as const, updatedInput: { file_path: 'a' } };
    expect(await asker(kit, same)('Read', input, options)).toEqual(same);
    const no = { behavior: 'deny' as const, message: 'no' };
    expect(await asker(kit, no)('Read', input, options)).toEqual(no);
    expect(await asker(kit, null)('Read', input, options)).toBeNull();
    expect(kit.asked).toHaveLength(0);
    const edited = { behavior: 'allow' as const, updatedInput: { file_path: 'b' } };
    expect(await asker(kit, edited)('Read', input, options)).toEqual(edited);
    const worse = { behavior: 'allow' as const, updatedInput: { file_path: 'secret' } };
    expect(await asker(kit, worse)('Read', input, options)).toMatchObject({
      behavior: 'deny',
      message: expect.stringContaining('Secrets'),
    });
    const odd = { behavior: 'allow' as const, updatedInput: { file_path: () => 1 } };
    expect(await asker(kit, odd)('Read', input, options)).toMatchObject({ behavior: 'deny' });
    expect(kit.asked).toHaveLength(3);
  });
});
