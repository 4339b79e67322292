import { NotShown } from '../code-effect.js';
import type { Binding, Bindings } from './bindings.js';
import type { Names } from './resolve.js';
import type { Expression, Statement } from './syntax.js';
import { walk, walkExpression } from './walk.js';

/** Packages that evaluate the texts that stand for types, and those that name what a record belongs to. */
const EVALUATING = ['pydantic', 'fastapi', 'typer', 'sqlalchemy', 'msgspec', 'marshmallow', 'strawberry'];
/** A name, or names in brackets, of which nothing is called. */
const PLAIN = /^[\w\s.,|[\]]*$/;
/** Functions whose arguments are types or records, and are evaluated where they are texts. */
const OF_TYPES =
  /^(?:pydantic\.(?:TypeAdapter|conlist|AfterValidator|InstanceOf)|typing\.(?:NamedTuple|TypedDict|TypeVar|NewType|cast)|sqlalchemy\.orm\.(?:relationship|backref|mapped_column|column_property|composite|synonym)|collections\.namedtuple)$/;
const MAKES_TYPES =
  /^(?:typing\.(?:TypeVar|NewType|NamedTuple|TypedDict)|enum\.\w+|collections\.namedtuple|pydantic\.(?:con\w+|constr)|sqlalchemy\.orm\.declarative_base)$/;

/** A text that stands for a type is code to these packages: it names types, and does no more. */
export class Annotations {
  constructor(
    private readonly bindings: Bindings,
    private readonly names: Names,
  ) {}

  /** @throws NotShown */
  assertPlain(body: readonly Statement[]): void {
    if (!EVALUATING.some((name) => this.names.imports(name))) return;
    walk(
      body,
      (node) => {
        if (node.is === 'assign') this.#type(node.type);
        if (node.is === 'function') {
          this.#type(node.returns);
          for (const { type } of node.params) this.#type(type);
        }
        if (node.is === 'class') for (const { value } of node.args) this.#type(value);
      },
      (node, parent) => {
        if (OF_TYPES.test(this.#held(node)) && !isTold(node, parent))
          throw new NotShown('what evaluates, as a value');
        if (node.is === 'index' && this.#isGeneric(node.of)) for (const key of node.keys) this.#type(key);
        if (node.is === 'call' && OF_TYPES.test(this.names.memberOf(node.callee) ?? ''))
          for (const { value, star } of node.args) {
            if (star !== '') throw new NotShown('a type that is not told');
            this.#type(value);
          }
      },
    );
  }

  #held(node: Expression): string {
    return node.is === 'name' || node.is === 'attribute' ? (this.names.memberOf(node) ?? '') : '';
  }

  /** What takes types in brackets: a class, and what is made of one. */
  #isGeneric(of: Expression): boolean {
    if (of.is === 'index') return this.#isGeneric(of.of);
    const member = this.names.memberOf(of) ?? '';
    if (/(?:^|\.)Literal$/.test(member)) return false;
    if (/^builtins\.(?:list|dict|set|tuple|frozenset|type)$/.test(member)) return true;
    return member !== '' && !member.startsWith('builtins.');
  }

  /** No text in it calls anything, and no name in it is a text that nobody sees. */
  #type(node: Expression | undefined): void {
    if (node === undefined) return;
    if (node.is === 'index' && /(?:^|\.)Literal$/.test(this.names.memberOf(node.of) ?? '')) return;
    if (node.is === 'text' && !PLAIN.test(node.value ?? '(')) throw new NotShown('a type that is code');
    if (node.is === 'format') throw new NotShown('a type that is made');
    if (node.is === 'name') this.#assertType(node.id);
    if (node.is === 'call') return this.#made(node);
    if (node.is === 'lambda') return;
    if (node.is === 'attribute') return;
    let first = true;
    walkExpression(
      node,
      (one, parent: Expression | undefined) => {
        if (!first && parent === node) this.#type(one);
        first = false;
      },
      undefined,
    );
  }

  /** `Field(gt=0)`, `foreign(x)`: what is given to a function is its own; texts are not made by one. */
  #made({ callee }: Expression & { readonly is: 'call' }): void {
    const member = this.names.memberOf(callee) ?? '';
    if (
      member === '' ||
      (member.startsWith('builtins.') &&
        !/^builtins\.(?:int|float|bool|len|dict|list|set|tuple)$/.test(member))
    )
      if (!(
        callee.is === 'name' &&
        this.names.isOwnName(callee.id) &&
        this.bindings.of(callee.id).every(({ by }) => by === 'class')
      ))
        throw new NotShown('a type that is made');
  }

  #assertType(name: string): void {
    const all = this.bindings.of(name);
    if (all.length > 0 && !all.every((one) => this.#isType(one)))
      throw new NotShown('a type that is not told');
  }

  #isType(one: Binding): boolean {
    if (one.by === 'class' || one.by === 'module' || one.by === 'member' || one.by === 'function')
      return true;
    if (one.by !== 'value') return false;
    const { value } = one;
    if (value.is === 'text') return PLAIN.test(value.value ?? '(');
    if (value.is === 'call') {
      const member = this.names.memberOf(value.callee) ?? '';
      return MAKES_TYPES.test(member) || (member !== '' && !member.startsWith('builtins.'));
    }
    if (value.is === 'index') return this.#isGeneric(value.of);
    return /^(?:number|constant|attribute|lambda|operation)$/.test(value.is) && !holdsText(value);
  }
}

/** Whether it is called there and then, or a class is made of it. */
function isTold(node: Expression, parent: Expression | Statement): boolean {
  if (parent.is === 'call') return parent.callee === node;
  return parent.is === 'class' || (parent.is === 'index' && parent.of === node);
}

function holdsText(node: Expression): boolean {
  let held = false;
  walkExpression(node, (one) => (held ||= one.is === 'text' || one.is === 'format'), undefined);
  return held;
}
