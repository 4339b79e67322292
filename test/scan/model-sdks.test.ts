import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const HEAD = `import { exec } from 'node:child_process'; import { ActionRuntime } from 'capfence'; declare const runtime: ActionRuntime; declare const messages: any[];`;
const FLAT = `{ name: 'one', description: 'd', parameters: {} }`;
const NESTED = `{ type: 'function', function: ${FLAT} }`;
const SPEC = `{ toolSpec: { name: 'one', inputSchema: { json: {} } } }`;
const DECLARED = `[{ functionDeclarations: [${FLAT}] }]`;

interface Way {
  readonly framework: string;
  readonly imports: string;
  readonly ask: string;
}

const gemini = (ask: string, imports = `import { GoogleGenAI } from '@google/genai'`): Way => ({
  framework: 'google-genai',
  imports: `${imports}; const ai = new ${/import (?:\{ )?(\w+)/.exec(imports)?.[1]}({});`,
  ask,
});
const chat = (framework: string, module: string, named: string, ask: string): Way => ({
  framework,
  imports: `import ${named === 'default' ? 'Client' : `{ ${named} as Client }`} from '${module}'; const client = new Client({});`,
  ask,
});

const WAYS: Readonly<Record<string, Way>> = {
  'Gemini: generateContent': gemini(
    `ai.models.generateContent({ contents: [], config: { tools: ${DECLARED} } })`,
  ),
  'Gemini: a stream': gemini(
    `ai.models.generateContentStream({ contents: [], config: { tools: ${DECLARED} } })`,
  ),
  'Gemini: a chat': gemini(`ai.chats.create({ config: { tools: ${DECLARED} } })`),
  'Gemini: live': gemini(
    `ai.live.connect({ model: 'm', config: { responseModalities: [], tools: ${DECLARED} } })`,
  ),
  'Gemini: beside a tool of the vendor': gemini(
    `ai.models.generateContent({ contents: [], config: { tools: [{ googleSearch: {} }, ...${DECLARED}] } })`,
  ),
  'Gemini: names of their own': gemini(
    `ai.models.generateContent({ contents: [], config })`,
    `import { GoogleGenAI } from '@google/genai'; const declaration = ${FLAT}; const tools = [{ functionDeclarations: [declaration] }]; const config = { tools }`,
  ),
  'Gemini: the older package': gemini(
    `ai.getGenerativeModel({ model: 'm', tools: ${DECLARED} }).generateContent('x')`,
    `import { GoogleGenerativeAI } from '@google/generative-ai'`,
  ),
  'Gemini: the older package, a chat': gemini(
    `ai.getGenerativeModel({ model: 'm' }).startChat({ tools: ${DECLARED} }).sendMessage('x')`,
    `import { GoogleGenerativeAI } from '@google/generative-ai'`,
  ),
  'Gemini: Vertex': gemini(
    `ai.preview.getGenerativeModel({ model: 'm', tools: ${DECLARED} })`,
    `import { VertexAI } from '@google-cloud/vertexai'`,
  ),
  'Gemini: Firebase': {
    framework: 'google-genai',
    imports: `import { getAI, getGenerativeModel } from 'firebase/ai';`,
    ask: `getGenerativeModel(getAI(), { model: 'm', tools: ${DECLARED} })`,
  },
  'Bedrock: a command': {
    framework: 'bedrock',
    imports: `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'; const client = new BedrockRuntimeClient({});`,
    ask: `client.send(new ConverseCommand({ modelId: 'm', messages, toolConfig: { tools: [${SPEC}] } }))`,
  },
  'Bedrock: a method': {
    framework: 'bedrock',
    imports: `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime'; const client = new BedrockRuntime({}); const toolConfig = { tools: [${SPEC}] };`,
    ask: `client.converseStream({ modelId: 'm', messages, toolConfig })`,
  },
  Mistral: chat(
    'mistral',
    '@mistralai/mistralai',
    'Mistral',
    `client.chat.complete({ messages, tools: [${NESTED}] })`,
  ),
  'Mistral: an agent': chat(
    'mistral',
    '@mistralai/mistralai',
    'Mistral',
    `client.beta.agents.create({ tools: [${NESTED}] })`,
  ),
  Cohere: chat('cohere', 'cohere-ai', 'CohereClientV2', `client.chat({ messages, tools: [${NESTED}] })`),
  'Cohere: the older API': chat(
    'cohere',
    'cohere-ai',
    'CohereClient',
    `client.chatStream({ message: 'm', tools: [{ name: 'one', parameterDefinitions: {} }] })`,
  ),
  Ollama: {
    framework: 'ollama',
    imports: `import ollama from 'ollama';`,
    ask: `ollama.chat({ model: 'm', messages, tools: [${NESTED}] })`,
  },
  'Ollama: a client': chat('ollama', 'ollama', 'Ollama', `client.chat({ messages, tools: [${NESTED}] })`),
  Groq: chat(
    'chat-apis',
    'groq-sdk',
    'default',
    `client.chat.completions.create({ messages, tools: [${NESTED}] })`,
  ),
  Together: chat(
    'chat-apis',
    'together-ai',
    'default',
    `client.chat.completions.create({ messages, tools: [${NESTED}] })`,
  ),
  'Hugging Face': chat(
    'chat-apis',
    '@huggingface/inference',
    'InferenceClient',
    `client.chatCompletion({ messages, tools: [${NESTED}] })`,
  ),
  Azure: chat(
    'chat-apis',
    '@azure/openai',
    'OpenAIClient',
    `client.getChatCompletions('d', messages, { tools: [${NESTED}] })`,
  ),
};

