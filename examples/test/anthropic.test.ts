import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { ActionBlocked } from 'capfence';
import { gateTool, gateTools } from 'capfence/anthropic';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, EMPTY, HELD, recorder, setUp } from './support.js';

const inputSchema = z.object({ path: z.string(), limit: z.number().default(10) });
const OPEN = { path: 'a.txt', limit: 10 };

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const raw = betaZodTool({
    name: 'read_file',
    description: 'reads',
    inputSchema,
    run: (args) => seen.run(args),
  });
  return { ...kit, seen, raw, gated: gateTool(raw, kit.options()) };
}

/** A client whose model calls `read_file` with each of the inputs, one a turn. */
function scripted(inputs: object[]) {
  const bodies: string[] = [];
  const left = [...inputs];
  const fetch = async (_: unknown, init?: { body?: unknown }): Promise<Response> => {
    bodies.push(String(init?.body));
    const next = left.shift();
    const content =
      next === undefined
        ? [{ type: 'text', text: 'done' }]
        : [{ type: 'tool_use', id: `t${left.length}`, name: 'read_file', input: next }];
    const stop_reason = next === undefined ? 'end_turn' : 'tool_use';
    const message = {
      id: 'm',
      type: 'message',
      role: 'assistant',
      model: 'scripted',
      content,
      stop_reason,
      usage: { input_tokens: 1, output_tokens: 1 },
    };
    return new Response(JSON.stringify(message), { headers: { 'content-type': 'application/json' } });
  };
  return { client: new Anthropic({ apiKey: 'none', fetch: fetch as never }), bodies };
}

describe('a tool', () => {
  it('runs once, and throws where it may not', async () => {
    const { gated, raw, seen, asked, options, runtime } = make();
    expect(await gated.run(OPEN)).toBe('text');
    expect([seen.calls, asked]).toEqual([
      [OPEN],
      [{ capability: 'files.read', payload: OPEN, tool: 'read_file' }],
    ]);
    await expect(gated.run({ ...OPEN, path: 'secret' })).rejects.toThrow(ActionBlocked);
    await expect(gateTool(raw, { ...options(), runtime: HELD }).run(OPEN)).rejects.toThrow(/apr_123/);
    for (const broken of [BROKEN, EMPTY]) {
      await expect(gateTool(raw, { ...options(), runtime: broken }).run(OPEN)).rejects.toThrow(ActionBlocked);
    }
    await runtime.close();
    await expect(gated.run(OPEN)).rejects.toThrow(/audit_error/);
    expect(seen.calls).toHaveLength(1);
  });

  it('keeps what it is, asks each of two gates once, and is not changed by a change of arguments', async () => {
    const { gated, raw, asked, seen, options } = make();
    expect(Object.keys(gated)).toEqual(Object.keys(raw));
    expect(gated).toMatchObject({ type: 'custom', name: 'read_file', parse: raw.parse });
    const args = { ...OPEN };
    const running = gateTool(gated, options('files.read.outer')).run(args);
    args.path = 'secret';
    await running;
    expect([asked.length, seen.calls]).toEqual([2, [OPEN]]);
  });

  it('refuses tools of the server', () => {
    expect(() =>
      gateTool({ type: 'web_search_20250305', name: 'web_search' } as object, make().options()),
    ).toThrow(/has no `run`/);
  });
});

it('the runner tells the model of a denial, and decides on parsed arguments', async () => {
  const { raw, host, seen, asked } = make();
  const { client, bodies } = scripted([{ path: 'secret' }, { path: 'a.txt' }]);
  const plain = betaTool({
    name: 'other',
    description: '',
    inputSchema: { type: 'object', properties: {} },
    run: () => 'x',
  });
  const tools = gateTools([raw, plain] as never[], {
    ...host,
    capabilities: { read_file: 'files.read', other: 'files.read' },
  });
  const final = await client.beta.messages.toolRunner({
    model: 'scripted',
    max_tokens: 9,
    messages: [{ role: 'user', content: 'go' }],
    tools,
  });
  expect(final.content).toEqual([{ type: 'text', text: 'done' }]);
  expect(bodies.join()).toMatch(/Secrets are not for agents[^}]*"is_error":true/);
  expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
  expect(asked[0].payload).toEqual({ path: 'secret', limit: 10 });
});
