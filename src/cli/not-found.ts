import type { Config } from '@oclif/core/interfaces';
import type { Hook } from '@oclif/core/hooks';
import { suggest } from '../engine/policy/suggest.js';
import { UsageError } from './errors.js';

/** oclif hook: an unknown command ends with exit code 2 and the nearest name, and asks nothing. */
const notFound: Hook.CommandNotFound = function ({ id, config }) {
  const typed = asTyped(id);
  const commands = config.commands.filter((command) => !command.hidden).map(({ id: name }) => asTyped(name));
  const parent = commands.find((name) => typed.startsWith(`${name} `));
  if (parent === undefined) throw unknownCommand(typed, commands, config);
  // A command without arguments, and something behind it.
  throw new UsageError(`unexpected argument: \`${typed.slice(parent.length + 1)}\``, {
    help: `see \`${config.bin} ${parent} --help\``,
  });
};

function unknownCommand(typed: string, commands: readonly string[], config: Config): UsageError {
  const topics = config.topics.map(({ name }) => asTyped(name));
  const near = suggest(typed, [...commands, ...topics])?.replace('`', `\`${config.bin} `);
  return new UsageError(`unknown command \`${typed}\``, {
    help: near ?? `\`${config.bin} --help\` lists the commands`,
  });
}

/** oclif writes `policy:test` for `policy test`. */
function asTyped(id: string): string {
  return id.replaceAll(':', ' ');
}

export default notFound;
