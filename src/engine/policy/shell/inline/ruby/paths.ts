import { knownWord } from '../../script.js';
import type { Word } from '../../script.js';
import { argumentAt, asPattern, Followed, globbed, joinAll, named, said, together } from '../path-words.js';
import type { Words } from '../path-words.js';
import type { Binding, Bindings } from './bindings.js';
import { SAME_ELEMENTS } from './names.js';
import { child, constantName, given, is, keyOf, listOf, nameOf, textOf, typeOf } from './nodes.js';
import type { Node } from './nodes.js';

const HERE: Words = [knownWord('.')];
const ANY: Words = [asPattern(knownWord('*'))];

/** Which files expressions name, as far as the code itself says. */
export class Paths {
  readonly #followed = new Followed();

  constructor(
    private readonly bindings: Bindings,
    private readonly argv: readonly Word[] | undefined,
    /** Where the file lies that holds the code; undefined where it stands on the line. */
    private readonly folder: string | undefined,
    private readonly rails: boolean,
    /** Whether some value may be an object that stands for a path, which adds up in its own way. */
    private readonly pathnames: boolean,
  ) {}

  /** The files that a value may name; undefined where nobody can say. */
  of(node: Node | undefined): Words {
    switch (node === undefined ? '' : typeOf(node)) {
      case 'String':
      case 'Symbol': {
        const text = textOf(node);
        return text === undefined ? undefined : [knownWord(text)];
      }
      case 'InterpolatedString':
        return this.script(node as Node);
      case 'LocalVariableRead':
      case 'ConstantRead':
      case 'InstanceVariableRead':
        return this.#name(node as Node, '', (binding) => this.#bound(binding));
      case 'Parentheses':
        return this.#only(child(node, 'body'));
      case 'If':
        return this.#choice(node as Node);
      case 'Or':
        return together([this.of(child(node, 'left')), this.of(child(node, 'right'))]);
      case 'Call':
        return this.#call(node as Node);
      default:
        return undefined;
    }
  }

  /** What parts of a text come to, or of a script in backquotes. */
  script(node: Node): Words {
    const text = textOf(node);
    if (text !== undefined) return [knownWord(text)];
    return said(listOf(node, 'parts').map((part) => this.#part(part)));
  }

  /** The files that the elements of a list may name. */
  each(node: Node | undefined): Words {
    switch (node === undefined ? '' : typeOf(node)) {
      case 'Array':
        return together(
          listOf(node, 'elements').map((item) =>
            is(item, 'Splat') ? this.each(child(item, 'expression')) : this.of(item),
          ),
        );
      case 'Parentheses': {
        const [only, ...more] = listOf(child(node, 'body'), 'body');
        return more.length === 0 ? this.each(only) : undefined;
      }
      case 'LocalVariableRead':
      case 'ConstantRead':
        return nameOf(node) === 'ARGV' && is(node, 'ConstantRead')
          ? this.argv
          : this.#name(node as Node, 'each', (binding) =>
              binding.by === 'value' ? this.each(binding.value) : undefined,
            );
      case 'Call':
        return this.#listing(node as Node);
      default:
        return undefined;
    }
  }

  #name(node: Node, key: string, follow: (binding: Binding) => Words): Words {
    const name = nameOf(node);
    const set = name.startsWith('@') && this.bindings.attributes.has(name.slice(1));
    if (this.bindings.aliased || this.bindings.changed.has(name) || set) return undefined;
    return this.#followed.once(name, key, this.bindings.of(name), follow);
  }

