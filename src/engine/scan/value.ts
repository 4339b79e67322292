import type ts from 'typescript';

/** What parameters stand for while the body of a function is looked at for one of its calls. */
export interface Env {
  readonly declaration: ts.Node;
  /** The argument, looked at when it is asked for, or what it is known to be. */
  readonly bound: { readonly node: ts.Expression; readonly env: Env | undefined } | readonly Value[];
  readonly next: Env | undefined;
}

export type Invocation = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** What an expression may stand for, as far as it can be told without running it. */
export type Value =
  | {
      readonly kind: 'external';
      readonly module: string;
      /** How it is reached: names, `new` for an instance, `()` for what a call returns. */
      readonly path: readonly string[];
      readonly call?: Invocation | undefined;
      readonly env?: Env | undefined;
    }
  | { readonly kind: 'function'; readonly node: ts.SignatureDeclaration; readonly env: Env | undefined }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly env: Env | undefined }
  | {
      readonly kind: 'instance';
      readonly node: ts.ClassLikeDeclaration;
      /** What made it, with what that knew; `super(…)` for what a base sees. */
      readonly call?: ts.NewExpression | ts.CallExpression | undefined;
      readonly from?: Env | undefined;
      readonly env: Env | undefined;
    }
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression; readonly env: Env | undefined }
  | { readonly kind: 'array'; readonly node: ts.ArrayLiteralExpression; readonly env: Env | undefined }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly pairs?: boolean }
  | { readonly kind: 'entry'; readonly key: string; readonly value: readonly Value[] }
  | { readonly kind: 'file'; readonly file: ts.SourceFile }
  | { readonly kind: 'shape'; readonly node: ts.TypeLiteralNode | ts.InterfaceDeclaration }
  /** `certain`: it is what the question was asked for, and nothing else can stand there. */
  | { readonly kind: 'text'; readonly text: string; readonly certain?: true }
  | { readonly kind: 'literal'; readonly node: ts.Expression }
  | { readonly kind: 'method'; readonly of: Value; readonly name: string };

export type External = Extract<Value, { kind: 'external' }>;

/** Where globals such as `fetch` are said to come from. */
export const GLOBAL = 'global:';

export const externalValue = (module: string, path: readonly string[]): External => ({
  kind: 'external',
  module,
  path,
});

const STEPS = new WeakMap<External, Map<string, External>>();

/** What is one step further than something outside: the same object each time, since it is asked for over and over. */
export function stepFrom(value: External, step: string): External {
  const steps = STEPS.get(value) ?? new Map<string, External>();
  STEPS.set(value, steps);
  const known = steps.get(step) ?? { ...value, path: [...value.path, step] };
  steps.set(step, known);
  return known;
}

/** The path as detectors and effect tables spell it; a default import is its package. */
export const pathText = (path: readonly string[]): string =>
  (path[0] === 'default' ? path.slice(1) : path).join('.');

/** The same for people: `messages.create`, `Agent`. */
export const wayText = (path: readonly string[]): string =>
  path.filter((name, i) => !['()', 'new', ''].includes(name) && !(i === 0 && name === 'default')).join('.');

export const lookUp = (env: Env | undefined, declaration: ts.Node): Env | undefined => {
  for (let at = env; at; at = at.next) if (at.declaration === declaration) return at;
  return undefined;
};

/** Literals that stand for the one request that a question is asked for. */
export const CERTAIN = new WeakSet<ts.Node>();

export const textValues = (values: readonly Value[]): string[] =>
  values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
