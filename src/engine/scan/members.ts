import ts from 'typescript';
import { asBase } from './bind.js';
import { contentsOf } from './contents.js';
import { memberOf, outer, parameterProperty, propertyName, superOf, hasBody, returned } from './syntax.js';
import { shapeMember } from './type-values.js';
import { type Env, stepFrom, type Value } from './value.js';
import type { Evaluator } from './values.js';

type Instance = Extract<Value, { kind: 'instance' }>;

const CONTAINER_METHODS = new Set(
  (
    'map forEach flatMap filter find some every reduce slice concat flat at values entries get set push unshift ' +
    'reverse sort toSorted toReversed pop shift with splice keys'
  ).split(' '),
);

/** What `value.name` may stand for. */
export function memberValues(on: Evaluator, value: Value, name: string): readonly Value[] {
  const ask = () => on.within(() => membersOf(on, value, name));
  return value.kind === 'object' ? on.kept(`.${name}`, value.node, value.env, ask) : ask();
}

function membersOf(on: Evaluator, value: Value, name: string): readonly Value[] {
  switch (value.kind) {
    case 'external':
      return [stepFrom(value, name)];
    case 'object':
      return [...objectMember(on, value, name), ...laterMember(on, value, name)];
    case 'file': {
      const target = on.symbols.exportOf(value.file, name);
      return target ? on.ofTarget(target, undefined) : [];
    }
    case 'instance':
      return instanceMember(on, value, name);
    case 'class': {
      return classMember(on, value, name);
    }
    case 'array':
    case 'list':
      return listMember(on, value, name);
    case 'entry':
      return name === '0' ? [{ kind: 'text', text: value.key }] : name === '1' ? value.value : [];
    case 'shape':
      return shapeMember(on, value.node, name);
    case 'function':
      return ['bind', 'call', 'apply'].includes(name) ? [{ kind: 'method', of: value, name }] : [];
    default:
      return [];
  }
}

/** A static member, declared or put there later: `Tool.toolName = …`; of a base where the class has none. */
function classMember(
  on: Evaluator,
  { node, env }: Extract<Value, { kind: 'class' }>,
  name: string,
): readonly Value[] {
  const member = memberOf(node, name, true);
  const holder =
    node.name ??
    (ts.isVariableDeclaration(outer(node).parent)
      ? (outer(node).parent as ts.VariableDeclaration).name
      : undefined);
  const later = holder && ts.isIdentifier(holder) ? on.assignments.toMember(holder, name) : [];
  const found = [
    ...later.flatMap((expression) => on.values(expression, env)),
    ...(member ? on.ofDeclaration(member, env) : []),
  ];
  const base = superOf(node);
  if (found.length > 0 || member || !base) return found;
  return on.values(base, env).flatMap((one) => (one.kind === 'class' ? memberValues(on, one, name) : []));
}

function listMember(on: Evaluator, value: Value, name: string): readonly Value[] {
  if (CONTAINER_METHODS.has(name)) return [{ kind: 'method', of: value, name }];
  const index = /^\d+$/.test(name) ? Number(name) : -1;
  const item = on.elements(value)[index];
  return item ? [item] : [];
}

/** Later properties win, but a spread may or may not have the name. */
function objectMember(
  on: Evaluator,
  value: Extract<Value, { kind: 'object' }>,
  name: string,
): readonly Value[] {
  for (const property of mayHave(value.node, name)) {
    if (ts.isSpreadAssignment(property)) {
      const found = on
        .values(property.expression, value.env)
        .flatMap((inner) => memberValues(on, inner, name));
      if (found.length > 0) return found;
    } else if (isNamed(on, property.name, name, value.env)) {
      if (ts.isGetAccessor(property)) return getterValues(on, property, value.env);
      return on.ofDeclaration(property, value.env);
    }
  }
  return [];
}

/** The properties of a literal by name, and those of which only evaluation tells the name: spread or computed ones. */
interface Properties {
  readonly named: ReadonlyMap<string, readonly ts.ObjectLiteralElementLike[]>;
  readonly open: readonly ts.ObjectLiteralElementLike[];
}

const PROPERTIES = new WeakMap<ts.Node, Properties>();

/** What may have a name in a literal, the last first. */
function mayHave(node: ts.ObjectLiteralExpression, name: string): readonly ts.ObjectLiteralElementLike[] {
  const { named, open } = PROPERTIES.get(node) ?? propertiesOf(node);
  const own = named.get(name) ?? [];
  return open.length === 0 ? own : [...own, ...open].sort((one, other) => other.pos - one.pos);
}

function propertiesOf(node: ts.ObjectLiteralExpression): Properties {
  const named = new Map<string, ts.ObjectLiteralElementLike[]>();
  const open: ts.ObjectLiteralElementLike[] = [];
  for (const property of node.properties) {
    const name = propertyName(property.name);
    if (name === undefined) open.push(property);
    else named.set(name, [property, ...(named.get(name) ?? [])]);
  }
  const found = { named, open };
  PROPERTIES.set(node, found);
  return found;
}

/** What is put in the place of a property after the literal was made. */
function laterMember(
  on: Evaluator,
  { node, env }: Extract<Value, { kind: 'object' }>,
  name: string,
): readonly Value[] {
  const { parent } = outer(node);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return [];
  return on.assignments.toMember(parent.name, name).flatMap((expression) => on.values(expression, env));
}

/** Whether a property has a name, written down or computed from what is known: `[Ids.one]: …`. */
function isNamed(
  on: Evaluator,
  key: ts.PropertyName | undefined,
  name: string,
  env: Env | undefined,
): boolean {
  if (!key || !ts.isComputedPropertyName(key) || propertyName(key) !== undefined)
    return propertyName(key) === name;
  return on.values(key.expression, env).some((one) => one.kind === 'text' && one.text === name);
}

function getterValues(
  on: Evaluator,
  node: ts.GetAccessorDeclaration,
  env: Env | undefined,
): readonly Value[] {
  return hasBody(node) ? returned(node).flatMap((expression) => on.values(expression, env)) : [];
}

function instanceMember(
  on: Evaluator,
  value: Extract<Value, { kind: 'instance' }>,
  name: string,
): readonly Value[] {
  const { node, env } = value;
  if (name === 'constructor') return [{ kind: 'class', node, env }];
  const member = memberOf(node, name);
  const field = parameterProperty(node, name);
  const assigned = on.assignments.toField(node, name).flatMap((expression) => on.values(expression, env));
  if (member && ts.isGetAccessor(member)) return getterValues(on, member, env);
  const declared = member ?? field;
  const held = [...assigned, ...(declared ? on.ofDeclaration(declared, env) : [])];
  const found = [...held, ...contentsOf(on, held, on.assignments.putIntoField(node, name), undefined)];
  if (found.length > 0 || declared) return found;
  const base = superOf(node);
  return base ? on.values(base, env).flatMap((one) => baseMember(on, one, name, value)) : [];
}

/** A member of a base: `this` in it is the instance that was asked. */
function baseMember(on: Evaluator, base: Value, name: string, of: Instance): readonly Value[] {
  if (base.kind === 'external') return [stepFrom(stepFrom(base, 'new'), name)];
  if (base.kind !== 'class') return [];
  return instanceMember(on, asBase(of, base), name);
}
