/**
 * Hooks for the Claude Agent SDK, given as `query({ prompt, options: { hooks } })`. The SDK would start a process and needs
 * a model, so this example calls the hook as the SDK does.
 */
import type { Options } from '@anthropic-ai/claude-agent-sdk';
import { gateHooks } from 'capfence/claude-agent';
import { done, host, tell } from '../shared.js';

const hooks: Options['hooks'] = gateHooks({
  ...host,
  capabilities: { Read: 'notes.read', Write: 'notes.write' },
});

const [{ hooks: callbacks }] = hooks!.PreToolUse!;
const place = {
  session_id: 's1',
  transcript_path: '/tmp/t',
  cwd: '/work',
  hook_event_name: 'PreToolUse' as const,
};
for (const [tool_name, file_path] of [
  ['Read', 'secret'],
  ['Write', 'shopping'],
  ['Read', 'shopping'],
  ['Bash', 'x'],
]) {
  const input = { ...place, tool_name, tool_input: { file_path }, tool_use_id: 't' };
  const answer = await callbacks[0](input, 't', { signal: new AbortController().signal });
  if (Object.keys(answer).length === 0) console.log(`  ran: ${tool_name} ${file_path}`);
  else tell(answer);
}
await done();
