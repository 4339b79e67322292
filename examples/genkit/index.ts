/** A tool of Genkit: the function that it is defined with is gated. */
import { genkit } from 'genkit';
import { gateTool } from 'capfence/genkit';
import { description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const ai = genkit({});
const left = proposals();
ai.defineModel({ name: 'scripted' }, async ({ messages }) => {
  for (const { toolResponse } of messages.at(-1)?.content ?? []) if (toolResponse) tell(toolResponse.output);
  const input = left.shift();
  const part =
    input === undefined
      ? { text: 'Done.' }
      : { toolRequest: { name: 'read_note', ref: `c${left.length}`, input } };
  return { message: { role: 'model', content: [part] }, finishReason: 'stop' };
});

const gated = gateTool(async (args: { title: string }) => readNote(args), {
  ...host,
  capability: 'notes.read',
});
const readNoteTool = ai.defineTool({ name: 'read_note', description, inputSchema: schema as never }, gated);
await ai.generate({ model: 'scripted', prompt: 'What is in my notes?', tools: [readNoteTool] });
await done();
