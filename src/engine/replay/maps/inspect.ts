import { mapOf } from '../tools.js';

/** What the tools do that Inspect comes with. */
export const inspectTools = mapOf({
  bash: 'shell.exec.sandbox',
  bash_session: 'shell.exec.sandbox',
  python: 'code.exec.python',
  'text_editor.view': 'filesystem.read.sandbox',
  text_editor: 'filesystem.write.sandbox',
  read_file: 'filesystem.read.sandbox',
  list_files: 'filesystem.list.sandbox',
  grep: 'filesystem.read.sandbox',
  web_search: 'http.fetch.search',
  'web_browser*': 'http.fetch.browser',
  computer: 'computer.use.screen',
  think: 'agent.plan.think',
  update_plan: 'agent.plan.todo',
  memory: 'agent.plan.memory',
  skill: 'agent.skill.load',
  submit: 'agent.answer.submit',
});
