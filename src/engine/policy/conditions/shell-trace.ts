import type { Truth } from '../../model/decision.js';
import type { ConditionTrace } from '../../model/explanation.js';
import { effectsOf } from '../shell/effects.js';
import type { EffectFound } from '../shell/effects.js';
import { shownForm } from '../shell/forms.js';
import type { Script, SimpleCommand } from '../shell/script.js';
import { ANY } from './define.js';
import type { Mode } from './define.js';
import { truthName } from './trace.js';

/** An explanation shows so many commands of a script. */
const MAX_SHOWN = 40;

/** The simple commands of a script as a tree: each with its truth, what it does, and why it is not clear. */
export function scriptTraces(
  { commands }: Script,
  mode: Mode,
  truthOf: (command: SimpleCommand) => Truth,
): ConditionTrace[] {
  const children = new Map<number, number[]>();
  commands.slice(0, MAX_SHOWN).forEach((command, i) => {
    const list = children.get(command.parent);
    if (list === undefined) children.set(command.parent, [i]);
    else list.push(i);
  });
  const tree = (parent: number): ConditionTrace[] =>
    (children.get(parent) ?? []).map((i) =>
      commandTrace(commands[i] as SimpleCommand, mode, truthOf, tree(i)),
    );
  return tree(-1);
}

function commandTrace(
  command: SimpleCommand,
  mode: Mode,
  truthOf: (command: SimpleCommand) => Truth,
  children: ConditionTrace[],
): ConditionTrace {
  return {
    condition: lineOf(command),
    expected: '',
    mode: mode === ANY ? 'any' : 'every',
    truth: truthName(truthOf(command)),
    note: noteOf(command),
    ...(children.length > 0 && { children }),
  };
}

function lineOf({ words, assigned, redirects }: SimpleCommand): string {
  const shown = [...assigned, ...words].map(({ text }) =>
    /^[\w@%+=:,./~-]+$/.test(text) ? text : JSON.stringify(text),
  );
  const files = redirects.map(({ target, writes }) => `${writes ? '>' : '<'} ${target.text}`);
  const line = shownForm([...shown, ...files].join(' '));
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

function noteOf(command: SimpleCommand): string {
  const effects = [...new Set(effectsOf(command).map(effectText))];
  const does = effects.length === 0 ? 'no effects' : `effects: ${effects.slice(0, 8).join(', ')}`;
  const why = command.opaque ?? command.reaches;
  return why === undefined ? does : `${does}; ${why}`;
}

function effectText({ kind, path, host, sure }: EffectFound): string {
  const where = path?.text ?? host;
  return `${sure ? '' : 'perhaps '}${kind}${where === undefined ? '' : ` ${shownForm(where)}`}`;
}
