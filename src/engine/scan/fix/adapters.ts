/** The subpath whose `gateTool` knows the tools of a framework. */
const ADAPTERS: Readonly<Record<string, string>> = {
  langchain: 'capfence/langchain',
  langgraph: 'capfence/langgraph',
  'openai-agents': 'capfence/openai-agents',
  'vercel-ai': 'capfence/ai',
  mastra: 'capfence/mastra',
  llamaindex: 'capfence/llamaindex',
  anthropic: 'capfence/anthropic',
  genkit: 'capfence/genkit',
  'google-adk': 'capfence/google-adk',
};

/** Frameworks whose tools are gated where they are run, and not one by one. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  openai: 'put the function that runs into `gate` of `capfence`',
  'claude-agent': 'give the agent `gateHooks` of `capfence/claude-agent`',
};

/** Where `gateTool` comes from; any other framework's tools are objects with an entry that the plain one knows. */
export function adapterOf(framework: string): string {
  return Object.hasOwn(ADAPTERS, framework) ? (ADAPTERS[framework] as string) : 'capfence';
}

/** What to do for a framework whose tools are not wrapped one by one. */
export function elsewhere(framework: string): string | undefined {
  return Object.hasOwn(ELSEWHERE, framework) ? ELSEWHERE[framework] : undefined;
}
