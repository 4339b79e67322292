import { forEachChild } from 'unbash';
import type { AndOr, Assignment, Command, For, ParsedScript, Pipeline, Redirected } from 'unbash';
import type { Script as ScriptNode, SyntaxNode } from 'unbash';
import { Assignments } from './assignments.js';
import { Calls } from './calls.js';
import { Expander } from './expander.js';
import { MAX_DEPTH } from './limits.js';
import { DOES_NOT_PARSE, parseNested } from './nested-script.js';
import { placeWith, type Place } from './place.js';
import { LimitReached, type Recorder } from './recorder.js';
import { fedBy, outputOf } from './outputs.js';
import { placesOf, readRedirections, type Redirections } from './redirections.js';
import { NUMBER } from './forms.js';
import { forgetValues } from './names-only.js';
import { programOf } from './programs/index.js';
import { Scope, type Positional } from './scope.js';
import { openWord, type FileRedirect, type Printed, type Word } from './script.js';
import { unwrap } from './unwrap.js';
import { behindBoth, eachOf, isSimple, isWord, keepsArguments } from './walked-nodes.js';
import { lasting, leaves, printsAlone, runsElsewhere } from './walked-nodes.js';
import type { Hands } from './wrapped.js';

/** Walks a parsed script in the order in which it would run, and records every simple command. */
export class Walker {
  readonly #scope: Scope;
  readonly #expander: Expander;
  readonly #hands: Hands;
  readonly #calls: Calls;
  readonly #assignments: Assignments;
  /** Where the last command of the last pipeline began. */
  #lastPart = 0;

  constructor(
    script: ParsedScript,
    private readonly recorder: Recorder,
    place: Place,
    positional?: Positional,
  ) {
    if (place.depth > MAX_DEPTH) throw new LimitReached('its scripts are nested too deep');
    this.#scope = new Scope(place);
    this.#scope.positional = positional;
    this.#calls = new Calls(this.#scope, (node) => this.#node(node));
    this.#expander = new Expander(script, this.#scope);
    this.#assignments = new Assignments(this.#scope, this.#expander, recorder);
    this.#hands = {
      recorder,
      run: (words, at) => unwrap({ words }, at, this.#hands),
      nested: (text, at, positional) => this.#nested(text, at, positional),
      inline: (text, at) => this.#inline(text, at),
    };
  }

  /** A whole script: with it ends what nobody has called. */
  run(node: ScriptNode): void {
    this.#script(node);
    this.#calls.finish();
  }