  #bound(binding: Binding): Words {
    if (binding.by === 'value') return this.of(binding.value);
    return binding.by === 'each' ? this.each(binding.of) : undefined;
  }

  #part(part: Node): Words {
    return is(part, 'EmbeddedStatements') ? this.#only(child(part, 'statements')) : this.of(part);
  }

  #only(body: Node | undefined): Words {
    const [only, ...more] = listOf(body, 'body');
    return more.length === 0 ? this.of(only) : undefined;
  }

  #choice(node: Node): Words {
    const other = child(node, 'subsequent');
    if (!is(other, 'Else')) return undefined;
    return together([this.#only(child(node, 'statements')), this.#only(child(other, 'statements'))]);
  }

  #call(node: Node): Words {
    const name = nameOf(node);
    const receiver = child(node, 'receiver');
    const { plain, named: pairs } = given(node);
    if (pairs.length > 0 || child(node, 'block') !== undefined || this.bindings.methods.has(name))
      return undefined;
    if (receiver === undefined) return this.#function(name, plain);
    const of = constantName(receiver);
    if (of !== undefined && !this.bindings.constants.has(of)) return this.#constant(of, name, plain);
    if (plain.length === 0) {
      if (/^(?:to_s|to_path|freeze|dup|itself|expand_path|realpath|cleanpath|to_str)$/.test(name))
        return this.of(receiver);
      if (/^(?:first|last|min|max|sample|shift|pop)$/.test(name)) return this.each(receiver);
      if (name === 'parent' || name === 'dirname') return named('parent', this.of(receiver));
      if (name === 'basename') return named('name', this.of(receiver));
    }
    if (name === '+' && plain.length === 1)
      return this.pathnames && !is(receiver, 'String', 'InterpolatedString')
        ? undefined
        : said([this.of(receiver), this.of(plain[0])]);
    if (name === '/' || name === 'join') {
      const base = this.#isPath(receiver) ? this.of(receiver) : undefined;
      return base && joinAll([base, ...plain.map((one) => this.of(one))]);
    }
    return undefined;
  }

  /** Whether it is certainly a path and not a text or a list. */
  #isPath(node: Node | undefined): boolean {
    if (is(node, 'LocalVariableRead', 'ConstantRead')) {
      const all = this.bindings.of(nameOf(node));
      return (
        all.length > 0 &&
        all.every(
          (one) => one.by === 'value' && !is(one.value, typeOf(node as Node)) && this.#isPath(one.value),
        )
      );
    }
    if (!is(node, 'Call')) return false;
    const receiver = child(node, 'receiver');
    const whole = `${constantName(receiver) ?? ''}.${nameOf(node)}`;
    if (/^(?:Pathname\.(?:new|pwd)|Rails\.root|\.Pathname)$/.test(whole)) return true;
    return (
      /^(?:join|\/|parent|expand_path|realpath|cleanpath|dirname)$/.test(nameOf(node)) &&
      this.#isPath(receiver)
    );
  }

  #function(name: string, plain: readonly Node[]): Words {
    if (name === 'Pathname' && plain.length === 1) return this.of(plain[0]);
    if (name === '__dir__' && this.folder !== undefined) return [knownWord(this.folder)];
    return undefined;
  }

  #constant(of: string, name: string, plain: readonly Node[]): Words {
    const words = plain.map((one) => this.of(one));
    switch (`${of}.${name}`) {
      case 'File.join':
        return plain.some((one) => is(one, 'Splat')) ? undefined : joinRuby(words);
      case 'File.expand_path':
      case 'File.absolute_path':
      case 'File.realpath':
        if (words.length > 2 || (words.length === 2 && words[0]?.some(({ text }) => text.startsWith('~'))))
          return undefined;
        return words.length === 2 ? joinAll([words[1], words[0]]) : words[0];
      case 'Pathname.new':
      case 'String.new':
        return words[0];
      case 'File.dirname':
        return words.length === 1 ? named('parent', words[0]) : undefined;
      case 'File.basename':
        return words.length === 1 ? named('name', words[0]) : undefined;
      case 'Dir.pwd':
      case 'Dir.getwd':
      case 'Pathname.pwd':
        return HERE;
      case 'Dir.home':
        return words.length === 0 ? [knownWord('~')] : undefined;
      case 'Dir.tmpdir':
        return [knownWord('/tmp')];
      case 'Rails.root':
        return this.rails ? HERE : undefined;
      case 'ARGV.[]':
        return this.#word(plain);
      case 'ARGV.fetch':
        return plain.length === 1 ? this.#word(plain) : undefined;
      case 'ARGV.first':
      case 'ARGV.last':
      case 'ARGV.shift':
      case 'ARGV.pop':
        return plain.length === 0 ? this.argv : undefined;
      default:
        return undefined;
    }
  }

  /** `ARGV[0]`, where nothing takes words away before it. */
  #word([at, ...more]: readonly Node[]): Words {
    if (!is(at, 'Integer') || more.length > 0 || this.bindings.changed.has('ARGV')) return undefined;
    const index = Number(at?.['value']);
    return index >= 0 ? argumentAt(this.argv, index) : undefined;
  }

  #listing(node: Node): Words {
    const name = nameOf(node);
    const receiver = child(node, 'receiver');
    const of = constantName(receiver);
    const { plain, named: pairs } = given(node);
    if (this.bindings.methods.has(name)) return undefined;
    if (of === 'Dir')
      return pairs.every((pair) => /^(?:sort|flags)$/.test(keyOf(pair) ?? ''))
        ? this.#dir(name, plain)
        : undefined;
    if (of === 'Pathname' && name === 'glob' && pairs.length === 0) return this.#dir(name, plain);
    if (receiver === undefined) return undefined;
    if (/^(?:children|each_child)$/.test(name) && plain.length === 0)
      return joinAll([this.of(receiver), ANY]);
    if (name === 'glob' && plain.length === 1)
      return globbed(joinAll([this.of(receiver), this.of(plain[0])]));
    if (name === '+' || name === '|') return together([this.each(receiver), this.each(plain[0])]);
    if (name === '-') return this.each(receiver);
    if (name === 'split' && plain.length === 0) {
      const text = textOf(receiver);
      return text?.trim().split(/\s+/).map(knownWord);
    }
    // `list[0]` is an element.
    if (/^grep/.test(name) && child(node, 'block') !== undefined) return undefined;
    return SAME_ELEMENTS.has(name) ? this.each(receiver) : undefined;
  }

  #dir(name: string, plain: readonly Node[]): Words {
    if (name === 'glob' || name === '[]')
      return globbed(together(plain.map((one) => (is(one, 'Array') ? this.each(one) : this.of(one)))));
    return /^(?:children|each_child)$/.test(name) && plain.length === 1 ? ANY : undefined;
  }
}

/** `File.join` knows no root but the first. */
function joinRuby(parts: readonly Words[]): Words {
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  return joinAll([
    first,
    ...rest.map((words) => words?.map((word) => ({ ...word, text: word.text.replace(/^\/+/, '') }))),
  ]);
}
