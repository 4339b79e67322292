import { Agent, RunContext, Runner, tool, Usage } from '@openai/agents';
import type { Model, ModelRequest, ModelResponse } from '@openai/agents';
import { gateTool, gateTools } from 'capfence/openai-agents';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, EMPTY, HELD, recorder, setUp } from './support.js';

const parameters = z.object({ path: z.string() });
const ctx = new RunContext();

function make(more: object = {}) {
  const kit = setUp();
  const seen = recorder('text');
  const raw = tool({
    name: 'read_file',
    description: 'reads',
    parameters,
    execute: async (args) => seen.run(args),
    ...more,
  });
  return { ...kit, seen, raw, gated: gateTool(raw, kit.options()) };
}

/** A model that calls `read_file` with each of the texts, one a turn, and then ends. */
function scripted(inputs: string[]): { model: Model; requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  const left = [...inputs];
  const getResponse = async (request: ModelRequest): Promise<ModelResponse> => {
    requests.push(request);
    const next = left.shift();
    const output =
      next === undefined
        ? [
            {
              type: 'message',
              role: 'assistant',
              status: 'completed',
              content: [{ type: 'output_text', text: 'done' }],
            },
          ]
        : [
            {
              type: 'function_call',
              callId: `c${left.length}`,
              name: 'read_file',
              status: 'completed',
              arguments: next,
            },
          ];
    return { usage: new Usage(), output: output as never };
  };
  const getStreamedResponse = (): never => {
    throw new Error('not streamed');
  };
  return { model: { getResponse, getStreamedResponse } as never, requests };
}

describe('a function tool', () => {
  it('runs once with what was decided on', async () => {
    const { gated, seen, asked } = make();
    expect(await gated.invoke(ctx, '{"path": "a.txt"}')).toBe('text');
    expect(seen.calls).toEqual([{ path: 'a.txt' }]);
    expect(asked).toEqual([{ capability: 'files.read', payload: { path: 'a.txt' }, tool: 'read_file' }]);
  });

  it('answers a denial in words, with reason and approval', async () => {
    const { gated, raw, seen, options } = make();
    expect(await gated.invoke(ctx, '{"path":"secret"}')).toMatch(
      /^Not run: .*policy_deny; rule no-secrets\. Secrets are/,
    );
    expect(await gateTool(raw, { ...options(), runtime: HELD }).invoke(ctx, '{"path":"a"}')).toContain(
      'approval apr_123',
    );
    expect(seen.calls).toEqual([]);
  });

  it('denies what is not JSON', async () => {
    const { gated, seen } = make();
    expect(await gated.invoke(ctx, '{"path": ')).toContain('invalid_event');
    expect(await gated.invoke(ctx, '{"path": "a", "__proto__": {"x": 1}}')).toContain('invalid_event');
    expect(seen.calls).toEqual([]);
  });

  it('lets nothing run without an answer of the runtime', async () => {
    const { raw, gated, seen, options, runtime } = make();
    for (const broken of [BROKEN, EMPTY]) {
      expect(await gateTool(raw, { ...options(), runtime: broken }).invoke(ctx, '{"path":"a"}')).toContain(
        'Not run',
      );
    }
    await runtime.close();
    expect(await gated.invoke(ctx, '{"path":"a"}')).toContain('audit_error');
    expect(seen.calls).toEqual([]);
  });

  it('keeps what it is, and asks each of two gates once', async () => {
    const { gated, raw, asked, options, seen } = make({ needsApproval: true });
    expect(Object.keys(gated)).toEqual(Object.keys(raw));
    expect([gated.name, gated.parameters, gated.needsApproval]).toEqual([
      raw.name,
      raw.parameters,
      raw.needsApproval,
    ]);
    expect(Object.getPrototypeOf(gated)).toBe(Object.prototype);
    expect(await gateTool(gated, options('files.read.outer')).invoke(ctx, '{"path":"a"}')).toBe('text');
    expect(asked.map(({ capability }) => capability)).toEqual(['files.read.outer', 'files.read']);
    expect(seen.calls).toHaveLength(1);
  });

  it('gates the options of a tool, where the schema has parsed the arguments', async () => {
    const { options, asked } = make();
    const seen = recorder('text');
    const built = tool(
      gateTool(
        {
          name: 'read_file',
          description: '',
          parameters,
          execute: async (args: { path: string }) => seen.run(args),
        },
        options(),
      ),
    );
    expect(await built.invoke(ctx, '{"path":"a","more":"secret"}')).toBe('text');
    expect(asked[0].payload).toEqual({ path: 'a' });
    expect(await built.invoke(ctx, '{"path":"secret"}')).toContain('Not run');
    expect(seen.calls).toEqual([{ path: 'a' }]);
  });

  it('refuses tools that run elsewhere', () => {
    const { options } = make();
    expect(() => gateTool({ type: 'hosted_tool', name: 'web_search' } as object, options())).toThrow(
      /does not run here/,
    );
    expect(() => gateTool({ type: 'function', name: 'x' } as object, options())).toThrow(/none of/);
  });
});

describe('an agent', () => {
  it('runs what is allowed, and tells its model of what is not', async () => {
    const { raw, host, seen, asked } = make();
    const { model, requests } = scripted(['{"path":"secret"}', '{"path":"a.txt"}']);
    const agent = new Agent({
      name: 'a',
      model,
      tools: gateTools([raw], { ...host, capabilities: { read_file: 'files.read' } }),
    });
    const result = await new Runner({ tracingDisabled: true }).run(agent, 'go');
    expect(result.finalOutput).toBe('done');
    const told = JSON.stringify(requests.at(-1)?.input);
    expect(told).toContain('Secrets are not for agents');
    expect(told).toContain('"text":"text"');
    expect([seen.calls, asked.length]).toEqual([[{ path: 'a.txt' }], 2]);
  });

  it('still asks a person where the tool does, and decides then', async () => {
    const { raw, host, seen, asked } = make({
      needsApproval: async (_: unknown, args: { path: string }) => args.path === 'a.txt',
    });
    const { model } = scripted(['{"path":"a.txt"}']);
    const agent = new Agent({
      name: 'a',
      model,
      tools: gateTools([raw], { ...host, capabilities: { read_file: 'files.read' } }),
    });
    const runner = new Runner({ tracingDisabled: true });
    const first = await runner.run(agent, 'go');
    expect([first.interruptions.length, asked.length]).toEqual([1, 0]);
    first.state.approve(first.interruptions[0]);
    await runner.run(agent, first.state);
    expect([seen.calls, asked.length]).toEqual([[{ path: 'a.txt' }], 1]);
  });
});
