import { compilePolicy, decide, loadPolicy } from '../../src/index.js';

export const baseline = compilePolicy(loadPolicy('pack:shell/baseline'));

/** An event of an agent that runs a command in its project, while it is developed. */
export function shellEvent(command: string): never {
  return {
    actor: 'agent',
    capability: 'shell.exec.dev',
    environment: 'development',
    payload: { command },
    context: { cwd: '/work/project' },
  } as never;
}

/** What the baseline of the shell pack decides about a command. */
export function decided(command: string): string {
  return decide(baseline, shellEvent(command)).decision;
}
