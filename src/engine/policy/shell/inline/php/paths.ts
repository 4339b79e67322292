import { knownWord } from '../../script.js';
import type { Word } from '../../script.js';
import { argumentAt, asPattern, globbed, joinAll, named, said, together } from '../path-words.js';
import type { Words } from '../path-words.js';
import { isNode, nameOf, nodeOf, nodesOf, textOf, unescaped, variableOf } from './parse.js';
import type { Node } from './parse.js';
import type { Binding, Scope } from './scopes.js';

const MAX_STEPS = 60;
const HERE = [knownWord('.')];

/** Where code comes from: how it is run, its folder, and the words behind it. */
export interface Place {
  readonly mode: 'php' | 'tinker' | 'wordpress';
  readonly folder: string | undefined;
  readonly argv: readonly Word[] | undefined;
}

/** Follows what says the name of a file, as far as the code tells it. */
export class Paths {
  #steps = 0;
  /** What was said where the judge came by: what is assigned later is not known. */
  readonly #values = new Map<Node, Words>();
  readonly #lists = new Map<Node, Words>();

  constructor(private readonly place: Place) {}

  /** Notes what is assigned, or gone through, as the code stands there. */
  note(node: Node, scope: Scope): void {
    this.#steps = 0;
    this.#values.set(node, this.#of(node, scope));
    this.#lists.set(node, this.#items(node, scope));
  }

  /** The texts that something may be; undefined where nobody can say. */
  of(node: Node | undefined, scope: Scope): Words {
    this.#steps = 0;
    return this.#of(node, scope);
  }

  /** What a text begins with for certain, and whether that is all of it. */
  beginning(node: Node | undefined, scope: Scope): { readonly text: string; readonly whole: boolean } {
    const [only, ...more] = this.of(node, scope) ?? [];
    if (only?.known === true && more.length === 0) return { text: only.text, whole: !only.glob };
    const parts = node?.kind === 'bin' && node.type === '.' ? [node.left, node.right] : partsOf(node);
    let text = '';
    for (const part of parts) {
      const next = this.beginning(isNode(part) ? part : undefined, scope);
      text += next.text;
      if (!next.whole) return { text, whole: false };
    }
    return { text, whole: parts.length > 0 };
  }

  #of(node: Node | undefined, scope: Scope): Words {
    if (node === undefined || ++this.#steps > MAX_STEPS) return undefined;
    switch (node.kind) {
      case 'string':
        return wordsOf(textOf(node));
      case 'encapsed':
        return node.type !== 'string' ? undefined : said(partsOf(node).map((part) => this.#of(part, scope)));
      case 'part':
        return wordsOf(typeof node.raw === 'string' ? unescaped(node.raw) : undefined);
      case 'magic':
        return node.value === '__DIR__' && this.place.mode === 'php' ? wordsOf(this.place.folder) : undefined;
      case 'bin':
        return this.#joined(node, scope);
      case 'retif':
        return node.trueExpr === null ? undefined : this.#either(node.trueExpr, node.falseExpr, scope);
      case 'name':
        return node.name === 'DIRECTORY_SEPARATOR' ? [knownWord('/')] : undefined;
      case 'variable':
        return this.#variable(variableOf(node), scope, (binding) =>
          binding.by === 'value'
            ? this.#values.get(binding.value)
            : binding.by === 'each'
              ? this.#lists.get(binding.of)
              : undefined,
        );
      case 'offsetlookup':
        return this.#argument(node) ?? this.#element(node, scope);
      case 'call':
        return this.#called(node, scope);
      default:
        return undefined;
    }
  }

  #joined({ type, left, right }: Node, scope: Scope): Words {
    if (type === '??') return this.#either(left, right, scope);
    if (type !== '.' || !isNode(left) || !isNode(right)) return undefined;
    return said([this.#of(left, scope), this.#of(right, scope)]);
  }

  #either(one: unknown, other: unknown, scope: Scope): Words {
    return together([one, other].map((node) => this.#of(isNode(node) ? node : undefined, scope)));
  }

  #variable(name: string | undefined, scope: Scope, follow: (binding: Binding) => Words): Words {
    if (name === undefined || ++this.#steps > MAX_STEPS) return undefined;
    const { scope: inside, bindings } = scope.find(name);
    if (bindings.length === 0 || !scope.isCertain(name) || inside.isPassed(name) || scope.isPassed(name))
      return undefined;
    return together(bindings.map(follow));
  }

  /** `$argv[1]`. */
  #argument({ what, offset }: Node): Words {
    if (variableOf(what) !== 'argv' || !isNode(offset) || offset.kind !== 'number') return undefined;
    const at = Number(offset.value);
    const rest = this.place.argv?.[0]?.text === '--' ? this.place.argv.slice(1) : this.place.argv;
    if (this.place.mode !== 'php' || !(at > 0) || rest?.some(({ splits }) => splits) === true)
      return undefined;
    const words = argumentAt(rest, at - 1);
    return words?.length === 0 ? undefined : words;
  }

  /** `glob('*.php')[0]`, `$files[count($files) - 1]`: one of what a list holds. */
  #element({ what, offset }: Node, scope: Scope): Words {
    const number =
      isNode(offset) && (offset.kind === 'number' || (offset.kind === 'bin' && offset.type === '-'));
    return number && isNode(what) && variableOf(what) !== 'argv' ? this.#items(what, scope) : undefined;
  }

  #called({ what, arguments: given }: Node, scope: Scope): Words {
    if (isNode(what) && what.kind === 'propertylookup') return this.#listed(what, nodesOf(given), scope);
    if (!isNode(what) || what.kind !== 'name') return undefined;
    const name = nameOf(what).toLowerCase().replace(/^\\/, '');
    const [first, ...more] = nodesOf(given);
    if (more.length > 0) return undefined;
    if (first === undefined)
      return name === 'getcwd' ? HERE : name === 'sys_get_temp_dir' ? [knownWord('/tmp')] : undefined;
    if (/^(?:end|reset|current|max|min)$/.test(name)) return this.#items(first, scope);
    const words = this.#of(first, scope);
    if (name === 'realpath') return words;
    if (name === 'base_path' && this.place.mode === 'tinker') return said([[knownWord('./')], words]);
    return name === 'dirname'
      ? named('parent', words)
      : name === 'basename'
        ? named('name', words)
        : undefined;
  }

