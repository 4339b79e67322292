import type { FileProblem } from '../model/tool-finding.js';
import { agentSettingsProblems } from './agent-settings.js';
import type { ConfigGroup } from './configs.js';
import { mcpConfigProblems } from './mcp-config.js';

/** What in client configurations and agent settings lets tools run past the gate. */
export function configProblems(groups: readonly ConfigGroup[]): FileProblem[] {
  return groups.flatMap(({ code, files }) => {
    const texts = files.filter((one) => 'text' in one);
    const found =
      code === 'agent-settings'
        ? agentSettingsProblems(texts)
        : texts.flatMap(({ text, file }) => mcpConfigProblems(text, file));
    return [...files.filter((one) => 'code' in one), ...found];
  });
}
