import { set } from '../named-set.js';
import { NotShown } from '../code-effect.js';
import type { Bindings, Use } from './bindings.js';
import { isCalled } from './looked.js';
import { METHODS } from './names.js';
import type { Names } from './resolve.js';
import { OF_SYMBOLIC } from './symbolic-names.js';
import type { Expression, Statement } from './syntax.js';
import { walk } from './walk.js';

const ITS_METHODS = set(OF_SYMBOLIC);

/** A text of which evaluation makes nothing but a sum of names and numbers, however it is put together with others. */
const PLAIN = /^(?:[\w\s+*/,^=<>:-]|(?<=\d)\.(?=\d))*$/;
/** One that stands where it is evaluated: brackets, too, behind the names of functions of mathematics. */
const FORMULA = /^(?:[\w\s+*/,^=<>()-]|(?<=\d)\.(?=\d))*$/;
const APPLIED =
  /(?<!\w)(?:sin|cos|tan|cot|sec|csc|asin|acos|atan|sinh|cosh|tanh|sqrt|exp|log|ln|Abs|factorial|gamma|Integer|Rational|Symbol|pi|[fgh])\(/g;
/** Names of symbols. */
const NAMED = /^[\w\s,:{}^\\'+*-]*$/;
const NAMERS =
  /^(?:symbols|Symbol|Dummy|Wild|Function|WildFunction|MatrixSymbol|IndexedBase|Idx|numbered_symbols|symarray|dynamicsymbols|ReferenceFrame|CoordSys3D|Quantity|Particle|RigidBody)$/;
const PRINTERS =
  /^(?:latex|pretty|srepr|sstr|sstrrepr|mathml|dotprint|print_\w+|pprint|pretty_print|multiline_latex|filldedent|\w*code|python)$/;
/** Builtins that give no text, but what they were given. */
const NO_TEXTS =
  /^builtins\.(?:range|len|sum|abs|min|max|list|tuple|set|frozenset|dict|zip|enumerate|sorted|reversed|map|filter|int|float|complex|bool|isinstance|issubclass|hasattr|callable|print|any|all|round|pow|divmod|next|iter|hash|id|exit|object|\w*(?:Error|Exception|Exit|Interrupt))$/;
/** Modules of the language of which the same is true. */
const NUMBERS =
  /^(?:math|cmath|fractions|decimal|random|itertools|functools|time|operator|collections|numpy)\./;
const TEXTS_OF_NUMBERS =
  /^(?:time\.(?:ctime|strftime|asctime)|numpy\.(?:array2string|load\w*|genfromtxt|from\w+))$/;
/** Methods that give a text, or of which a text is made. */
const TEXTUAL = set(
  `join format strip lstrip rstrip upper lower title capitalize swapcase casefold center ljust rjust zfill encode decode hex expandtabs translate
  removeprefix removesuffix read readline readlines read_text getvalue group groups groupdict sub isoformat strftime text stdout stderr output
  content headers url msg reason filename strerror getsource format_help format_usage ctime hexdigest digest substitute safe_substitute
  split rsplit splitlines partition rpartition findall finditer search match fullmatch names name string pattern tag tail attrib itertext
  username hostname netloc path query fragment geturl bytes urn namelist history fetchone fetchall fetchmany rfile message description`,
);
/** Names of those that what is symbolic has too, and of which it makes no text. */
const SHARED = set('match name sub names');
/** What a program must not have two of: by its own name, one of these would look like the program's. */
const REACHES =
  /^(?:lambdify|sympify|parse_expr|preview|plot\w*|textplot|print_gtk|pager_print|test|doctest|init_session|init_printing|var|source|autowrap|ufuncify|codegen|use|public|timed|threaded|xthreaded|capture)$/;

/**
 * `sympy` evaluates whatever text it is given, almost everywhere. So what may be a text goes nowhere in such a program
 * but to where it is printed or compared with another; a text that is written there is a formula. @throws NotShown
 */
export class Symbolic {
  /** Names that errors are given: their text is what they say. */
  readonly #caught = new Set<string>();

  constructor(
    private readonly bindings: Bindings,
    private readonly names: Names,
  ) {}

  assertNoTexts(body: readonly Statement[]): void {
    walk(
      body,
      (node) => {
        if (node.is === 'try')
          for (const { name } of node.handlers) if (name !== undefined) this.#caught.add(name);
        if (node.is === 'with')
          for (const { name } of node.items) if (name !== undefined) this.#caught.add(name);
      },
      () => {},
    );
    for (const [name, all] of this.bindings.names())
      if (REACHES.test(name) && all.length > 0) throw new NotShown(name);
    walk(
      body,
      () => {},
      (node, parent) => {
        if (this.#isText(node) && !this.#stays(node, parent, 0))
          throw new NotShown('a text that is evaluated');
      },
    );
  }

  /** Whether an expression may be a text that is more than a formula. */
  #isText(node: Expression): boolean {
    switch (node.is) {
      case 'text':
        return node.bytes || !PLAIN.test(node.value ?? '.');
      case 'format':
        return true;
      case 'name':
        return this.#caught.has(node.id) || (!this.names.isOwnName(node.id) && !this.#isHeld(node));
      case 'attribute':
        return !this.#isHeld(node) && !this.#isKnown(node);
      case 'call':
        return this.#gives(node);
      default:
        return false;
    }
  }

  /** A module, or what of one gives no text; what is called is looked at as a call. */
  #isHeld(node: Expression): boolean {
    if (isCalled(node, this.bindings) || this.names.modulesOf(node).length > 0) return true;
    const member = this.#member(node);
    if (member.startsWith('sympy.')) return !PRINTERS.test(member.slice(member.lastIndexOf('.') + 1));
    return (
      member === 'builtins.__name__' ||
      NO_TEXTS.test(member) ||
      (NUMBERS.test(member) && !TEXTS_OF_NUMBERS.test(member))
    );
  }

  #member(node: Expression): string {
    const [only, ...more] = this.names.membersOf(node);
    return more.length === 0 ? (only ?? '') : '';
  }

  /** What is no text behind a dot. */
  #isKnown({ name }: Expression & { readonly is: 'attribute' }): boolean {
    if (TEXTUAL.has(name)) return SHARED.has(name);
    return ITS_METHODS.has(name) || METHODS.has(name);
  }

  #gives({ callee }: Expression & { readonly is: 'call' }): boolean {
    if (callee.is === 'lambda') return false;
    const member = this.#member(callee);
    const name = member.slice(member.lastIndexOf('.') + 1);
    if (member.startsWith('sympy.')) return PRINTERS.test(name);
    if (NO_TEXTS.test(member)) return false;
    if (NUMBERS.test(member)) return TEXTS_OF_NUMBERS.test(member);
    if (callee.is === 'name' && this.names.isOwnName(callee.id)) return false;
    if (callee.is === 'call' || callee.is === 'index') return this.#isText(callee);
    return callee.is !== 'attribute' || this.#isText(callee);
  }

  /** Whether a text goes nowhere but to where it is shown. */
  #stays(node: Expression, parent: Use, depth: number): boolean {
    if (depth > 8) return false;
    const outer = (): boolean => {
      const next = this.bindings.parentOf(parent as Expression);
      return next !== undefined && this.#stays(parent as Expression, next, depth + 1);
    };
    switch (parent.is) {
      case 'do':
      case 'assert':
      case 'raise':
        return true;
      case 'index':
        return parent.of === node && outer();
      case 'format':
      case 'choice':
      case 'attribute':
      case 'list':
      case 'tuple':
      case 'made':
      case 'star':
        return outer();
      case 'operation':
        return this.#operates(node, parent) && (COMPARES.test(parent.op) || outer());
      case 'assign':
        return (
          parent.value === node &&
          parent.targets.every(
            (target) =>
              target.is === 'name' &&
              this.bindings.of(target.id).every(({ by }) => by === 'value') &&
              this.bindings
                .uses(target.id)
                .every((use) => use.node === target || this.#stays(use.node, use.parent, depth + 1)),
          )
        );
      case 'call':
        return this.#takes(node, parent, outer);
      default:
        return false;
    }
  }

  /** Texts are put together with, or compared with, others. */
  #operates(node: Expression, { op, operands }: Expression & { readonly is: 'operation' }): boolean {
    if (op === '%') return operands[0] === node && (node.is === 'text' || node.is === 'format');
    if (op === 'and' || op === 'or' || op === 'not') return true;
    const said = (one: Expression): boolean =>
      one.is === 'text' || one.is === 'format' || (one.is === 'call' && this.#prints(one));
    return operands.every(said);
  }

  #prints({ callee }: Expression & { readonly is: 'call' }): boolean {
    const member = this.#member(callee);
    return (
      /^builtins\.(?:str|repr)$/.test(member) ||
      (member.startsWith('sympy.') && PRINTERS.test(member.slice(member.lastIndexOf('.') + 1)))
    );
  }

  #takes(node: Expression, call: Expression & { readonly is: 'call' }, outer: () => boolean): boolean {
    // The method of a text: what it gives is looked at as a text of its own.
    if (call.callee === node) return outer();
    const { callee } = call;
    if (callee.is === 'attribute' && callee.of.is === 'text' && callee.name === 'join') return outer();
    const member = this.#member(callee);
    const name = member.slice(member.lastIndexOf('.') + 1);
    if (/^builtins\.(?:print|len|isinstance|type|\w*(?:Error|Exception|Exit))$/.test(member)) return true;
    if (/^builtins\.(?:str|repr)$/.test(member)) return outer();
    if (!member.startsWith('sympy.')) return /^(?:warnings|importlib\.metadata)\./.test(member);
    if (node.is !== 'text' || node.bytes || node.value === undefined) return false;
    if (NAMERS.test(name)) return NAMED.test(node.value);
    return isFormula(node.value);
  }
}

const COMPARES = /^(?:[!=]=|(?:not )?in|is(?: not)?|not)$/;

/** `x**2 + sin(x)`: nothing is called but functions of mathematics, and nothing asked for its parts. */
function isFormula(text: string): boolean {
  if (!FORMULA.test(text)) return false;
  const rest = text.replace(APPLIED, '(');
  return !/[\w)]\s*\(/.test(rest) && !/\b(?:lambda|import|yield|await)\b/.test(text);
}
