import type { Assignment, Command, While, Word as ShellWord } from 'unbash';
import type { Expander } from './expander.js';
import { allLines, readerOf, readsLines } from './lines.js';
import type { Recorder } from './recorder.js';
import type { Scope } from './scope.js';
import type { Stdin, Word } from './script.js';
import { smuggles } from './smuggled.js';
import { readsFound, readsName } from './walked-nodes.js';

/** What a script assigns, as it is walked. */
export class Assignments {
  constructor(
    private readonly scope: Scope,
    private readonly expander: Expander,
    private readonly recorder: Recorder,
  ) {}

  settle(assignments: readonly Assignment[]): void {
    for (const assignment of assignments) {
      this.#doubt(assignment);
      this.scope.define([assignment.name]);
      this.#hold(assignment);
    }
  }

  /** `y=$x; x=a`: where it is read, `$y` is empty, whatever `$x` is assigned later. */
  #doubt({ name, value }: Assignment): void {
    if (value.type !== 'ArrayValue') this.doubt(name, [value]);
  }

  doubt(name: string, values: readonly ShellWord[]): void {
    if (this.expander.doubts(name, values))
      this.recorder.addUnknown('a variable may be empty that a loop comes back to', this.scope.place);
  }

  /** `local x=$1`, without flags that would change what is held. */
  declare({ args }: Command): void {
    for (const arg of args) if (arg.type === 'Assignment') this.#doubt(arg);
    if (args.some((arg) => arg.type === 'Word' && /^[-+]/.test(arg.value))) return;
    for (const arg of args) if (arg.type === 'Assignment') this.#hold(arg);
  }

  #hold(assignment: Assignment): void {
    const { name, value } = assignment;
    this.expander.hold(name, this.expander.holds(assignment));
    if (value.type === 'ArrayValue') this.expander.holdList(name, this.expander.elementsOf(value));
  }

  /** `mapfile -t NAME` of a list of names holds them all. */
  #readAll(args: Command['args'], stdin: Stdin): void {
    const [flag, name, ...more] = args.map((arg) =>
      arg.type === 'Word' && arg.parts === undefined ? arg.value : '',
    );
    if (flag !== '-t' || name === undefined || !/^[A-Za-z_]\w*$/.test(name) || more.length > 0) return;
    const names = typeof stdin === 'object' && 'names' in stdin ? stdin.names : allLines(stdin);
    this.expander.holdList(name, names);
  }

  /** A loop over the lines of a text: each turn has one of them. */
  readLines({ kind, clause }: While, stdin: Stdin): void {
    const reader = kind === 'while' ? readerOf(clause) : undefined;
    if (reader === undefined || !this.expander.readsWhole) return;
    for (const held of readsLines(reader, stdin)) this.expander.hold(...held);
  }

  /** `read -r NAME` of a list of names holds one of them. */
  read(node: Command, stdin: Stdin): void {
    const { name, args } = node;
    if (/^(?:mapfile|readarray)$/.test(name?.value ?? '')) return this.#readAll(args, stdin);
    if (name?.value !== 'read') return;
    const read = readsName(args, stdin);
    if (read !== undefined) this.expander.hold(...read);
    for (const held of readsFound(node, stdin)) this.expander.hold(...held);
    const [own, ...more] = node.redirects;
    if (more.length === 0 && own !== undefined && /^Here/.test(own.type) && own.descriptor === undefined)
      for (const held of readsLines(node, stdin, true)) this.expander.hold(...held);
  }

  /** Variables set before a command. Array subscripts in a text that arithmetic may come to see are run. */
  wordsOf(assignments: readonly Assignment[]): readonly Word[] {
    if (assignments.length === 0) return [];
    const words = this.expander.expand(assignments);
    if (words.some(({ text }) => smuggles(text.slice(text.indexOf('=')))))
      this.recorder.addUnknown(
        'a subscript in an assigned text runs where arithmetic reads it',
        this.scope.place,
      );
    return words;
  }
}
