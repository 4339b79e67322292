/** Whether a text runs a command where arithmetic, or a builtin that takes a name, reads it: `a[$(id)]`. */
export function smuggles(text: string): boolean {
  const bracket = text.indexOf('[');
  return bracket >= 0 && /\$\(|`|\$\{/.test(text.slice(bracket));
}
