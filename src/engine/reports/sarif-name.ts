/** A rule's name for people, from its id. SARIF (3.49.7) wants none where it would be the id again. */
export function ruleName(id: string): { readonly name?: string } {
  const name = id.replace(/(?:^|[-_])([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name.toLowerCase() === id ? {} : { name };
}