  /** `$file->getPathname()`: of what a folder is gone through for, that is the file. */
  #listed({ what, offset }: Node, given: readonly Node[], scope: Scope): Words {
    const name = isNode(offset) ? nameOf(offset).toLowerCase() : '';
    if (!isNode(what) || given.length > 0) return undefined;
    const words = this.#of(what, scope);
    if (!/^get(?:pathname|realpath|filename|basename|path)$/.test(name) || words?.every(isGone) !== true)
      return undefined;
    return /path/.test(name) && name !== 'getpath'
      ? words
      : named(name === 'getpath' ? 'parent' : 'name', words);
  }

  /** `new RecursiveIteratorIterator(new RecursiveDirectoryIterator('src'))`, `new GlobIterator('*.php')`. */
  #gone({ what, arguments: given }: Node, scope: Scope): Words {
    const [first] = nodesOf(given);
    const name = isNode(what) && what.kind === 'name' ? nameOf(what).toLowerCase().replace(/^\\/, '') : '';
    if (first === undefined) return undefined;
    if (/^(?:recursiveiteratoriterator|iteratoriterator|limititerator)$/.test(name))
      return first.kind === 'new' ? this.#gone(first, scope) : this.#items(first, scope);
    if (name === 'globiterator') return globbed(this.#of(first, scope));
    if (!/^(?:recursivedirectoryiterator|filesystemiterator)$/.test(name)) return undefined;
    return joinAll([this.#of(first, scope), [asPattern(knownWord('**'))]]);
  }

  /** What a list holds. */
  #items(node: Node, scope: Scope): Words {
    if (++this.#steps > MAX_STEPS) return undefined;
    if (node.kind === 'array') {
      const entries = nodesOf(node.items);
      if (entries.some((entry) => entry.kind !== 'entry' || entry.unpack === true)) return undefined;
      return together(entries.map(({ value }) => this.#of(isNode(value) ? value : undefined, scope)));
    }
    if (node.kind === 'new') return this.#gone(node, scope);
    if (node.kind === 'variable')
      return this.#variable(variableOf(node), scope, (binding) =>
        binding.by === 'value' ? this.#lists.get(binding.value) : undefined,
      );
    if (node.kind !== 'call' || !isNode(node.what) || node.what.kind !== 'name') return undefined;
    const given = nodesOf(node.arguments);
    const name = nameOf(node.what).toLowerCase().replace(/^\\/, '');
    if (name === 'glob' && given.length === 1) return globbed(this.#of(given[0], scope));
    if (name === 'array_merge') return together(given.map((one) => this.#items(one, scope)));
    return undefined;
  }
}

/** One of the names that going through a folder gives. */
const isGone = ({ text, glob }: Word): boolean => glob && /[*?[]/.test(text);

const wordsOf = (text: string | undefined): Words => (text === undefined ? undefined : [knownWord(text)]);

/** The parts of a text with variables in it: those that stand in it as they are become parts by themselves. */
function partsOf(node: Node | undefined): readonly Node[] {
  if (node?.kind !== 'encapsed' || node.type !== 'string') return [];
  return nodesOf(node.value).map(({ expression, syntax }) =>
    syntax === null && isNode(expression) && expression.kind === 'string'
      ? { kind: 'part', raw: expression.raw }
      : nodeOf(expression),
  );
}
