import { NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { asksHere } from '../local-urls.js';
import type { Beginning } from '../local-urls.js';
import type { Bindings } from './bindings.js';
import type { Paths } from './paths.js';
import type { Names } from './resolve.js';
import type { Argument, Expression } from './syntax.js';

const VERBS = 'get post put patch delete head options'.split(' ');
const MADE = 'urllib.request.Request';

/** Functions that ask a server for what their first argument names. */
export const REQUESTS: ReadonlySet<string> = new Set([
  'urllib.request.urlopen',
  MADE,
  ...['requests', 'httpx'].flatMap((module) => VERBS.map((verb) => `${module}.${verb}`)),
]);

/** How it is asked, and what is sent along: to this machine. A proxy would be another. */
export const HOW = new Set(
  'timeout params json data headers method allow_redirects follow_redirects verify stream cookies auth files content'.split(
    ' ',
  ),
);

/** A request to a server on this machine. @throws NotShown where another may be asked */
export function requestedBy(
  args: readonly Argument[],
  paths: Paths,
  names: Names,
  bindings: Bindings,
): CodeEffect {
  const [url, ...how] = args;
  if (url === undefined || url.name !== undefined || url.star !== '') throw new NotShown('what is asked for');
  if (!how.every(({ name, star }) => star === '' && name !== undefined && HOW.has(name)))
    throw new NotShown('how a server is asked');
  if (!isMade(url.value, names, bindings) && !isHere(url.value, paths)) throw new NotShown('another machine');
  return { kind: 'network', path: undefined, host: 'localhost' };
}

/** Whether an address is certainly one of this machine. */
export function isHere(url: Expression, paths: Paths, scheme: 'http' | 'ws' = 'http'): boolean {
  const words = paths.of(url) ?? [];
  const told = words.length > 0 && words.every(({ known, glob }) => known && !glob);
  return told
    ? words.every(({ text }) => asksHere({ text, whole: true }, scheme))
    : asksHere(beginning(url, paths), scheme);
}

/** Whether it is a path of whatever server is asked: `/items`, `f'/items/{i}'`. */
export function isPath(url: Expression, paths: Paths): boolean {
  const words = paths.of(url) ?? [];
  const told = words.length > 0 && words.every(({ known, glob }) => known && !glob);
  const starts = told ? words.map(({ text }) => text) : [beginning(url, paths).text];
  return starts.every((text) => /^\/(?:[\w?.-]|$)/.test(text) && (told || text.length > 1));
}

/** `urlopen(request)`: what a request asks for is judged where it is made. */
function isMade(node: Expression, names: Names, bindings: Bindings): boolean {
  if (node.is === 'call') return names.memberOf(node.callee) === MADE;
  if (node.is !== 'name') return false;
  const all = bindings.of(node.id);
  return (
    all.length > 0 &&
    all.every((one) => one.by === 'value' && one.value.is === 'call' && isMade(one.value, names, bindings))
  );
}

/** What a text begins with, as far as the code says it. */
function beginning(node: Expression, paths: Paths): Beginning {
  const [only, ...more] = paths.of(node) ?? [];
  if (only?.known === true && !only.glob && more.length === 0) return { text: only.text, whole: true };
  if (node.is === 'operation' && node.op === '+') return joined(node.operands, paths);
  if (node.is !== 'format') return { text: '', whole: false };
  return joined(
    node.parts.map((part): Expression => {
      if (typeof part === 'string') return { is: 'text', value: part, bytes: false };
      return part.spec.length > 0 ? { is: 'constant', text: 'None' } : part.value;
    }),
    paths,
  );
}

function joined(parts: readonly Expression[], paths: Paths): Beginning {
  let text = '';
  for (const part of parts) {
    const next = beginning(part, paths);
    text += next.text;
    if (!next.whole) return { text, whole: false };
  }
  return { text, whole: true };
}
