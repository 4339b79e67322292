import type { JsonObject, JsonValue } from '../../model/json.js';

/** The texts under keys of a kind, at any depth. */
export function textsAt(payload: JsonObject, key: RegExp): string[] {
  const found: string[] = [];
  visit(payload, false);
  return found;

  function visit(value: JsonValue, wanted: boolean): void {
    if (typeof value === 'string') {
      if (wanted) found.push(value);
    } else if (Array.isArray(value)) {
      for (const item of value as readonly JsonValue[]) visit(item, wanted);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) visit(item, wanted || key.test(name));
    }
  }
}

/** A text as it stands in a pattern. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/[\n\r\t]/g, (char) => ESCAPES[char] ?? char);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Each value once, in the order in which they came. */
export function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}

/** The next round number, as a bound that leaves a little room. */
export function roundUp(length: number): number {
  const steps = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
  return steps.find((step) => step >= length) ?? length;
}
