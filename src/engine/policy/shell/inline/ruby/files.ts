import type { Word } from '../../script.js';
import { NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { ALL_FILES, FILES, HOW, PIPES } from './constants.js';
import { OF_FILES, ON_PATHS } from './names.js';
import { argumentsOf, child, constantName, given, is, keyOf, nameOf, textOf } from './nodes.js';
import type { Node } from './nodes.js';
import { Values } from './values.js';

const MODES: readonly (readonly [RegExp, CodeEffect['kind']])[] = [
  [/^rb?t?(?::[\w|:-]+)?$/, 'read'],
  [/^(?:[wa]b?\+?b?t?|r\+b?|rb\+)(?::[\w|:-]+)?$/, 'write'],
];

/** What is done to files, streams and the environment. */
export abstract class Files extends Values {
  protected abstract readonly argv: readonly Word[] | undefined;
  protected abstract readonly pathnames: boolean;

  protected rest(node: Node): void {
    this.all(argumentsOf(node));
    this.value(child(node, 'block'));
  }

  /** Only what is known may be given by name. */
  protected named(node: Node, names: ReadonlySet<string> = HOW): void {
    for (const pair of given(node).named) {
      const key = keyOf(pair);
      if (key === undefined || !names.has(key)) throw new NotShown(`how: ${key}`);
    }
  }

  /** `ENV['X']`, `ENV.fetch('X', 'y')`. */
  protected environment(node: Node, name: string): void {
    if (!/^(?:\[\]|fetch|key\?|has_key\?|include\?|member\?)$/.test(name))
      throw new NotShown('the environment');
    this.variable(node);
  }

  protected stream(node: Node, of: string, name: string): void {
    if (
      of === 'ARGV' &&
      !/^(?:\[\]|first|last|fetch|each|each_with_index|map|size|length|count|empty\?|any\?|shift|pop|join|include\?|inspect|select|reject|sort|dup|to_a|uniq|flat_map|slice|drop|take|none\?)$/.test(
        name,
      )
    )
      throw new NotShown(`ARGV.${name}`);
    if (of === 'ARGF') this.touch('read', this.argv);
    if (name === 'read' && argumentsOf(node).length > 1) throw new NotShown('what is read into');
    if (
      of !== 'ARGV' &&
      !/^(?:read|each_line|each|readlines?|gets|each_with_index|map|lines|puts|print|printf|write|<<|flush|sync|tty\?|isatty|to_a|eof\?|sync=|lineno|first|winsize|each_char|select)$/.test(
        name,
      )
    )
      throw new NotShown(`${of}.${name}`);
    this.rest(node);
  }

  /** `YAML.load` made any object once: of a text that stands there, or a file of the project. */
  protected yaml(node: Node): void {
    const [first, ...more] = given(node).plain;
    this.named(node);
    if (first === undefined || more.length > 0) throw new NotShown('YAML.load');
    const file =
      is(first, 'Call') &&
      /^File\.(?:read|open|new)$/.test(`${constantName(child(first, 'receiver'))}.${nameOf(first)}`);
    if (file) this.#project(argumentsOf(first)[0]);
    else if (!is(first, 'String') || (textOf(first) ?? '!').includes('!')) throw new NotShown('YAML.load');
    this.rest(node);
  }

  /** A file that only the project's own people write is trusted as its code is. */
  #project(file: Node | undefined): void {
    const words = this.paths.of(file);
    if (words === undefined || words.some(({ text }) => /^[/~]|^\.\.|\/\.\./.test(text)))
      throw new NotShown('data of others');
    this.touch('execute', words);
  }

  protected json(node: Node): void {
    const [first, ...more] = argumentsOf(node);
    const file = is(first, 'Call') && constantName(child(first, 'receiver')) === 'File';
    if (!file || more.length > 0) throw new NotShown('JSON.load');
    this.rest(node);
  }

  protected file(node: Node, whole: string): void {
    const kinds = FILES[whole] as readonly string[];
    const { plain } = given(node);
    if (kinds[0] !== 'look') {
      this.named(node);
      if (ALL_FILES.test(whole)) for (const one of plain) this.#touched(kinds[0] as 'write', one, whole);
      else kinds.forEach((kind, i) => this.#touched(kind as 'read', plain[i], whole));
      if (/\.(?:read|binread)$/.test(whole) && plain.slice(1).some((one) => !is(one, 'Integer')))
        throw new NotShown(whole);
    }
    this.#mode(node);
    this.rest(node);
  }

  #mode(node: Node): void {
    for (const pair of given(node).named)
      if (keyOf(pair) === 'mode' && !MODES.some(([form]) => form.test(textOf(child(pair, 'value')) ?? '')))
        throw new NotShown('a mode');
  }

  #touched(kind: CodeEffect['kind'], node: Node | undefined, whole: string): void {
    if (node === undefined) throw new NotShown(whole);
    if (is(node, 'Splat')) return this.#touched(kind, child(node, 'expression'), whole);
    // A name that begins with a pipe was a command to some.
    const words = this.paths.of(node) ?? this.paths.each(node);
    const pipes = PIPES.test(whole);
    if (words?.some(({ text, glob }) => /^\s*\|/.test(text) || (pipes && (glob || text.includes('://')))))
      throw new NotShown('a command');
    if (kind === 'execute') {
      this.#project(node);
      return this.touch('read', words);
    }
    this.touch(kind, words);
  }

  /** `File.open('x', 'w') { |f| … }`. */
  protected opened(node: Node, whole: string): void {
    const { plain, named } = given(node);
    const [path, mode, permissions, ...more] = plain;
    this.named(node);
    const byName = named.find((pair) => keyOf(pair) === 'mode');
    const how = byName === undefined ? mode : child(byName, 'value');
    const text = how === undefined ? 'r' : textOf(how);
    const kind = MODES.find(([form]) => text !== undefined && form.test(text))?.[1];
    const plainly = permissions === undefined || is(permissions, 'Integer');
    if (kind === undefined || more.length > 0 || !plainly || (byName !== undefined && mode !== undefined))
      throw new NotShown('how a file is opened');
    this.#touched(kind, path, whole);
    this.rest(node);
  }

  /** Methods that touch the file that an object stands for, where some object may be a path. */
  protected ofFile(node: Node, receiver: Node, name: string): boolean {
    if (name === 'read' && argumentsOf(node).length > 1) throw new NotShown('what is read into');
    const kind = ON_PATHS[name];
    if (!this.pathnames || (kind === undefined && !OF_FILES.has(name))) return false;
    if (
      this.isHandle(receiver) ||
      this.#isText(receiver) ||
      (name === 'delete' && this.bindings.isFresh(receiver))
    )
      return false;
    if (kind === undefined) {
      // Nobody knows to whom an object of the project's own hands that on.
      if (this.own) throw new NotShown(`${name} of what nobody knows`);
      return false;
    }
    this.touch(kind, this.paths.of(receiver));
    return true;
  }

  /** What a file holds, or a command has printed. */
  #isText(node: Node): boolean {
    if (is(node, 'String', 'InterpolatedString', 'XString', 'InterpolatedXString')) return true;
    if (is(node, 'Call')) {
      const whole = `${constantName(child(node, 'receiver')) ?? ''}.${nameOf(node)}`;
      return (
        /^(?:(?:File|IO)\.read|STDIN\.read)$/.test(whole) ||
        (/\.(?:join|lines|strip|split|scan)$/.test(whole) && this.#isText(child(node, 'receiver') ?? node))
      );
    }
    const all = is(node, 'LocalVariableRead') ? this.bindings.of(nameOf(node)) : [];
    return (
      all.length > 0 &&
      all.every((one) => one.by === 'value' && !is(one.value, 'LocalVariableRead') && this.#isText(one.value))
    );
  }

  /** A stream, or a file that was opened by its name. */
  protected isHandle(node: Node): boolean {
    if (is(node, 'GlobalVariableRead')) return /^\$std/.test(nameOf(node));
    if (is(node, 'Call'))
      return /^(?:(?:File|CSV)\.(?:open|new)|StringIO\.new|CSV\.generate|Tempfile\.new|\.open)$/.test(
        `${constantName(child(node, 'receiver')) ?? ''}.${nameOf(node)}`,
      );
    if (!is(node, 'LocalVariableRead')) return false;
    const all = this.bindings.of(nameOf(node));
    return (
      all.length > 0 &&
      all.every((one) =>
        one.by === 'value'
          ? !is(one.value, 'LocalVariableRead') && this.isHandle(one.value)
          : one.by === 'given' && one.index === 0 && this.isHandle(one.call),
      )
    );
  }
}
