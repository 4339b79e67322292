import { knownWord } from '../../script.js';
import { NotShown } from '../code-effect.js';
import { assertPlain, Clients } from './clients.js';
import { Answered } from './answered.js';
import { assertPlainTemplate } from './templates.js';
import type { Argument, Expression } from './syntax.js';
import type { Attribute, Call } from './values.js';

const OF_PARSERS = new Set(
  'remove_blank_text recover encoding remove_comments remove_pis strip_cdata ns_clean huge_tree'.split(' '),
);
/** What a text of XML declares that is not in it. */
const DECLARES = /<!(?:DOCTYPE|ENTITY)|SYSTEM|PUBLIC/i;
const OF_ENVIRONMENTS = new Set(
  'autoescape trim_blocks lstrip_blocks keep_trailing_newline undefined enable_async newline_sequence'.split(
    ' ',
  ),
);
const APPLICATIONS = new Set(
  'fastapi.FastAPI fastapi.APIRouter flask.Flask flask.Blueprint aiohttp.web.RouteTableDef starlette.applications.Starlette'.split(
    ' ',
  ),
);
const HERE = /^(?:127\.0\.0\.1|localhost|::1)$/;

/** Frameworks: servers of the program's own, templates, and trees of texts whose readers open files. */
export abstract class Frameworks extends Clients {
  #answered: Answered | undefined;

  protected override isAnsweredHere(node: Call): boolean {
    this.#answered ??= new Answered(this.body, this.names);
    return this.#answered.has(node);
  }

  protected override library(member: string, node: Call): boolean {
    const { args } = node;
    if (member === 'aiohttp.web.TCPSite') this.#site(args);
    else if (member === 'ruamel.yaml.YAML') this.#yaml(args);
    else if (member === 'lxml.etree.XMLParser') this.#parser(args);
    else if (member === 'lxml.etree.parse') this.#parsed(args, true);
    else if (member === 'lxml.etree.fromstring' || member === 'lxml.etree.XML') this.#parsed(args, false);
    else if (member === 'jinja2.FileSystemLoader') this.#loader(args);
    else if (member === 'jinja2.DictLoader') this.#texts(args);
    else if (member === 'jinja2.Environment') this.#environment(args);
    else if (member === 'jinja2.Template' || member === 'django.template.Template') this.#template(args);
    else if (member === 'django.template.Engine') this.only(args, new Set(['debug', 'string_if_invalid']));
    else return super.library(member, node);
    return true;
  }

  /** `@app.post('/items')`: a function is told to an application; whether it was that. */
  protected isRoute(node: Expression): boolean {
    if (
      node.is !== 'call' ||
      node.callee.is !== 'attribute' ||
      !/^(?:get|post|put|patch|delete|head|options)$/.test(node.callee.name)
    )
      return false;
    if (!this.comesFrom(node.callee.of, (member) => APPLICATIONS.has(member))) return false;
    assertPlain(node.args);
    this.value(node.callee.of);
    this.given(node.args);
    return true;
  }

  /** What belongs to the objects above; whether it was that. */
  protected framed(callee: Attribute, args: readonly Argument[]): boolean {
    const { of, name } = callee;
    if (name === 'from_string' && (this.names.imports('jinja2') || this.names.imports('django'))) {
      this.#template(args);
      this.value(of);
      return true;
    }
    if (!this.names.imports('ruamel') || !/^(?:load|load_all|dump|dump_all)$/.test(name)) return false;
    if (!this.comesFrom(of, (member) => member === 'ruamel.yaml.YAML')) throw new NotShown(name);
    this.value(of);
    const file = args[name.startsWith('load') ? 0 : 1];
    if (args.some((one) => one.name !== undefined || one.star !== '') || file === undefined)
      throw new NotShown(name);
    if (!this.#isStream(file.value))
      this.touch(name.startsWith('load') ? 'read' : 'write', this.paths.of(file.value));
    this.given(args);
    return true;
  }

  /** What has been opened, what is printed to, and what lies in memory. */
  #isStream(node: Expression): boolean {
    if (/^sys\.std(?:in|out|err)$/.test(this.names.memberOf(node) ?? '')) return true;
    if (this.comesFrom(node, (member) => /^io\.(?:StringIO|BytesIO)$/.test(member))) return true;
    if (node.is !== 'name') return false;
    const all = this.bindings.of(node.id);
    return all.length > 0 && all.every(({ by }) => by === 'opened');
  }

