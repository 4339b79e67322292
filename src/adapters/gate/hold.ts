/**
 * Keeps what stands under a key wrapped, now and whenever something else is put there. Held twice it is wrapped twice,
 * and stays so.
 */
export function hold<O extends object, K extends keyof O>(
  object: O,
  key: K,
  wrap: (raw: O[K]) => O[K],
): void {
  const before = Object.getOwnPropertyDescriptor(object, key);
  let current = wrap(object[key]);
  Object.defineProperty(object, key, {
    get: () => current,
    set: (next: O[K]) => {
      if (next === current) return;
      before?.set?.call(object, next);
      current = wrap(before?.get === undefined ? next : (before.get.call(object) as O[K]));
    },
    enumerable: true,
    configurable: true,
  });
}
