import { NotShown } from '../code-effect.js';
import type { Own } from './own.js';
import { isNode, nameOf, nodesOf, optionalOf, textOf, variableOf } from './parse.js';
import type { Node } from './parse.js';
import type { Scope } from './scopes.js';

const MOCK = 'guzzlehttp\\handler\\mockhandler';
const LOADER = 'twig\\loader\\arrayloader';
const STACK = 'guzzlehttp\\handlerstack';
/** What a template calls by its name, loads, or asks of the language. */
const OF_TEMPLATES =
  /\b(?:map|filter|sort|reduce|find|constant|enum|source|include|embed|import|extends|use|_self|template_from_string|attribute|call|apply|invoke|has_some|has_every)\b/;

/** `new Client(['handler' => HandlerStack::create(new MockHandler([…]))])`, which asks nobody. */
export function isMocked(given: readonly Node[], own: Own, scope: Scope): boolean {
  const [how, ...more] = given;
  const handlers =
    how?.kind === 'array' && more.length === 0
      ? nodesOf(how.items).filter((item) => textOf(optionalOf(item.key)) === 'handler')
      : [];
  return handlers.length === 1 && isMock(handlers[0]?.value, own, scope);
}

function isMock(node: unknown, own: Own, scope: Scope, depth = 0): boolean {
  if (!isNode(node) || depth > 6) return false;
  if (node.kind === 'variable')
    return isAlways(node, scope, (value, inside) => isMock(value, own, inside, depth + 1));
  if (node.kind === 'new') return isNewOf(MOCK, node, own);
  const lookup = node.kind === 'call' && isNode(node.what) ? node.what : undefined;
  if (lookup?.kind !== 'staticlookup' || !isNode(lookup.what) || lookup.what.kind !== 'name') return false;
  const [first, ...more] = nodesOf(node.arguments);
  const creates = nameOf(lookup.offset).toLowerCase() === 'create' && more.length === 0;
  return creates && own.whole(nameOf(lookup.what)) === STACK && isMock(first, own, scope, depth + 1);
}

/** Templates that stand in the code, and call nothing by its name. @throws NotShown */
export function assertTemplates(given: readonly Node[]): void {
  const [list, ...more] = given;
  if (list?.kind !== 'array' || more.length > 0) throw new NotShown('templates');
  for (const { key, value } of nodesOf(list.items)) {
    const text = textOf(optionalOf(value));
    if (!isNode(key) || text === undefined || OF_TEMPLATES.test(text)) throw new NotShown('a template');
  }
}

export function isArrayLoader(node: unknown, own: Own, scope: Scope): boolean {
  if (!isNode(node)) return false;
  if (node.kind !== 'variable') return isNewOf(LOADER, node, own);
  return isAlways(node, scope, (value) => isNewOf(LOADER, value, own));
}

/** `$client->get('/a')` of a client that asks nobody, `$twig->render('a', [])`. */
export function isTool(what: Node, name: string, own: Own, scope: Scope): boolean {
  if (!/^(?:get|post|put|patch|delete|head|request|send|render)$/.test(name)) return false;
  const wanted = name === 'render' ? 'twig\\environment' : 'guzzlehttp\\client';
  return what.kind === 'variable' && isAlways(what, scope, (value) => isNewOf(wanted, value, own));
}

/** `new Client(…)`, by the whole name of the class. */
const isNewOf = (wanted: string, { kind, what }: Node, own: Own): boolean =>
  kind === 'new' && isNode(what) && what.kind === 'name' && own.whole(nameOf(what)) === wanted;

/** Whether all that a variable is ever given is so. */
function isAlways(variable: Node, scope: Scope, so: (value: Node, inside: Scope) => boolean): boolean {
  const { scope: inside, bindings } = scope.find(variableOf(variable) ?? '');
  return bindings.length > 0 && bindings.every((one) => one.by === 'value' && so(one.value, inside));
}
