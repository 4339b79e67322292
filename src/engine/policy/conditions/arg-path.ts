import type { JsonArray, JsonObject, JsonValue } from '../../model/json.js';

/** A step into an argument: a name, or each element of a list. */
type Step = { readonly name: string } | 'each';

export interface ArgPath {
  readonly text: string;
  readonly steps: readonly Step[];
  /** The name, where the path is just one. */
  readonly name: string | undefined;
}

/** What stands at an argument path: a value, nothing, or something that the path does not fit. */
export type ArgReading =
  | { readonly kind: 'value'; readonly value: JsonValue; readonly at: string }
  | { readonly kind: 'missing'; readonly at: string }
  | { readonly kind: 'misfit'; readonly value: JsonValue; readonly at: string };

/** `to`, `a.b`, `items[].price`, `rows[][]`. Undefined where the text is no such path. */
export function parseArgPath(text: string): ArgPath | undefined {
  const steps: Step[] = [];
  for (const part of text.split('.')) {
    const match = /^([^[\]]+)((?:\[\])*)$/.exec(part);
    if (match === null || match[1] === '__proto__') return undefined;
    steps.push({ name: match[1] as string });
    for (let i = 0; i < (match[2] ?? '').length; i += 2) steps.push('each');
  }
  const [first] = steps;
  return { text, steps, name: steps.length === 1 && first !== 'each' ? first?.name : undefined };
}

/** All values at a path. A list that is empty where `[]` asks for its elements gives none. */
export function readArgument(payload: JsonObject, path: ArgPath): ArgReading[] {
  const found: ArgReading[] = [];
  follow(payload, path.steps, 0, '$', found);
  return found;
}

function follow(
  value: JsonValue,
  steps: readonly Step[],
  index: number,
  at: string,
  found: ArgReading[],
): void {
  const step = steps[index];
  if (step === undefined) {
    found.push({ kind: 'value', value, at });
  } else if (step === 'each') {
    if (!Array.isArray(value)) found.push({ kind: 'misfit', value, at });
    else (value as JsonArray).forEach((item, i) => follow(item, steps, index + 1, `${at}[${i}]`, found));
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    found.push({ kind: 'misfit', value, at });
  } else if (!Object.hasOwn(value, step.name)) {
    found.push({ kind: 'missing', at: `${at}.${step.name}` });
  } else {
    follow((value as JsonObject)[step.name] as JsonValue, steps, index + 1, `${at}.${step.name}`, found);
  }
}
