import { NotShown } from '../code-effect.js';
import { knownWord } from '../../script.js';
import { textLooksAtPage } from '../javascript/page-code.js';
import { readsOnly } from '../sql.js';
import { CLIENTS, Harness, SESSIONS } from './harness.js';
import { HANDED_ON, LIBRARIES } from './library-names.js';
import { HOW, isHere, isPath } from './requests.js';
import type { Use } from './bindings.js';
import { isStored } from './read-only.js';
import type { Argument, Expression } from './syntax.js';
import type { Attribute, Call } from './values.js';
import { table } from '../../../table.js';

const SOCKETS = new Set(['websockets.connect', 'websocket.create_connection']);
const OF_SOCKETS = new Set(
  'timeout open_timeout close_timeout subprotocols additional_headers extra_headers header origin max_size ping_interval ping_timeout'.split(
    ' ',
  ),
);
const STORES = new Set(['redis.Redis', 'redis.StrictRedis', 'redis.from_url']);
const DATABASES = new Set(['psycopg2.connect', 'psycopg.connect', 'pymysql.connect']);
const OF_STORES = new Set('port db decode_responses socket_timeout username password'.split(' '));
const OF_DATABASES = new Set(
  'port dbname database user password db row_factory autocommit cursor_factory charset connect_timeout'.split(
    ' ',
  ),
);
const LOCAL_STORE = /^redis:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/\d*)?$/;
const LOCAL_DATABASE =
  /^postgres(?:ql)?:\/\/(?:[\w.-]*(?::[\w.%!-]*)?@)?(?:localhost|127\.0\.0\.1)(?::\d+)?\/[\w-]*$/;
const LOCAL_FIELDS =
  /^(?:(?:host=(?:localhost|127\.0\.0\.1)|port=\d+|dbname=[\w-]+|user=[\w-]+|password=[\w-]+)(?: |$))+$/;
const BROWSERS = /^(?:chromium|firefox|webkit)$/;
/** Flags of browsers that neither start programs nor ask others. */
const OF_BROWSER =
  /^--(?:no-sandbox|disable-gpu|disable-dev-shm-usage|disable-setuid-sandbox|headless(?:=new)?|window-size=\d+,\d+)$/;
const SETTINGS =
  /^(?:display\.)?(?:max_(?:columns|rows|colwidth|seq_items)|width|precision|expand_frame_repr|float_format)$/;
const BACKENDS = /^(?:agg|svg|pdf|ps|cairo)$/i;
/** One argument of a test run, as a shell would be told it. */
const PLAIN_WORD = /^[\w@%+=:,./[\]-]+$/;

const BRINGS_IN = /^--(?:install-types|load-plugins|init-hook|rcfile|config|python-executable)/;
/** Functions that are what a program does with the words of its line. */
const LINES: Readonly<Record<string, string>> = table({
  'pytest.main': 'pytest',
  'pylint.lint.Run': 'pylint',
  'mypy.api.run': 'mypy',
});

/** Clients that ask servers on this machine, and libraries that are told by texts. */
export abstract class Clients extends Harness {
  protected override library(member: string, node: Call): boolean {
    const { args } = node;
    const asks =
      SESSIONS.has(member) || (CLIENTS.has(member) && !args.some(({ name }) => name === 'transport'));
    if (asks) this.#assertKept(node);
    if (SESSIONS.has(member)) this.only(args, new Set());
    else if (SOCKETS.has(member)) this.#socket(args);
    else if (STORES.has(member)) this.#connected(args, OF_STORES, LOCAL_STORE);
    else if (DATABASES.has(member)) this.#connected(args, OF_DATABASES, LOCAL_DATABASE, LOCAL_FIELDS);
    else if (Object.hasOwn(LINES, member)) this.#tested(LINES[member] ?? '', args);
    else if (member === 'airflow.models.DagBag') this.#loaded(args);
    else if (member === 'matplotlib.use' || member === 'matplotlib.pyplot.switch_backend')
      this.#first(member, args, BACKENDS);
    else if (member === 'pandas.set_option') this.#first(member, args, SETTINGS);
    else if (member === 'matplotlib.pyplot.savefig') this.#drawn(args);
    else return super.library(member, node);
    return true;
  }

