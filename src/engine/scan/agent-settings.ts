import type ts from 'typescript';
import type { FileProblem, Severity } from '../model/tool-finding.js';
import { isOurCommand, plainWords } from './gate-command.js';
import { elementsOf, isTrue, JsonTree, readJson, textOf } from './json-tree.js';

/** Settings of a coding agent that stand in one folder and count together. */
export interface SettingsFile {
  readonly file: string;
  readonly text: string;
}

/** Matchers of Claude Code that cover every tool. */
const EVERY_TOOL = new Set(['', '*', '.*']);

/** Tools that are as good as a shell, allowed without a question. */
const WIDE_GRANT = /^(?:Bash|Write|Edit|WebFetch|mcp__[\w-]+|\*)(?:\((?:\*|:\*|\*\*)\))?$/;

/** What is wrong with the settings of one `.claude` folder: tools run without our hook. */
export function agentSettingsProblems(files: readonly SettingsFile[]): FileProblem[] {
  const read = files.map(({ file, text }) => readJson(text, file, 'agent-settings'));
  const trees = read.filter((one) => one instanceof JsonTree);
  const hooked = trees.some((tree) => matchersOf(tree).some((matcher) => EVERY_TOOL.has(matcher)));
  return [
    ...read.filter((one): one is FileProblem => !(one instanceof JsonTree)),
    ...trees.flatMap(switchedOff),
    ...(hooked ? [] : trees.flatMap(withoutHook)),
  ];
}

/** Which tools our hook is asked about, by the matchers that it stands under. */
function matchersOf(tree: JsonTree): string[] {
  const groups = tree
    .all(tree.root, 'hooks')
    .flatMap((hooks) => tree.all(hooks, 'PreToolUse').flatMap(elementsOf));
  return groups.flatMap((group) => {
    const hooks = tree.all(group, 'hooks').flatMap(elementsOf);
    if (!hooks.some((hook) => isOurHook(tree, hook))) return [];
    const matchers = tree.all(group, 'matcher');
    return matchers.length === 0 ? [''] : matchers.map((matcher) => textOf(matcher) ?? 'something else');
  });
}

function isOurHook(tree: JsonTree, hook: ts.Expression): boolean {
  const types = tree.all(hook, 'type').map(textOf);
  const commands = tree.all(hook, 'command').map(textOf);
  const words = commands.length === 1 ? plainWords(commands[0] ?? '') : undefined;
  return types.every((type) => type === 'command') && words !== undefined && isOurCommand(words, 'hook');
}

function switchedOff(tree: JsonTree): FileProblem[] {
  return tree
    .members(tree.root)
    .filter(({ name, value }) => name === 'disableAllHooks' && isTrue(value))
    .map(({ place }) => {
      const message = '`disableAllHooks` switches the hook off, and every tool runs without it';
      return { place, code: 'agent-settings', message, severity: 'high' };
    });
}

function withoutHook(tree: JsonTree): FileProblem[] {
  if (tree.root === undefined) return [];
  const narrow = matchersOf(tree);
  const [grant] = grantsOf(tree);
  // A file of one's own beside the shared one says nothing by what it leaves out.
  if (grant === undefined && /\.local\.json$/.test(tree.file)) return [];
  const severity: Severity = grant === undefined ? 'medium' : 'high';
  const asked = narrow.length === 0 ? '' : `; it is asked only about \`${narrow.join('`, `')}\``;
  const given = grant === undefined ? '' : `, and \`${grant.text}\` runs without a question`;
  const message = `no \`PreToolUse\` hook \`capfence hook\` stands before every tool${given}${asked}`;
  const place = tree.placeOf(grant?.node ?? tree.root);
  return [{ place, code: 'agent-settings', message, severity }];
}

interface Grant {
  readonly node: ts.Expression;
  readonly text: string;
}

/** What the settings let run without anybody being asked. */
function grantsOf(tree: JsonTree): Grant[] {
  const permissions = tree.all(tree.root, 'permissions');
  const modes = permissions.flatMap((one) => tree.all(one, 'defaultMode'));
  const allowed = permissions.flatMap((one) => tree.all(one, 'allow').flatMap(elementsOf));
  const servers = tree.all(tree.root, 'enableAllProjectMcpServers').filter(isTrue);
  return [
    ...modes.filter((mode) => textOf(mode) === 'bypassPermissions').map(grant),
    ...allowed.filter((rule) => WIDE_GRANT.test(textOf(rule) ?? '')).map(grant),
    ...servers.map((node) => ({ node, text: 'enableAllProjectMcpServers' })),
  ];
}

function grant(node: ts.Expression): Grant {
  return { node, text: textOf(node) ?? '' };
}
