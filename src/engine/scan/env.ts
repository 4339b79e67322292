import ts from 'typescript';
import { namesOf, spokenOf, type SpokenOf } from './spoken-of.js';
import { functionAround, isWithin } from './syntax.js';
import type { Env, Value } from './value.js';

type Bound = Env['bound'];

const ARGUMENTS = new WeakMap<ts.Node, Map<Env | undefined, Bound>>();
const SINGLE = new WeakMap<Value, Bound>();
const ENVS = new WeakMap<Bound, Map<ts.Node, Map<Env | undefined, Env>>>();

/** `make()` the first time, and the same again after that. */
function kept<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** One more thing bound: the same each time, so that what is known of the one is known of the other. */
export function binding(declaration: ts.Node, bound: Bound, next: Env | undefined): Env {
  const ofBound = ENVS.get(bound) ?? new Map<ts.Node, Map<Env | undefined, Env>>();
  ENVS.set(bound, ofBound);
  const ofDeclaration = kept(ofBound, declaration, () => new Map<Env | undefined, Env>());
  return kept(ofDeclaration, next, () => ({ declaration, bound, next }));
}

/** An argument, with what it speaks of. */
export function argument(node: ts.Expression, env: Env | undefined): Bound {
  const seen = relevantTo(node, env);
  const all = ARGUMENTS.get(node) ?? new Map<Env | undefined, Bound>();
  ARGUMENTS.set(node, all);
  return kept(all, seen, () => ({ node, env: seen }));
}

/** A value that is known, bound by itself. */
export function single(value: Value): Bound {
  const known = SINGLE.get(value) ?? [value];
  SINGLE.set(value, known);
  return known;
}

/**
 * What is bound, without what an expression does not speak of: the answer is the same without it, and so is found once
 * for all calls of a function that differ in nothing else.
 */
export function relevantTo(node: ts.Node, env: Env | undefined): Env | undefined {
  if (!env) return undefined;
  const spoken = spokenOf(node);
  return spoken.isOpen ? env : relevant(spoken, env);
}

function relevant(spoken: SpokenOf, env: Env): Env | undefined {
  const next = env.next && relevant(spoken, env.next);
  if (!matters(spoken, env.declaration)) return next;
  return next === env.next ? env : binding(env.declaration, env.bound, next);
}

function matters({ names, self }: SpokenOf, declaration: ts.Node): boolean {
  if (!ts.isParameter(declaration) && !ts.isVariableDeclaration(declaration)) return true;
  if (namesOf(declaration.name).some((name) => names.has(name))) return true;
  // Whoever is `this` was made outside of its own methods.
  return self !== undefined && !isInMethod(declaration, self);
}

function isInMethod(declaration: ts.Node, self: ts.Node): boolean {
  if (!isWithin(declaration, self)) return false;
  const fn = functionAround(declaration);
  return fn !== undefined && !ts.isConstructorDeclaration(fn);
}