  /** A client of servers is asked where it stands, or by names of its own, and handed to nobody. @throws NotShown */
  #assertKept(node: Call): void {
    const parent = this.bindings.parentOf(node);
    if (parent?.is === 'attribute' && this.#asksOnly(node, parent)) return;
    const names =
      parent?.is === 'assign' && parent.value === node
        ? parent.targets.map((target) => (target.is === 'name' ? target.id : ''))
        : parent?.is === 'with'
          ? parent.items.flatMap(({ name, value }) => (value === node && name !== undefined ? [name] : []))
          : [''];
    const kept = names.every(
      (name) =>
        this.bindings.of(name).every(({ by }) => by === 'value' || by === 'opened') &&
        this.bindings
          .uses(name)
          .every((use) => isStored(use.node, this.bindings) || this.#asksOnly(use.node, use.parent)),
    );
    if (!kept || names.includes('')) throw new NotShown('a client as a value');
  }

  #asksOnly(node: Expression, parent: Use): boolean {
    if (parent.is === 'with') return true;
    if (parent.is !== 'attribute' || parent.of !== node) return false;
    const outer = this.bindings.parentOf(parent);
    if (/^(?:headers|cookies)$/.test(parent.name)) return outer?.is === 'attribute';
    const called = outer?.is === 'call' && outer.callee === parent;
    return called && /^(?:get|post|put|patch|delete|head|options|request|close|aclose)$/.test(parent.name);
  }