  #script({ commands }: Pick<ScriptNode, 'commands'>): void {
    for (const statement of commands) this.#node(statement);
  }

  /** A command that is given word by word. */
  words(words: readonly Word[]): void {
    unwrap({ words }, this.#scope.place, this.#hands);
  }

  #node(node: SyntaxNode): void {
    switch (node.type) {
      case 'Command':
        return this.#command(node);
      case 'Pipeline':
        return this.#pipeline(node);
      case 'AndOr':
        return this.#andOr(node);
      case 'Statement':
        return node.background === true ? this.#background(node.command) : this.#node(node.command);
      case 'BraceGroup':
        return this.#script(node.body);
      case 'Subshell':
        return this.#apart(node.body);
      case 'Redirected':
        return this.#redirected(node);
      case 'Function':
        return this.#calls.define(node);
      case 'For':
        return this.#for(node);
      case 'While':
        // The body runs where the condition held, with what it has set.
        return this.#scope.within(() => {
          this.#script(node.clause);
          this.#assignments.readLines(node, this.#scope.place.stdin);
          this.#node(node.body);
        });
      case 'ArithmeticCommand':
        this.#doubtArithmetic(node.body);
        return this.#substitutions(node);
      case 'Word':
      case 'CommandExpansion':
      case 'ProcessSubstitution':
      case 'ArithmeticCommandExpansion':
        return this.#substitutions(node);
      default:
        // Branches and loops: what they set may not be set behind them, nor in the next branch.
        return this.#scope.within(() => forEachChild(node, (child) => this.#node(child)));
    }
  }

  #background(node: SyntaxNode): void {
    this.#apart(node);
    // From here on `$!` is a number.
    this.#scope.hold('!', { words: [openWord(NUMBER)], list: false });
  }

  #apart(node: SyntaxNode): void {
    this.#scope.apart(() => this.#node(node));
  }

  #andOr({ commands, operators }: AndOr): void {
    const scope = this.#scope;
    scope.moved = undefined;
    this.#node(commands[0] as SyntaxNode);
    const { moved } = scope;
    scope.within(() => {
      for (let i = 1; i < commands.length; i++) {
        // What follows `cd x &&` runs only where that worked.
        if (operators[i - 1] === '&&' && scope.moved !== undefined) scope.goTo(scope.moved);
        scope.moved = undefined;
        this.#node(commands[i] as SyntaxNode);
      }
    });
    const leaving = operators.length === 1 && operators[0] === '||' && leaves(commands[1]);
    if (moved !== undefined && leaving) scope.goTo(moved);
  }

  #pipeline({ commands }: Pipeline): void {
    let from = this.recorder.next;
    const ends = [from];
    commands.forEach((command, i) => {
      const stdin = i > 0 ? fedBy(this.recorder.commands.slice(from)) : undefined;
      this.#scope.withStdin(stdin, () => {
        if (commands.length > 1) this.#apart(command);
        else this.#node(command);
      });
      from = ends.at(-1) as number;
      if (this.#lastPart > from && printsAlone(command)) from = this.#lastPart;
      ends.push(this.recorder.next);
    });
    if (commands.at(-1)?.type !== 'Command') this.#lastPart = ends[commands.length - 1] as number;
    forgetValues(this.recorder.commands, ends);
    this.recorder.connectAll(ends);
  }

  #redirected({ redirects, command }: Redirected): void {
    const places = placesOf(redirects);
    const feeders = this.#substituted(places);
    const { stdin } = readRedirections(redirects, this.#expander.lookup);
    const files: FileRedirect[] = [];
    this.#expander.each([], places.filter(isWord), () =>
      files.push(...readRedirections(redirects, this.#expander.lookup).files),
    );
    if (files.length > 0)
      this.recorder.written.note(this.recorder.add({ words: [], redirects: files }, this.#scope.place));
    const start = this.recorder.next;
    this.#scope.withStdin(stdin, () => this.#node(command));
    this.recorder.written.noteGroup(files, this.recorder.commands.slice(start));
    this.#feed(feeders, start);
  }

  #for({ name, wordlist, body }: For): void {
    for (const word of wordlist ?? []) this.#substitutions(word);
    const words = wordlist === undefined ? this.#expander.lookup.all?.() : this.#expander.expand(wordlist);
    this.#assignments.doubt(name.value, wordlist ?? []);
    this.#scope.within(() => {
      if (words !== undefined) this.#scope.define([name.value]);
      this.#expander.hold(name.value, words && eachOf(words));
      this.#node(body);
    });
  }

  /** Where `sh` is not bash, `((…))` is a subshell in a subshell. */
  #doubtArithmetic(body: string): void {
    if (runsElsewhere(body))
      this.recorder.addUnknown('a shell other than bash runs what stands in `((…))`', this.#scope.place);
  }

  #command(node: Command): void {
    const assignments = node.prefix.filter((item): item is Assignment => item.type === 'Assignment');
    const items = [...(node.name === undefined ? [] : [node.name]), ...node.args];
    const before = this.recorder.next;
    const places = placesOf(node.redirects);
    const feeders = this.#substituted([...assignments, ...items, ...places]);
    const start = this.recorder.next;
    const assigned = this.#assignments.wordsOf(lasting(node, assignments));
    const targets = places.filter(isWord);
    let { stdin } = this.#scope.place;
    this.#expander.each(items, targets, (words) => {
      const redirections = readRedirections(node.redirects, this.#expander.lookup);
      stdin = redirections.stdin ?? stdin;
      this.#scope.withStdin(redirections.stdin, () =>
        this.#record(words, redirections, assigned, start > before),
      );
    });
    this.#feed(feeders, start);
    this.#lastPart = start;
    // A shell that does not know `&>` runs the words behind it as a command of their own.
    const rest = behindBoth(node);
    if (rest.length > 0) this.words(this.#expander.expand(rest));
    if (node.name === undefined) this.#assignments.settle(assignments);
    else if (/^(?:local|export|readonly|declare|typeset)$/.test(node.name.value))
      this.#assignments.declare(node);
    else this.#assignments.read(node, stdin);
  }

  #record(
    words: readonly Word[],
    { files: redirects }: Redirections,
    assigned: readonly Word[],
    substitutes: boolean,
  ): void {
    const [first] = words;
    const named = first?.known === true ? this.#scope.functions.get(first.text) : undefined;
    // In its own body a name may be meant for the program.
    const own =
      named !== undefined && !(this.#calls.within(named) && programOf(first?.text ?? '') !== undefined);
    const at = this.recorder.next;
    unwrap({ words, redirects, assigned, substitutes, own }, this.#scope.place, this.#hands);
    const made = this.recorder.commands[at];
    if (made !== undefined) this.recorder.written.note(made);
    if (own) return this.#calls.call(named, words.slice(1));
    this.#scope.builtin(words);
  }

  /** Walks substitutions; the range of commands that were found in them. */
  #substituted(nodes: readonly SyntaxNode[]): readonly [number, number] | undefined {
    const from = this.recorder.next;
    // Most words are plain text, and hold nothing.
    for (const node of nodes) if (node.type !== 'Word' || node.parts !== undefined) this.#substitutions(node);
    return this.recorder.next > from ? [from, this.recorder.next] : undefined;
  }

  /** What substitutions print is read by the commands that follow. */
  #feed(feeders: readonly [number, number] | undefined, start: number): void {
    if (feeders !== undefined) this.recorder.connect(...feeders, start, this.recorder.next);
  }

  /** Walks the scripts of all substitutions below a node. */
  #substitutions(node: SyntaxNode): void {
    switch (node.type) {
      case 'CommandExpansion':
      case 'ProcessSubstitution':
      case 'ArithmeticCommandExpansion':
        return this.#expander.prints(node, this.#substitution(node.script));
      case 'ParameterExpansion':
        if (/@P\}$/.test(node.text))
          this.recorder.addUnknown('`@P` runs the substitutions in a variable', this.#scope.place);
        return forEachChild(node, (child) => this.#substitutions(child));
      default:
        return forEachChild(node, (child) => this.#substitutions(child));
    }
  }

  #substitution(script: ParsedScript | undefined): Printed | undefined {
    const scope = this.#scope;
    const { place } = scope;
    if (script === undefined || script.errors !== undefined) {
      this.recorder.addUnknown(DOES_NOT_PARSE, place);
      return undefined;
    }
    if (place.depth >= MAX_DEPTH) throw new LimitReached('its scripts are nested too deep');
    scope.place = placeWith(place, { depth: place.depth + 1 });
    this.#lastPart = this.recorder.next;
    scope.within(() => this.#script(script));
    scope.place = place;
    if (!isSimple(script)) return undefined;
    return outputOf(this.recorder.commands.slice(this.#lastPart));
  }

  /** A script that a shell of its own runs. */
  #nested(text: string, place: Place, positional?: Positional): void {
    const script = parseNested(text, place, this.recorder);
    if (script === undefined) return;
    const kept = positional !== undefined && keepsArguments(script) ? positional : undefined;
    new Walker(script, this.recorder, place, kept).run(script);
  }

  /** A script that runs in this very shell, as `eval` does: it sees the same variables. */
  #inline(text: string, place: Place): void {
    const script = parseNested(text, place, this.recorder);
    if (script === undefined) return;
    const scope = this.#scope;
    const before = scope.place;
    scope.place = place;
    scope.within(() => this.#script(script));
    const moved = scope.place.folders !== place.folders;
    scope.place = moved ? placeWith(before, { folders: [undefined] }) : before;
  }
}
