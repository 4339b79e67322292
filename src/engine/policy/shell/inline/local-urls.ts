/** What a text begins with for certain, and whether that is all of it. */
export interface Beginning {
  readonly text: string;
  readonly whole: boolean;
}

const HERE = /^(https?|wss?):\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(\/[^]*)?$/;

/**
 * Whether an address names this machine, however it is read: what is not known stands behind the `/` that ends its host,
 * and no reader takes what is before for the name of a user.
 */
export function asksHere({ text, whole }: Beginning, schemes: 'http' | 'ws'): boolean {
  const [, scheme, path] = HERE.exec(text) ?? [];
  return scheme?.startsWith(schemes) === true && (whole || path !== undefined);
}