  #first(member: string, args: readonly Argument[], form: RegExp): void {
    const [first, ...rest] = args;
    const told =
      first?.name === undefined && first?.value.is === 'text' && form.test(first.value.value ?? '');
    if (!told || rest.some(({ star }) => star !== '')) throw new NotShown(member);
    this.given(args);
  }

  #drawn(args: readonly Argument[]): void {
    const [first, ...rest] = args;
    if (first === undefined || first.name !== undefined || first.star !== '') throw new NotShown('savefig');
    this.only(rest, new Set('dpi bbox_inches facecolor transparent format pad_inches'.split(' ')));
    this.touch('write', this.paths.of(first.value));
  }

  #here(): void {
    this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
  }

  #socket([url, ...how]: readonly Argument[]): void {
    if (url === undefined || url.name !== undefined || url.star !== '') throw new NotShown('a socket');
    if (!isHere(url.value, this.paths, 'ws')) throw new NotShown('another machine');
    this.only(how, OF_SOCKETS);
    this.given([url]);
    this.#here();
  }

  /** `redis.Redis(host='localhost')`, `psycopg2.connect('dbname=app_dev host=localhost')`. */
  #connected(args: readonly Argument[], how: ReadonlySet<string>, ...addresses: readonly RegExp[]): void {
    let local = false;
    for (const { name, star, value } of args) {
      const text = value.is === 'text' ? (value.value ?? '') : undefined;
      const address = name === undefined && text !== undefined && addresses.some((form) => form.test(text));
      const host = name === 'host' && text !== undefined && /^(?:localhost|127\.0\.0\.1)$/.test(text);
      local ||= address || host;
      if (star !== '' || (!address && !host && (name === undefined || !how.has(name))))
        throw new NotShown('where a server is');
    }
    // Without a host, redis asks this machine, and a database whatever the environment says.
    if (!local && how !== OF_STORES) throw new NotShown('where a server is');
    this.given(args);
    this.#here();
  }

  /** `pytest.main(['-q', 'tests'])`: judged like its line. */
  #tested(program: string, [list, ...more]: readonly Argument[]): void {
    const items = list?.value.is === 'list' && list.name === undefined ? list.value.items : undefined;
    const words = items?.map((item) => (item.is === 'text' ? (item.value ?? '') : ''));
    const how = /^pylint/.test(program) ? new Set('reporter exit do_exit'.split(' ')) : new Set<string>();
    this.only(more, how);
    if (list !== undefined && words === undefined) throw new NotShown(program);
    // Code of others is run, or brought in.
    if (words?.some((word) => BRINGS_IN.test(word))) throw new NotShown(program);
    if (words?.every((word) => PLAIN_WORD.test(word) || /^[\w ]+$/.test(word)) === false)
      throw new NotShown(program);
    const quoted = (words ?? []).map((word) =>
      PLAIN_WORD.test(word) && !/[[\]]/.test(word) ? word : `'${word}'`,
    );
    this.effects.push({ kind: 'run', path: undefined, script: [program, ...quoted].join(' ') });
  }

  /** `DagBag('dags')` runs what it finds there. */
  #loaded(args: readonly Argument[]): void {
    for (const { name, star, value } of args) {
      const flag = name !== undefined && /^(?:include_examples|read_dags_from_db|safe_mode)$/.test(name);
      if (star !== '' || !(flag || name === undefined || name === 'dag_folder')) throw new NotShown('a bag');
      if (!flag) this.touch('execute', this.paths.of(value));
    }
    if (args.every(({ name }) => name !== undefined && name !== 'dag_folder'))
      this.effects.push({ kind: 'execute', path: knownWord('dags') });
    this.given(args);
  }

  protected staysHere(args: readonly Argument[]): boolean {
    const base = args.find(({ name }) => name === 'base_url')?.value;
    if (base !== undefined && !isHere(base, this.paths)) return false;
    this.#here();
    return true;
  }

  protected assertHere(client: Expression, verb: string, args: readonly Argument[]): void {
    const asks = (with_: (call: Call) => boolean): boolean => this.#madeBy(client, with_, 0);
    const member = (call: Call): string => this.names.memberOf(call.callee) ?? '';
    const bare = (call: Call): boolean =>
      (CLIENTS.has(member(call)) || SESSIONS.has(member(call))) &&
      !call.args.some(({ name }) => name === 'transport');
    if (!asks(bare)) return;
    const based = asks((call) => call.args.some(({ name }) => name === 'base_url'));
    const url = args[verb === 'request' ? 1 : 0];
    const how = args.slice(verb === 'request' ? 2 : 1);
    if (
      url === undefined ||
      url.name !== undefined ||
      !how.every(({ name }) => name !== undefined && HOW.has(name))
    )
      throw new NotShown('what is asked for');
    if (!isHere(url.value, this.paths) && !(based && isPath(url.value, this.paths)))
      throw new NotShown('another machine');
    this.#here();
  }

  /** Whether all calls that a client may come from are of this kind. */
  #madeBy(node: Expression, is: (call: Call) => boolean, depth: number): boolean {
    if (node.is === 'call') return is(node);
    if (node.is !== 'name' || depth > 4) return false;
    const bindings = this.bindings.of(node.id);
    return (
      bindings.length > 0 &&
      bindings.some(
        (one) => (one.by === 'value' || one.by === 'opened') && this.#madeBy(one.value, is, depth + 1),
      )
    );
  }

  /** What a browser, or a connection to a database, is told. */
  protected ofClient(callee: Attribute, args: readonly Argument[]): boolean {
    const { of, name } = callee;
    if (this.names.imports('playwright')) {
      if (name === 'launch') this.#launched(of, args);
      else if (name === 'goto') this.#shownPage(args);
      else if (name === 'screenshot') this.#pictured(args);
      else if (name === 'evaluate' || name === 'evaluate_all') this.#evaluated(args);
      else if (name === 'on') this.#heard(args);
      else return false;
      this.value(of);
      return true;
    }
    if (name !== 'execute' || !['psycopg2', 'psycopg', 'pymysql'].some((one) => this.names.imports(one)))
      return false;
    const [statement] = args;
    const words =
      statement?.name === undefined && statement !== undefined ? this.paths.of(statement.value) : undefined;
    const reads = words?.every(
      ({ known, glob, text }) => known && !glob && readsOnly(text.trim().replace(/;$/, '')),
    );
    if (reads !== true) throw new NotShown('a statement');
    this.value(of);
    this.given(args);
    return true;
  }

  #launched(of: Expression, args: readonly Argument[]): void {
    if (this.tables || of.is !== 'attribute' || !BROWSERS.test(of.name))
      throw new NotShown('what is started');
    for (const { name, value } of args) {
      const flags =
        name === 'args' &&
        value.is === 'list' &&
        value.items.every((item) => item.is === 'text' && OF_BROWSER.test(item.value ?? ''));
      if (!flags && !/^(?:headless|slow_mo|timeout)$/.test(name ?? ''))
        throw new NotShown('how it is started');
    }
    this.given(args);
  }

  #shownPage([url, ...how]: readonly Argument[]): void {
    if (url === undefined || url.name !== undefined || !isHere(url.value, this.paths))
      throw new NotShown('another machine');
    this.only(how, new Set(['wait_until', 'timeout']));
    this.given([url]);
    this.#here();
  }

  #pictured(args: readonly Argument[]): void {
    this.only(args, new Set('path full_page type quality clip timeout'.split(' ')));
    const file = args.find(({ name }) => name === 'path')?.value;
    if (file !== undefined) this.touch('write', this.paths.of(file));
  }

  #evaluated([code, ...more]: readonly Argument[]): void {
    const looks = code?.value.is === 'text' && textLooksAtPage(code.value.value ?? '');
    if (!looks || code.name !== undefined) throw new NotShown('code for a page');
    this.given(more);
  }

  /** `page.on('console', lambda m: print(m.text))`. */
  #heard(args: readonly Argument[]): void {
    const [event, back, ...more] = args;
    const told =
      event?.value.is === 'text' &&
      /^(?:console|pageerror|requestfailed|response)$/.test(event.value.value ?? '');
    if (!told || back?.value.is !== 'lambda' || more.length > 0) throw new NotShown('what is called back');
    this.given(args);
  }
}

export const OF_LIBRARIES = new Map(LIBRARIES);

/** Nothing that is named hands code to a library, or leads it elsewhere. @throws NotShown */
export function assertPlain(args: readonly Argument[]): void {
  for (const { name, star } of args)
    if (star === '**' || (name !== undefined && HANDED_ON.test(name)))
      throw new NotShown('how a library is used');
}