  /** `web.TCPSite(runner, '127.0.0.1', 8080)`. */
  #site(args: readonly Argument[]): void {
    const host = args.find(({ name }, i) => name === 'host' || (name === undefined && i === 1))?.value;
    const plain = args.every(
      ({ name, star }) => star === '' && (name === undefined || name === 'host' || name === 'port'),
    );
    if (!plain || host?.is !== 'text' || !HERE.test(host.value ?? ''))
      throw new NotShown('a server for others');
    this.given(args);
  }

  /** Only the safe kinds make nothing but data. */
  #yaml(args: readonly Argument[]): void {
    for (const { name, star, value } of args) {
      const safe = name === 'typ' && value.is === 'text' && /^(?:rt|safe)$/.test(value.value ?? '');
      if (star !== '' || !(safe || (name === 'pure' && value.is === 'constant')))
        throw new NotShown('ruamel.yaml');
    }
  }

  #parser(args: readonly Argument[]): void {
    for (const { name, star, value } of args) {
      const closed = name === 'resolve_entities' && value.is === 'constant' && value.text === 'False';
      const local = name === 'no_network' && value.is === 'constant' && value.text === 'True';
      if (star !== '' || !(closed || local || OF_PARSERS.has(name ?? ''))) throw new NotShown('a parser');
    }
    this.given(args);
  }

  /** A file or a text of XML may name others, which a parser that is told nothing reads. */
  #parsed(args: readonly Argument[], file: boolean): void {
    const [first, parser, ...more] = args;
    const by = parser?.value;
    if (first === undefined || first.name !== undefined || first.star !== '' || more.length > 0)
      throw new NotShown('lxml');
    if (parser !== undefined && (parser.star !== '' || (parser.name ?? 'parser') !== 'parser'))
      throw new NotShown('lxml');
    const told = by !== undefined && this.#isClosed(by);
    if (
      by !== undefined &&
      !told &&
      !this.comesFrom(by, (member) => /^lxml\.etree\.(?:XML|HTML)Parser$/.test(member))
    )
      throw new NotShown('a parser');
    if (file && !this.#isStream(first.value)) this.touch('read', this.paths.of(first.value));
    if (!told) {
      const said = !file && this.paths.of(first.value);
      const plain =
        Array.isArray(said) &&
        said.length > 0 &&
        said.every(({ known, glob, text }) => known && !glob && !DECLARES.test(text));
      if (!plain && !this.#isHtml(by)) throw new NotShown('a text that may name files');
    }
    this.given(args);
  }

  #isHtml(by: Expression | undefined): boolean {
    return by !== undefined && this.comesFrom(by, (member) => member === 'lxml.etree.HTMLParser');
  }

  /** A parser that is made with `resolve_entities=False`. */
  #isClosed(node: Expression): boolean {
    const calls =
      node.is === 'name'
        ? this.bindings.of(node.id).map((one) => (one.by === 'value' ? one.value : undefined))
        : [node];
    return (
      calls.length > 0 &&
      calls.every(
        (one) =>
          one?.is === 'call' &&
          this.names.memberOf(one.callee) === 'lxml.etree.XMLParser' &&
          one.args.some(
            ({ name, value }) =>
              name === 'resolve_entities' && value.is === 'constant' && value.text === 'False',
          ),
      )
    );
  }

  /** Templates are code of whoever has written them. */
  #loader(args: readonly Argument[]): void {
    const [folder, ...more] = args;
    if (folder === undefined || folder.name !== undefined || folder.star !== '' || more.length > 0)
      throw new NotShown('templates');
    const words = this.paths.of(folder.value) ?? this.paths.each(folder.value);
    this.touch(
      'execute',
      words?.map((word) => ({ ...word, text: `${word.text}/${knownWord('index.html').text}` })),
    );
    this.given(args);
  }

  #texts([table, ...more]: readonly Argument[]): void {
    const entries = table?.value.is === 'dict' && table.name === undefined ? table.value.entries : undefined;
    if (entries === undefined || more.length > 0) throw new NotShown('templates');
    for (const { value } of entries) this.#template([{ name: undefined, star: '', value }]);
  }

  #environment(args: readonly Argument[]): void {
    for (const { name, star, value } of args) {
      const loader =
        name === 'loader' &&
        this.comesFrom(value, (member) => /^jinja2\.(?:FileSystem|Dict)Loader$/.test(member));
      if (star !== '' || !(loader || OF_ENVIRONMENTS.has(name ?? '')))
        throw new NotShown('an environment of templates');
    }
    this.given(args);
  }

  /** A template that stands in the code: it asks for no more than the code may. */
  #template(args: readonly Argument[]): void {
    const [text, ...more] = args;
    if (text === undefined || text.name !== undefined || text.star !== '') throw new NotShown('a template');
    const words = this.paths.of(text.value);
    if (words === undefined || words.length === 0 || !words.every(({ known, glob }) => known && !glob))
      throw new NotShown('a template');
    for (const word of words)
      assertPlainTemplate(word.text, (name) =>
        this.mayBeHeld({ is: 'attribute', of: { is: 'name', id: '' }, name }),
      );
    this.only(more, OF_ENVIRONMENTS);
  }
}
