import type { AnyNode } from 'acorn';
import { NotShown } from '../code-effect.js';
import { asksHere } from '../local-urls.js';
import { worded } from '../promises.js';
import { childrenOf } from './parse.js';
import type { Paths } from './paths.js';

/** Words in names of functions that open, make or delete what they are given the name of. */
const OF_FILES =
  /(?:^|_)(?:read|write|output|append|copy|move|mv|cp|remove|rm|rimraf|del|clean|cleanup|clear|purge|wipe|prune|destroy|erase|sweep|unlink|delete|trash|empty|ensure|mkdirp?|mkdir|make|create|touch|link|symlink|chmod|chown|truncate|save|dump|store|load|open|extract|unzip|untar|unpack|pack|zip|tar|download|upload|rename|files?|dirs?|director(?:y|ies)|folders?|stat|scan|walk|glob|watch|serve|static|include|import|outfile)(?:_|$)/;
/** Names of functions that ask what they are given the address of. */
const ASKS =
  /^(?:get|post|put|patch|head|options|delete|request|send|call|open|connect|goto|load|stream|ping|visit|ws|websocket|ajax|axios|got|ky|superagent|needle|undici|phin|bent|wretch|create|client|(?:fetch|download|crawl|scrape|upload|send|request|post|ping|probe|connect|visit|pull|push|sync|clone|create|open|make|new)_\w+)$/;
/** Names of functions that run what a text says. */
const RUNS_TEXTS =
  /(?:^|_)(?:render|template|templates|compile|evaluate|interpret|invoke|repl|script|sandbox|vm|func|function|expression|execute|exec|run|eval)(?:_|$)/;

/** Files beyond the project and `/tmp`. */
const AWAY =
  /^(?:~(?:\/|$)|\/(?:etc|root|home|usr|var(?!\/tmp)|proc|sys|dev|boot|opt|bin|sbin|lib\w*|mnt|run|srv|media)(?:\/|$))|(?:^|\/)\.(?:ssh|aws|gnupg|kube|netrc|npmrc|git-credentials|docker|git|env)(?:\/|$)|id_(?:rsa|ed25519)|^(?:\.\.\/){2}|^\/+$/;
const ADDRESS = /^\s*(?:[a-z][a-z\d+.-]*:)?\/\/[^/]/i;
/** What a text says that reaches the machine when it is run. */
const CODE =
  /<%|\b(?:child_process|exec\w*|spawn\w*|process|mainModule|constructor|require|import|Deno|Bun|globalThis|Function|prototype|__\w+)\b/;

/** Names of functions that run a line, and a text that looks like one. */
const RUNS_LINES = /(?:^|_)(?:run|exec|execute|shell|sh|cmd|command|system|spawn|invoke)(?:_|$)/;
const LINE = /^\s*(?:\w+=\S*\s+)*[\w./~-]+\s+[^\s=]|[;&|`]|\$\(/;

const looksAt = (name: string): boolean =>
  /^(?:is|has|parse|match|test|normali[sz]e|split|format|tokeni[sz]e|lex|escape|encode|decode|validate|check|assert|expect|compare|lint|verify)(?:_|$)/.test(
    name,
  );

/**
 * What code of the project is given: by a name that promises to open, to ask or to run it, no file that lies elsewhere,
 * no other machine, and no text that reaches further. @throws NotShown
 */
export function assertNear(name: string, given: readonly AnyNode[], paths: Paths): void {
  const words = worded(name);
  if (looksAt(words)) return;
  const [files, asks, runs] = [OF_FILES.test(words), ASKS.test(words), RUNS_TEXTS.test(words)];
  const lines = RUNS_LINES.test(words);
  if (!files && !asks && !runs && !lines) return;
  for (const text of textsIn(given, paths)) {
    if (files && AWAY.test(text)) throw new NotShown('a file that lies elsewhere');
    if ((asks || files) && isElsewhere(text)) throw new NotShown('another machine');
    if (lines && LINE.test(text)) throw new NotShown('a line that may be run');
    if (runs && CODE.test(text)) throw new NotShown('a text that may be run');
  }
}

/** What an object of the project's own is made with, which it may ask later. @throws NotShown */
export function assertMadeNear(name: string, given: readonly AnyNode[], paths: Paths): void {
  const reads =
    /(?:^|_)(?:url|uri|link|parser?|lexer|tokeni[sz]er|route|router|address|node|token|path)(?:_|$)/;
  for (const text of textsIn(given, paths)) {
    if (isElsewhere(text) && !reads.test(worded(name))) throw new NotShown('another machine');
    if (AWAY.test(text)) throw new NotShown('a file that lies elsewhere');
  }
}

const isElsewhere = (text: string): boolean =>
  ADDRESS.test(text) && !asksHere({ text, whole: true }, 'http') && !asksHere({ text, whole: true }, 'ws');

const HERE = 'http://localhost/';

/** What a text begins with; behind the host of this machine whatever follows. */
function whole(node: AnyNode, paths: Paths): string | undefined {
  if (!/^(?:TemplateLiteral|Identifier|BinaryExpression|MemberExpression)$/.test(node.type)) return undefined;
  const begun = paths.begins(node);
  if (begun.text === '') return undefined;
  return asksHere(begun, 'http') || asksHere(begun, 'ws') ? HERE : begun.text;
}

function textsIn(nodes: readonly AnyNode[], paths: Paths): readonly string[] {
  const found: string[] = [];
  const open: AnyNode[] = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value);
    const said = whole(node, paths);
    if (said !== undefined) found.push(said);
    if (node.type === 'TemplateLiteral' && said !== HERE)
      found.push(node.quasis.map(({ value }) => value.cooked ?? '').join('x'));
    if (/^(?:Identifier|BinaryExpression|MemberExpression)$/.test(node.type))
      found.push(...(paths.of(node) ?? []).map(({ text }) => text));
    if (said !== HERE && !/Function/.test(node.type)) open.push(...(childrenOf(node) as AnyNode[]));
  }
  return found;
}
