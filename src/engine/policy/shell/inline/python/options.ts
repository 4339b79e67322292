import type { Word } from '../../script.js';
import { CLASSES, together } from '../path-words.js';
import type { Words } from '../path-words.js';
import type { Bindings } from './bindings.js';
import { isStored } from './read-only.js';
import type { Names } from './resolve.js';
import type { Argument, Expression } from './syntax.js';

type Call = Expression & { readonly is: 'call' };

/** What is asked of a parser, beside its options. */
const OF_PARSER = /^(?:add_argument|parse_args|print_help|print_usage|format_help|error|exit)$/;
const MADE_WITH = /^(?:prog|usage|description|epilog|formatter_class|add_help|allow_abbrev|exit_on_error)$/;
const ACTIONS = /^(?:store|store_true|store_false|store_const|append|count)$/;
const KINDS = /^builtins\.(?:str|int|float)$/;

/** What options of a command line say: a word that stands behind the code, or what they are without it. */
export class Options {
  constructor(
    private readonly bindings: Bindings,
    private readonly names: Names,
    private readonly argv: readonly Word[] | undefined,
    private readonly path: (node: Expression) => Words,
  ) {}

  /** `args.root`, where `args` is what `parser.parse_args()` has given; whichever option it is, it is one of all. */
  of({ of }: Expression & { readonly is: 'attribute' }): Words {
    const parsed = this.#made(of);
    if (of.is !== 'name' || parsed?.callee.is !== 'attribute' || parsed.callee.name !== 'parse_args')
      return undefined;
    if (!this.#isOnlyAsked(of.id) || !this.#isOfLine(parsed.args)) return undefined;
    const parser = parsed.callee.of;
    const made = this.#made(parser);
    if (parser.is !== 'name' || made === undefined || this.argv === undefined) return undefined;
    const plain = made.args.every(({ name, star }) => star === '' && MADE_WITH.test(name ?? ''));
    if (!plain || this.names.memberOf(made.callee) !== 'argparse.ArgumentParser') return undefined;
    const words = together([this.#defaults(parser.id), ...this.argv.map(saidBy)]);
    return words === undefined || words.length === 0 ? undefined : words;
  }

  /** The call that gives what a name stands for, and nothing else. */
  #made(node: Expression): Call | undefined {
    const [only, ...more] = node.is === 'name' ? this.bindings.of(node.id) : [];
    return only?.by === 'value' && more.length === 0 && only.value.is === 'call' ? only.value : undefined;
  }

  /** Whether options are asked for, or printed, and never set. */
  #isOnlyAsked(name: string): boolean {
    return this.bindings.uses(name).every(({ node, parent }) => {
      if (parent.is === 'assign') return parent.targets.includes(node);
      if (parent.is === 'attribute') return parent.of === node && !isStored(parent, this.bindings);
      return parent.is === 'call' && this.names.memberOf(parent.callee) === 'builtins.print';
    });
  }

  /** The words of the command line: no others are given, or `None` by a parameter that nobody gives anything. */
  #isOfLine(args: readonly Argument[]): boolean {
    const [given, ...more] = args;
    if (given === undefined) return true;
    const { value } = given;
    if (more.length > 0 || given.name !== undefined || given.star !== '') return false;
    if (value.is === 'constant') return value.text === 'None';
    const [only, ...others] = value.is === 'name' ? this.bindings.of(value.id) : [];
    if (only?.by !== 'parameter' || others.length > 0) return false;
    const { value: usual } = only.of.params[only.index] ?? {};
    return (
      usual?.is === 'constant' &&
      usual.text === 'None' &&
      this.bindings
        .uses(only.of.name)
        .every(
          ({ node, parent }) => parent.is === 'call' && parent.callee === node && parent.args.length === 0,
        )
    );
  }

  /** What the options of a parser are that nobody gives. */
  #defaults(parser: string): Words {
    return together(
      this.bindings.uses(parser).map(({ node, parent }): Words => {
        if (parent.is === 'assign') return parent.targets.includes(node) ? [] : undefined;
        if (parent.is !== 'attribute' || parent.of !== node || !OF_PARSER.test(parent.name)) return undefined;
        const call = this.bindings.parentOf(parent);
        if (call?.is !== 'call' || call.callee !== parent) return undefined;
        return parent.name === 'add_argument' ? this.#option(call.args) : [];
      }),
    );
  }

  #option(args: readonly Argument[]): Words {
    return together(
      args.map(({ name, star, value }): Words => {
        if (star !== '') return undefined;
        if (name === 'default' || name === 'const')
          return value.is === 'constant' || value.is === 'number' ? [] : this.path(value);
        if (name === 'action') return value.is === 'text' && ACTIONS.test(value.value ?? '') ? [] : undefined;
        const kind = name === 'type' ? (this.names.memberOf(value) ?? '') : 'builtins.str';
        return KINDS.test(kind) || CLASSES.has(kind) ? [] : undefined;
      }),
    );
  }
}

/** What one word gives: itself, or what stands behind its `=`, or behind its letter. */
function saidBy(word: Word): Words {
  const { text, known, splits } = word;
  if (!known || splits) return undefined;
  if (!text.startsWith('-')) return [word];
  const given = [/=(.*)$/s.exec(text)?.[1], /^-\w=?(.+)$/s.exec(text)?.[1]];
  return given.flatMap((one) => (one === undefined ? [] : [{ ...word, text: one }]));
}