const turn = ({ imports, ask }: Way, run: string) =>
  `${imports}\n${HEAD} export async function turn() { const r: any = await ${ask}; for (const call of r.functionCalls) { ${run} } }`;
const act = `if (call.name === 'one') exec(call.args.line);`;

describe('tools told to a model by its vendor’s package', () => {
  it.each(Object.entries(WAYS))('%s', (_, way) => {
    const report = scanTree({ 'a.ts': turn(way, act) });
    expect(names(report)).toEqual(['one']);
    expect(toolNamed(report, 'one')).toMatchObject({
      framework: way.framework,
      verdict: 'ungated',
      severity: 'critical',
    });
  });

  it.each(Object.entries(WAYS))('are gated where the loop asks first: %s', (_, way) => {
    const asked = (ask: string) => verdicts(scanTree({ 'a.ts': turn(way, `${ask} ${act}`) })).one;
    const question = `const verdict = await runtime.execute({ tool: call.name } as any);`;
    expect(asked(`${question} if (!verdict.authorized) continue;`)).toBe('gated');
    expect(asked(question)).toBe('ungated');
  });

  it('have a type of their own', () => {
    const report = scanTree({
      'a.ts': `import { Type, type FunctionDeclaration } from '@google/genai'; import { exec } from 'node:child_process';
        export const one: FunctionDeclaration = { name: 'one', parameters: { type: Type.OBJECT } };
        export const more: FunctionDeclaration[] = [{ name: 'two' }]; export const table: any = { one: (a: any) => exec(a.line) };`,
      'b.ts': `import type { Tool } from '@aws-sdk/client-bedrock-runtime'; export const three: Tool = { toolSpec: { name: 'three', inputSchema: { json: {} } } };`,
    });
    expect(names(report)).toEqual(['one', 'three', 'two']);
    expect(toolNamed(report, 'one').effects).toMatchObject([{ kind: 'exec', tainted: true }]);
  });

  it('of Gemini may run themselves, or be those of a server', () => {
    const report = scanTree({
      'a.ts': `import { GoogleGenAI, mcpToTool, type CallableTool } from '@google/genai'; import { exec } from 'node:child_process'; declare const client: any;
        const shell: CallableTool = { tool: async () => ({ functionDeclarations: [] }), callTool: async (calls: any[]) => { exec(calls[0].args.line); return []; } };
        new GoogleGenAI({}).models.generateContent({ contents: [], config: { tools: [shell, mcpToTool(client)] } });`,
    });
    expect(
      report.tools.map(({ tool, construct, verdict, severity }) => [tool, construct, verdict, severity]),
    ).toEqual([
      ['shell', 'CallableTool', 'ungated', 'critical'],
      ['mcpToTool', 'MCP tools', 'ungated', 'medium'],
    ]);
  });

  it('are none where nothing is described', () => {
    const report = scanTree({
      'a.ts': `import { GoogleGenAI } from '@google/genai'; import ollama from 'ollama'; const ai = new GoogleGenAI({});
        ai.models.generateContent({ contents: [{ name: 'x' }], config: { tools: [{ googleSearch: {} }], labels: [{ name: 'y' }] } });
        ollama.chat({ messages: [{ name: 'x', role: 'user' }] }); export const names = [{ name: 'z', parameters: {} }];`,
    });
    expect(report.tools).toEqual([]);
  });
});

describe('tools that are classes or objects', () => {
  it('of mcp-framework', () => {
    const report = scanTree({
      'a.ts': `import { MCPTool } from 'mcp-framework'; import { exec } from 'node:child_process';
        class Shell extends MCPTool<{ line: string }> { name = 'shell'; description = 'd'; schema = {}; async execute({ line }: any) { return exec(line); } } export default Shell;`,
    });
    expect(toolNamed(report, 'shell')).toMatchObject({
      framework: 'mcp-framework',
      verdict: 'ungated',
      severity: 'critical',
    });
  });

  it('of elizaOS', () => {
    const report = scanTree({
      'a.ts': `import type { Action, Plugin } from '@elizaos/core'; export const pay: Action = { name: 'PAY', similes: [], validate: async () => true, handler: async (_r: any, m: any) => fetch(m.url), examples: [] };
        export const plugin: Plugin = { name: 'p', actions: [pay] };`,
    });
    expect(toolNamed(report, 'PAY')).toMatchObject({ framework: 'elizaos', verdict: 'ungated' });
    expect(report.tools).toHaveLength(1);
  });

  it('of CopilotKit on a server', () => {
    const report = scanTree({
      'a.ts': `import { CopilotRuntime } from '@copilotkit/runtime'; export const copilot = new CopilotRuntime({ actions: [{ name: 'find', handler: async ({ url }: any) => fetch(url) }] });`,
    });
    expect(toolNamed(report, 'find')).toMatchObject({
      framework: 'copilotkit',
      verdict: 'ungated',
      severity: 'high',
    });
  });
});
