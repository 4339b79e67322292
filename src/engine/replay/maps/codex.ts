import { mapOf } from '../tools.js';

/** What the tools of Codex do, of the command line and of its built-in shell. */
export const codexTools = mapOf({
  shell: 'shell.exec.workspace',
  shell_command: 'shell.exec.workspace',
  local_shell: 'shell.exec.workspace',
  'container.exec': 'shell.exec.workspace',
  exec_command: 'shell.exec.workspace',
  unified_exec: 'shell.exec.workspace',
  write_stdin: 'shell.input.session',
  apply_patch: 'filesystem.write.workspace',
  'apply_patch.delete': 'filesystem.delete.workspace',
  read_file: 'filesystem.read.workspace',
  grep_files: 'filesystem.read.workspace',
  view_image: 'filesystem.read.workspace',
  list_dir: 'filesystem.list.workspace',
  web_search: 'http.fetch.search',
  update_plan: 'agent.plan.todo',
  request_user_input: 'agent.ask.user',
  spawn_agent: 'agent.start.task',
  send_input: 'agent.message.send',
  wait: 'agent.shell.output',
  close_agent: 'agent.shell.stop',
  list_mcp_resources: 'mcp.resources.list',
  list_mcp_resource_templates: 'mcp.resources.list',
  read_mcp_resource: 'mcp.resources.read',
});
