import type { External, Value } from './value.js';

/** Lists that are known to have each value once. */
const KNOWN = new WeakSet<readonly Value[]>();

/** The same value found in many ways is one; of more than `most` the first are taken. */
export function distinct(values: readonly Value[], most = Infinity): readonly Value[] {
  if (values.length < 4 || (values.length <= most && KNOWN.has(values))) return values;
  const found = each(values).slice(0, most);
  KNOWN.add(found);
  return found;
}

function each(values: readonly Value[]): readonly Value[] {
  const once = new Set<Value>();
  const seen = new Map<unknown, Value[]>();
  return values.filter((value) => {
    if (once.has(value)) return false;
    once.add(value);
    const key = keyOf(value);
    if (key === undefined) return true;
    const alike = seen.get(key);
    if (alike?.some((one) => isSame(one, value))) return false;
    if (alike) alike.push(value);
    else seen.set(key, [value]);
    return true;
  });
}

function keyOf(value: Value): unknown {
  if (value.kind === 'text') return `${value.certain === true}${value.text}`;
  if (value.kind === 'external') return nameOf(value);
  return 'node' in value ? value.node : undefined;
}

const NAMES = new WeakMap<Value, string>();

function nameOf(value: External): string {
  const known = NAMES.get(value) ?? `${value.module} ${value.path.join('.')}`;
  NAMES.set(value, known);
  return known;
}

function isSame(one: Value, other: Value): boolean {
  if (one.kind !== other.kind) return false;
  const same = (name: 'env' | 'call') =>
    (one as { env?: unknown; call?: unknown })[name] === (other as { env?: unknown; call?: unknown })[name];
  return same('env') && same('call');
}
