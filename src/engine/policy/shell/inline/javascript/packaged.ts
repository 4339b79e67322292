import type { AnyNode } from 'acorn';
import { requiredBy } from './required.js';
import type { Declared } from './declared.js';
import { HANDS_ON } from './files.js';
import { keyOf, mayBeKey } from './kinds.js';
import { PACKAGES, PLAIN } from './packages.js';
import type { Package } from './packages.js';

/** What an expression is of a package that computes: its name, and what stands behind it. */
export interface Part {
  readonly name: string;
  readonly of: Package;
  /** `DateTime.now`, or `()` for the package itself. */
  readonly path: string;
}

/** Packages of which each function has a module. */
const IN_MODULES = /^(lodash|lodash-es|date-fns)\/(\w+)(?:\.js)?$/;
/** What is handed to a package, and is a value of its own. */
const DATA = /^(?:date-fns\/locale(?:\/[\w-]+)?|dayjs\/plugin\/\w+(?:\.js)?)$/;
const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;

/** Tells the parts of packages that compute, by what they are imported as. */
export class Packaged {
  /** Methods that what these packages make may have. */
  readonly methods: ReadonlySet<string>;

  constructor(private readonly declared: Declared) {
    const used = [...declared.modules()].flatMap((module) => PACKAGES.get(module) ?? []);
    this.methods = new Set(used.flatMap(({ methods }) => [...methods]));
  }

  of(node: AnyNode): Part | undefined {
    const required = requiredBy(node);
    if (required !== undefined) return part(required, '()');
    if (node.type === 'Identifier') {
      const [only, ...more] = this.declared.of(node.name);
      if (more.length > 0) return undefined;
      if (only?.by === 'module') return part(only.module, '()');
      return only?.by === 'member' ? part(only.module, only.name) : undefined;
    }
    if (node.type !== 'MemberExpression' || node.computed) return undefined;
    const found = this.of(node.object);
    const key = keyOf(node);
    if (found === undefined || key === undefined) return undefined;
    return { ...found, path: found.path === '()' ? key : `${found.path}.${key}` };
  }

  /** A function of a package that may be called. */
  called(node: AnyNode): Part | undefined {
    const found = this.of(node);
    return found !== undefined && includes(found.of.has, found.path) ? found : undefined;
  }

  /** A class of a package of which values may be made. */
  made(node: AnyNode): Part | undefined {
    const found = this.of(node);
    return found?.of.makes.has(found.path) === true ? found : undefined;
  }

  /** Whether a name stands for a function that one of a package has given. */
  isGiven(name: string): boolean {
    const bindings = this.declared.of(name);
    return bindings.length > 0 && bindings.every((one) => one.by === 'value' && this.#gives(one.value));
  }

  #gives(node: AnyNode): boolean {
    if (node.type !== 'CallExpression') return false;
    const found = this.of(node.callee);
    return found?.of.gives.has(found.path) === true || this.isValidator(node.callee);
  }

  /** `ajv.compile`, of a validator that the code has made. */
  isValidator(node: AnyNode): boolean {
    if (node.type !== 'MemberExpression' || keyOf(node) !== 'compile' || node.computed) return false;
    if (node.object.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.object.name);
    return (
      bindings.length > 0 &&
      bindings.every((one) => {
        if (one.by !== 'value' || one.value.type !== 'NewExpression') return false;
        return this.made(one.value.callee)?.name.startsWith('ajv') === true;
      })
    );
  }

  /** Whether something of a package may be held as a value: what calls nothing, and what is data. */
  isHeld(node: AnyNode): boolean {
    const found = this.of(node);
    if (found === undefined) return false;
    const last = found.path.slice(found.path.lastIndexOf('.') + 1);
    if (CONSTANT.test(last) && node.type === 'MemberExpression') return true;
    if (found.name === 'typescript' && ENUMERATED.test(found.path)) return true;
    return PLAIN.has(found.name) && includes(found.of.has, found.path);
  }
}

/** `ts.SyntaxKind.Identifier`. */
const ENUMERATED =
  /^(?:SyntaxKind|Script(?:Target|Kind)|(?:Node|Modifier|Symbol|Type|Object)Flags|Module(?:Kind|ResolutionKind)|JsxEmit)(?:\.[A-Z]\w*)?$/;

/** Whether what a module holds may be imported by its name. */
export function isPart(module: string, name: string): boolean {
  const found = part(module, name);
  if (found === undefined) return false;
  return includes(found.of.has, name) || found.of.makes.has(name);
}

/** Whether what a module holds is handed to a package: a language, or what it is extended by. */
export const isHandedOn = (module: string): boolean => DATA.test(module);

function part(module: string, path: string): Part | undefined {
  const [, base, name] = IN_MODULES.exec(module) ?? [];
  const of = PACKAGES.get(base ?? module);
  if (of === undefined) return undefined;
  if (base === undefined || name === undefined) return { name: module, of, path };
  return { name: base, of, path: path === '()' ? name : `${name}.${path}` };
}

function includes(names: ReadonlySet<string>, path: string): boolean {
  if (names.has(path)) return true;
  const dot = path.lastIndexOf('.');
  const last = path.slice(dot + 1);
  if (!/^[a-zA-Z]\w*$/.test(last) || !mayBeKey(last) || HANDS_ON.test(last)) return false;
  return names.has(dot < 0 ? '*' : `${path.slice(0, dot)}.*`);
}
