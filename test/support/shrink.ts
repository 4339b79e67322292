import type { JsonValue } from '../../src/engine/model/json.js';

/** Every value that is this one with a single thing taken away, the largest cuts first. */
function* smaller(value: JsonValue): Generator<JsonValue> {
  if (typeof value === 'string') {
    const half = value.length >> 1;
    if (value.length > 3) yield* [value.slice(0, half), value.slice(half)];
    for (let i = 0; i < value.length && value.length > 1; i++) yield value.slice(0, i) + value.slice(i + 1);
  } else if (Array.isArray(value)) {
    const elements = value as readonly JsonValue[];
    for (let i = 0; i < elements.length; i++) yield elements.toSpliced(i, 1);
    for (const [i, element] of elements.entries())
      for (const cut of smaller(element)) yield elements.with(i, cut);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
    for (const [key, child] of entries) for (const cut of smaller(child)) yield { ...value, [key]: cut };
  }
}

/** Takes things away one after another for as long as `stillFails` says so. Greedy: small, not smallest. */
export function shrink<T>(value: T, stillFails: (value: T) => boolean, tries = 3000): T {
  let current = value;
  for (let left = tries; left > 0;) {
    let found = false;
    for (const cut of smaller(current as JsonValue)) {
      if (left-- <= 0) break;
      if (!stillFails(cut as T)) continue;
      current = cut as T;
      found = true;
      break;
    }
    if (!found) break;
  }
  return current;
}
