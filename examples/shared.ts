import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ActionRuntime } from 'capfence';
import { z } from 'zod';

/** What all examples share: a policy, a log in a folder that is thrown away, and a tool that reads notes. */
const state = mkdtempSync(join(tmpdir(), 'capfence-example-'));
export const runtime = ActionRuntime.fromPolicy(fileURLToPath(new URL('policy.yaml', import.meta.url)), {
  state,
});

export async function done(): Promise<void> {
  await runtime.close();
  rmSync(state, { recursive: true, force: true });
}

export const host = { runtime, actor: 'notes-agent' };
export const capabilities = { read_note: 'notes.read' };
export const schema = z.object({ title: z.string() });
export const description = 'Reads a note';

export function readNote({ title }: { title: string }): string {
  console.log(`  ran: read_note ${title}`);
  return `The note ${title}: buy milk`;
}

/** What the scripted models propose, one after the other. */
export const proposals = (): { title: string }[] => [{ title: 'secret plans' }, { title: 'shopping' }];

export function tell(answer: unknown): void {
  console.log(`  the model sees: ${typeof answer === 'string' ? answer : JSON.stringify(answer)}`);
}
