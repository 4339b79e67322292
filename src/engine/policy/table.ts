/**
 * What is looked up by names that others choose: it has those that stand there, and none that every object has, such as
 * `constructor`.
 */
export function table<T extends object>(entries: T): T {
  return Object.freeze(Object.assign(Object.create(null) as T, entries));
}
