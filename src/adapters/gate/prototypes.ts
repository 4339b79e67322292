/** The object that holds a property of a tool: the tool itself or one of its prototypes. */
export function ownerOf(tool: object, key: string): object | undefined {
  for (let at: object | null = tool; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.hasOwn(at, key)) return at;
  }
  return undefined;
}

/** The tool's prototypes, the nearest first. */
export function prototypesOf(tool: object): object[] {
  const chain: object[] = [];
  let at = Object.getPrototypeOf(tool) as object | null;
  while (at !== null && at !== Object.prototype) {
    chain.push(at);
    at = Object.getPrototypeOf(at) as object | null;
  }
  return chain;
}
