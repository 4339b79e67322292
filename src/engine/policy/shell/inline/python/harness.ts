import { MAX_CODE, NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { isPlainFunction } from './bindings.js';
import type { Binding } from './bindings.js';
import { Libraries } from './libraries.js';
import { walkExpression } from './walk.js';
import type { Argument, Expression } from './syntax.js';
import type { Attribute, Call } from './values.js';

/** Clients that ask an application in the same process, and no server. */
const IN_PROCESS = new Set([
  'fastapi.testclient.TestClient',
  'starlette.testclient.TestClient',
  'django.test.Client',
  'werkzeug.test.Client',
]);
const SERVERS = new Set(['http.server.HTTPServer', 'http.server.ThreadingHTTPServer']);
const TRANSPORTS = new Set(['httpx.ASGITransport', 'httpx.WSGITransport']);
export const CLIENTS = new Set(['httpx.AsyncClient', 'httpx.Client', 'aiohttp.ClientSession']);
export const SESSIONS = new Set(['requests.Session', 'requests.session']);
const HOW = new Set('transport base_url headers timeout follow_redirects cookies'.split(' '));
const OF_APPLICATION = new Set('app raise_app_exceptions root_path client'.split(' '));
const VERBS = new Set('get post put patch delete head options request'.split(' '));
/** What a test puts another in the place of. */
const PATCHED = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/;
/** What says where something is, or who may do it. */
const LEADS =
  /environ|settings|config|ur[il]|host|dsn|path|token|key|secret|passw|dry_?run|confirm|allow|safe/i;
const TIMED = new Set('stmt setup number repeat'.split(' '));
/** What of a statement reaches beyond a database in memory. */
const LEAVES = /\b(?:attach|detach|vacuum|load_extension|readfile|writefile|edit|fts3_tokenizer)\b/i;
const BASE_MAKERS = new Set([
  'sqlalchemy.orm.declarative_base',
  'sqlalchemy.ext.declarative.declarative_base',
]);
const STATEMENTS = new Set(['execute', 'executescript', 'executemany']);

/** What runs code of the project within the program itself: to measure it, to ask it, and against a database in memory. */
export abstract class Harness extends Libraries {
  protected abstract judged(code: string): readonly CodeEffect[];

  protected override library(member: string, node: Call): boolean {
    const { args } = node;
    if (member === 'timeit.timeit' || member === 'timeit.repeat') this.#timed(args);
    else if (member === 'pstats.Stats' && this.#isProfile(args[0])) this.#statistics(args);
    else if (SERVERS.has(member)) this.#served(args);
    else if (TRANSPORTS.has(member)) this.only(args, OF_APPLICATION);
    else if (CLIENTS.has(member)) this.#client(member, args);
    else if (/^unittest\.mock\.patch(?:\.object)?$/.test(member)) this.#patched(member, args);
    else return super.library(member, node);
    return true;
  }

  /** `patch('app.mail.send', return_value=True)`: what is put in its place is nothing that leads elsewhere. */
  #patched(member: string, args: readonly Argument[]): void {
    const [first, second] = args;
    const target = (member.endsWith('.object') ? second : first)?.value;
    const name = target?.is === 'text' ? (target.value ?? '') : '';
    const rest = args.filter(({ value }) => value !== target && value !== first?.value);
    if (first?.name !== undefined || !PATCHED.test(name) || (rest.length > 0 && LEADS.test(name)))
      throw new NotShown('what is put in the place of another');
    if (
      args.some(
        ({ name: how, star }) =>
          star !== '' || (how !== undefined && !/^(?:new|return_value|side_effect|spec|autospec)$/.test(how)),
      )
    )
      throw new NotShown('how it is put there');
    if (first?.value !== target) this.value(first?.value, 'shown');
    for (const { value } of rest) {
      this.value(value);
      walkExpression(
        value,
        (node) => {
          if (node.is === 'text' && !/^[\w .,!?-]*$/.test(node.value ?? '/'))
            throw new NotShown('a text that leads elsewhere');
        },
        undefined,
      );
    }
  }

  /** `HTTPServer(('127.0.0.1', 9099), Handler)`: what it answers stands in a class of the code's own. */
  #served(args: readonly Argument[]): void {
    const [place, handler, ...more] = args;
    if (more.length > 0 || args.some(({ name, star }) => name !== undefined || star !== ''))
      throw new NotShown('a server');
    const host = place?.value.is === 'tuple' ? place.value.items[0] : undefined;
    if (host?.is !== 'text' || !/^(?:127\.0\.0\.1|localhost|::1|)$/.test(host.value ?? '?'))
      throw new NotShown('a server for others');
    const own = handler?.value;
    const classes = own?.is === 'name' ? this.bindings.of(own.id) : [];
    if (classes.length === 0 || !classes.every(({ by }) => by === 'class')) throw new NotShown('a server');
    this.given(args);
  }

  protected only(args: readonly Argument[], names: ReadonlySet<string>): void {
    if (!args.every(({ name, star }) => star === '' && name !== undefined && names.has(name)))
      throw new NotShown('how a client is made');
    this.given(args);
  }

  /** `httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url='http://test')`. */
  #client(member: string, args: readonly Argument[]): void {
    const transport = args.find(({ name }) => name === 'transport')?.value;
    const asked = transport !== undefined && this.comesFrom(transport, (name) => TRANSPORTS.has(name));
    if (!asked && (transport !== undefined || !this.staysHere(args))) throw new NotShown(member);
    this.only(args, HOW);
  }

  /** Whether an expression is what one of these functions gives, and nothing else. */
  protected comesFrom(node: Expression, is: (member: string) => boolean): boolean {
    if (node.is === 'call') return is(this.names.memberOf(node.callee) ?? '');
    if (node.is !== 'name') return false;
    return this.#isBound(node.id, (value) => value.is === 'call' && this.comesFrom(value, is));
  }

  /** What is entered more than once: one task after another. */
  protected isLock(node: Expression): boolean {
    return this.comesFrom(node, (member) =>
      /^(?:asyncio\.(?:Bounded)?Semaphore|(?:asyncio|threading)\.R?Lock)$/.test(member),
    );
  }

  /** A class that a library makes for others to extend: `declarative_base()`. */
  protected isBase(one: Binding): boolean {
    return (
      one.by === 'value' &&
      one.value.is === 'call' &&
      BASE_MAKERS.has(this.names.memberOf(one.value.callee) ?? '')
    );
  }

  #isBound(name: string, is: (value: Expression) => boolean): boolean {
    const bindings: readonly Binding[] = this.bindings.of(name);
    return (
      bindings.length > 0 &&
      bindings.every((one) => (one.by === 'value' || one.by === 'opened') && is(one.value))
    );
  }

  /** `client.post('/items', json={})`. */
  protected asked({ of, name }: Attribute, args: readonly Argument[]): boolean {
    if (!VERBS.has(name)) return false;
    if (
      !this.comesFrom(of, (member) => IN_PROCESS.has(member) || CLIENTS.has(member) || SESSIONS.has(member))
    )
      return false;
    if (args.some(({ star }) => star !== '')) throw new NotShown(name);
    this.assertHere(of, name, args);
    this.value(of);
    this.given(args);
    return true;
  }

  /** Whether a client that is made so asks this machine where an address has no host. */
  protected abstract staysHere(args: readonly Argument[]): boolean;
  /** @throws NotShown where a client that asks servers asks another machine */
  protected abstract assertHere(client: Expression, verb: string, args: readonly Argument[]): void;

  #isProfile(first: Argument | undefined): boolean {
    if (first === undefined || first.name !== undefined || first.star !== '') return false;
    return this.comesFrom(first.value, (member) => member === 'cProfile.Profile');
  }

  /** `pstats.Stats(profile, stream=out)`. */
  #statistics([, ...rest]: readonly Argument[]): void {
    if (!rest.every(({ name, star }) => star === '' && name === 'stream'))
      throw new NotShown('what is measured');
    this.given(rest);
  }

  /** `timeit.timeit('x.split()', setup='x = "a b"', number=1000)`: both are code. */
  #timed(args: readonly Argument[]): void {
    const code = new Map<string, Expression>();
    args.forEach(({ name, star, value }, i) => {
      const key = name ?? ['stmt', 'setup'][i];
      if (star !== '' || key === undefined || !TIMED.has(key)) throw new NotShown('timeit');
      if (key === 'stmt' || key === 'setup') code.set(key, value);
      else this.value(value);
    });
    const setups = this.#codeOf(code.get('setup'));
    for (const setup of setups)
      for (const statement of this.#codeOf(code.get('stmt')))
        this.effects.push(...this.judged(`${setup}\n${statement}`));
  }

  /** What code an argument may be; a function stands in the program itself. */
  #codeOf(node: Expression | undefined): readonly string[] {
    if (node === undefined) return ['pass'];
    const called =
      node.is === 'lambda' ||
      (node.is === 'name' &&
        this.names.isOwnName(node.id) &&
        this.bindings.of(node.id).every(isPlainFunction));
    if (called) {
      this.value(node);
      return ['pass'];
    }
    const words = this.paths.of(node) ?? [];
    // Lines are put further in, those of a text too.
    const told = words.every(({ text, known, glob }) => known && !glob && !/"""|'''|\\\n|[\0\f]/.test(text));
    if (words.length === 0 || !told || words.some(({ text }) => text.length > MAX_CODE))
      throw new NotShown('code that is not known');
    return words.map(({ text }) => text);
  }

  /** Statements for a database in memory: those that are told, and those of a file, which are as good as that is. */
  protected inMemory({ of, name }: Attribute, args: readonly Argument[]): boolean {
    if (!STATEMENTS.has(name) || !this.#isMemory(of)) return false;
    const [statement, ...rest] = args;
    if (statement === undefined || args.some((one) => one.name !== undefined || one.star !== ''))
      throw new NotShown('a statement');
    const file = this.#textOf(statement.value, 0);
    if (file !== undefined) this.touch('execute', this.paths.of(file));
    else if (!this.#stays(statement.value, name)) throw new NotShown('a statement');
    this.value(of);
    this.given([statement, ...rest]);
    return true;
  }

  /** `sqlite3.connect(':memory:')`, and its cursors. */
  #isMemory(node: Expression): boolean {
    if (node.is === 'name')
      return this.#isBound(node.id, (value) => value.is === 'call' && this.#isMemory(value));
    if (node.is !== 'call') return false;
    const { callee, args } = node;
    if (callee.is === 'attribute' && (callee.name === 'cursor' || STATEMENTS.has(callee.name)))
      return this.#isMemory(callee.of);
    const [place, ...more] = args;
    if (this.names.memberOf(callee) !== 'sqlite3.connect' || more.length > 0) return false;
    return place?.name === undefined && place?.value.is === 'text' && place.value.value === ':memory:';
  }

  /** A file of which an expression is the text. */
  #textOf(node: Expression, depth: number): Expression | undefined {
    if (node.is === 'name' && depth < 4) {
      const [only, ...more] = this.bindings.of(node.id);
      return only?.by === 'value' && more.length === 0 ? this.#textOf(only.value, depth + 1) : undefined;
    }
    if (node.is !== 'call' || node.callee.is !== 'attribute') return undefined;
    const { of, name } = node.callee;
    if (name === 'read_text') return of;
    const opened = name === 'read' && node.args.length === 0 && of.is === 'call';
    if (!opened || this.names.memberOf(of.callee) !== 'builtins.open') return undefined;
    return of.args[0]?.value;
  }

  /** One statement begins as it stands here; a script may go on in what is put into it. */
  #stays(node: Expression, name: string): boolean {
    const parts = node.is === 'format' && name !== 'executescript' ? node.parts : undefined;
    const words = parts === undefined ? this.paths.of(node) : undefined;
    if (parts !== undefined) {
      const [first] = parts;
      const text = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
      return typeof first === 'string' && /^\s*[a-z]+\s/i.test(first) && !LEAVES.test(text);
    }
    if (words === undefined || words.length === 0) return false;
    return words.every(({ text, known, glob }) => known && !glob && !LEAVES.test(text));
  }
}
