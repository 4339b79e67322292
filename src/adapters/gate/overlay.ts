import { badOption } from './options.js';

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Puts a gate before one entry. `tool` is what the entry belongs to, `raw` the entry as it was. */
export type Wrap = (raw: AnyFunction, tool: object) => AnyFunction;

/** Entries by name, and the gate that goes before each. */
export type Entries = Readonly<Record<string, Wrap>>;

/**
 * The tool with gated entries: all other properties, the prototype and what `instanceof` says stay, and are read through
 * to the tool, so that its state is one. Nothing of it is changed: whoever holds the tool itself is not gated. `call`
 * goes before the tool's own call where it is a function.
 * @throws RuntimeError where there is no such entry to gate
 */
export function overlay<T extends object>(tool: T, entries: Entries, call?: Wrap): T {
  const names = Object.keys(entries).filter((name) => typeof read(tool, name) === 'function');
  if (names.length === 0 && (call === undefined || typeof tool !== 'function')) {
    throw badOption(
      `the tool has none of ${Object.keys(entries)
        .map((name) => `\`${name}\``)
        .join(', ')}`,
      'it runs somewhere else and cannot be gated here; gate it where it runs',
    );
  }
  const target = names.some((name) => isLocked(tool, name)) ? twin(tool) : tool;
  const wrapped = new Map<string, { raw: AnyFunction; gated: AnyFunction }>();
  /** The entry as it stands now, gated: also one that was put there later. */
  const gatedEntry = (name: string, raw: unknown): unknown => {
    if (typeof raw !== 'function') return raw;
    const known = wrapped.get(name);
    if (known?.raw === raw) return known.gated;
    const gated = likeness(raw as AnyFunction, (entries[name] as Wrap)(raw as AnyFunction, tool));
    wrapped.set(name, { raw: raw as AnyFunction, gated });
    return gated;
  };
  const isEntry = (key: PropertyKey): key is string => typeof key === 'string' && Object.hasOwn(entries, key);
  const gatedCall = call?.((...args) => Reflect.apply(tool as unknown as AnyFunction, undefined, args), tool);
  return new Proxy(target, {
    ...(gatedCall !== undefined && {
      apply: (_, self, args) => Reflect.apply(gatedCall, self, args) as unknown,
    }),
    get(from, key, receiver) {
      if (isEntry(key)) return gatedEntry(key, read(from, key));
      return readThrough(from, key, receiver);
    },
    getOwnPropertyDescriptor(from, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(from, key);
      if (descriptor === undefined || !isEntry(key)) return descriptor;
      const { enumerable = false, configurable = true } = descriptor;
      return { value: gatedEntry(key, read(from, key)), enumerable, configurable, writable: true };
    },
  }) as T;
}

/** Getters see the gated tool; those that need the very object, for its private fields, see the tool, if they give data. */
function readThrough(tool: object, key: PropertyKey, gated: unknown): unknown {
  try {
    return Reflect.get(tool, key, gated);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const value: unknown = Reflect.get(tool, key);
    if (typeof value === 'function' || value === tool) throw error;
    return value;
  }
}

function read(tool: object, key: string): unknown {
  return Reflect.get(tool, key);
}

/** A proxy may not answer otherwise than its target for properties that are fixed. */
function isLocked(tool: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(tool, name)?.configurable === false;
}

/** The same own properties, not fixed, on the same prototype. */
function twin<T extends object>(tool: T): T {
  const descriptors = Object.getOwnPropertyDescriptors(tool) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of Reflect.ownKeys(descriptors)) {
    const descriptor = descriptors[key] as PropertyDescriptor;
    descriptors[key] = { ...descriptor, configurable: true };
  }
  if (typeof tool === 'function') throw badOption('a function that is frozen cannot be gated as a tool');
  return Object.create(
    Object.getPrototypeOf(tool) as object | null,
    descriptors as PropertyDescriptorMap,
  ) as T;
}

/** Frameworks look at names and arities. */
function likeness(raw: AnyFunction, gated: AnyFunction): AnyFunction {
  for (const key of ['name', 'length'] as const) {
    Object.defineProperty(gated, key, { value: raw[key], configurable: true });
  }
  return gated;
}
