import { mapOf } from '../tools.js';

/** What the tools do that the OpenAI Responses API has built in, by the type of their call. */
export const hostedTools = mapOf({
  local_shell: 'shell.exec.local',
  shell: 'shell.exec.local',
  apply_patch: 'filesystem.write.workspace',
  web_search: 'http.fetch.search',
  file_search: 'knowledge.read.files',
  code_interpreter: 'code.exec.hosted',
  computer: 'computer.use.screen',
  image_generation: 'image.create.hosted',
});
