import { knownWord } from '../../script.js';
import { NotShown, touching } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { isOfProject } from './packages.js';
import { OF_LANGUAGE, OWN } from './modules.js';
import type { Names } from './resolve.js';
import type { Argument, Expression, Statement } from './syntax.js';
import { walkExpression } from './walk.js';
import { table } from '../../../table.js';

type Call = Expression & { readonly is: 'call' };

/** Settings of which a text says how dates, languages and servers of tests are, and leads nowhere. */
const TEXTS =
  /^(?:SECRET_KEY|TIME_ZONE|LANGUAGE_CODE|DATE_FORMAT|DATETIME_FORMAT|TIME_FORMAT|SHORT_DATE_FORMAT|DECIMAL_SEPARATOR|THOUSAND_SEPARATOR|DEFAULT_CHARSET|STATIC_URL|MEDIA_URL|LOGIN_URL|SESSION_COOKIE_\w+|CSRF_COOKIE_\w+|FORCE_SCRIPT_NAME|X_FRAME_OPTIONS|SECURE_\w+)$/;
const LISTS =
  /^(?:ALLOWED_HOSTS|LANGUAGES|INTERNAL_IPS|DATE_INPUT_FORMATS|DATETIME_INPUT_FORMATS|TIME_INPUT_FORMATS|CSRF_TRUSTED_ORIGINS)$/;
/** Classes of Django itself, by the names that settings give them. */
const OF_DJANGO: Readonly<Record<string, RegExp>> = table({
  DEFAULT_AUTO_FIELD: /^django\.db\.models\.(?:Big|Small)?AutoField$/,
  EMAIL_BACKEND: /^django\.core\.mail\.backends\.(?:locmem|console|dummy)\.EmailBackend$/,
  AUTH_USER_MODEL: /^[a-z]\w*\.[A-Z]\w*$/,
  MIDDLEWARE: /^django\.(?:middleware|contrib\.\w+\.middleware|contrib\.\w+)\.?(?:\w+\.)?\w+Middleware$/,
  PASSWORD_HASHERS: /^django\.contrib\.auth\.hashers\.\w+PasswordHasher$/,
  FORM_RENDERER: /^django\.forms\.renderers\.\w+$/,
});
const TEMPLATES = /^django\.template\.backends\.(?:django\.DjangoTemplates|jinja2\.Jinja2)$/;
const PROCESSORS =
  /^django\.(?:template\.context_processors|contrib\.(?:auth|messages)\.context_processors)\.\w+$/;
const SQLITE = 'django.db.backends.sqlite3';
const APP = /^[a-z_]\w*(?:\.[a-zA-Z_]\w*)*$/;

const textOf = (node: Expression | undefined): string | undefined =>
  node?.is === 'text' && !node.bytes ? node.value : undefined;

/**
 * `settings.configure(…)`: what the settings of a program lead to, where they stand before everything that asks for
 * them, and its database lies in memory, or there is none. `present` is whether code of the project is there. Undefined where there is no such call; @throws NotShown
 */
export function configuredBy(
  body: readonly Statement[],
  names: Names,
  present: boolean,
): readonly CodeEffect[] | undefined {
  for (const node of body) {
    const call = configure(node, names);
    // Code of the project may have settings of its own by then.
    if (call !== undefined && present && node.is === 'branch') return undefined;
    if (call !== undefined) return call.args.flatMap((argument) => setting(argument));
    if (!isBefore(node, names)) return undefined;
  }
  return undefined;
}

/** Whether a call is the one above. */
export const isConfigure = ({ callee }: Call, names: Names): boolean =>
  callee.is === 'attribute' &&
  callee.name === 'configure' &&
  names.memberOf(callee.of) === 'django.conf.settings';

function configure(node: Statement, names: Names): Call | undefined {
  if (node.is === 'do') {
    const [only] = node.items;
    return only?.is === 'call' && isConfigure(only, names) ? only : undefined;
  }
  // `if not settings.configured:`
  if (node.is !== 'branch' || node.tests.length !== 1 || node.bodies.length !== 1) return undefined;
  const [test] = node.tests;
  const asked = test?.is === 'operation' && test.op === 'not' ? test.operands.at(-1) : undefined;
  if (
    asked?.is !== 'attribute' ||
    asked.name !== 'configured' ||
    names.memberOf(asked.of) !== 'django.conf.settings'
  )
    return undefined;
  const [first] = node.bodies[0] ?? [];
  return first && configure(first, names);
}

/** What may stand before: imports, texts, and variables of the environment and of Python. */
function isBefore(node: Statement, names: Names): boolean {
  if (node.is === 'import' || node.is === 'from' || node.is === 'pass') return true;
  if (node.is === 'assign') return node.value === undefined || isSaid(node.value);
  if (node.is !== 'do') return false;
  return node.items.every((item) => {
    if (item.is !== 'call' || item.callee.is !== 'attribute') return item.is === 'text';
    const of = names.memberOf(item.callee.of);
    return (of === 'os.environ' && item.callee.name === 'setdefault') || of === 'sys.path';
  });
}

/** What asks nobody for anything. */
function isSaid(node: Expression): boolean {
  let said = true;
  const plain = /^(?:text|number|constant|list|dict|tuple|set)$/;
  walkExpression(node, (one) => (said &&= plain.test(one.is)), undefined);
  return said;
}

function setting({ name, star, value }: Argument): readonly CodeEffect[] {
  if (name === undefined || star !== '') throw new NotShown('settings');
  if (name === 'DATABASES') return databases(value);
  if (name === 'INSTALLED_APPS') return entries(value).flatMap(app);
  if (name === 'TEMPLATES') return entries(value).flatMap(templates);
  if (name === 'ROOT_URLCONF') {
    if (value.is === 'name' && value.id === '__name__') return [];
    return app(value);
  }
  const own = OF_DJANGO[name];
  if (own !== undefined) {
    const items = value.is === 'text' ? [value] : entries(value);
    if (!items.every((item) => own.test(textOf(item) ?? ''))) throw new NotShown(name);
    return [];
  }
  const flag = value.is === 'constant' || value.is === 'number';
  const text = TEXTS.test(name) && textOf(value) !== undefined;
  if (!/^[A-Z][A-Z_\d]*$/.test(name) || !(flag || text || (LISTS.test(name) && isPlain(value))))
    throw new NotShown(name);
  return [];
}

function entries(node: Expression): readonly Expression[] {
  if (node.is !== 'list' && node.is !== 'tuple') throw new NotShown('settings');
  return node.items;
}

const isPlain = (node: Expression): boolean =>
  node.is === 'list' || node.is === 'tuple' ? node.items.every(isPlain) : textOf(node) !== undefined;

/** An application of Django's, or of the project, whose code is run. */
function app(node: Expression): readonly CodeEffect[] {
  if (node.is === 'name' && node.id === '__name__') return [];
  const text = textOf(node) ?? '';
  if (text === '__main__' || /^django\.contrib\.[a-z]+(?:\.apps\.\w+)?$/.test(text)) return [];
  const [first = ''] = text.split('.', 1);
  const own =
    OWN.test(text) || isOfProject(text) || (!OF_LANGUAGE.has(first) && /^tests?(?:\.|$)/.test(text));
  if (!APP.test(text) || !own) throw new NotShown('an application');
  return [{ kind: 'execute', path: knownWord(`${text.replaceAll('.', '/')}.py`) }];
}

function databases(node: Expression): readonly CodeEffect[] {
  for (const { key, value } of fields(node)) {
    if (key === undefined || value.is !== 'dict') throw new NotShown('a database');
    for (const one of fields(value)) {
      const said = textOf(one.value);
      if (one.key === 'ENGINE' && said === SQLITE) continue;
      if (one.key === 'NAME' && said === ':memory:') continue;
      throw new NotShown('a database elsewhere');
    }
  }
  return [];
}

function fields(
  node: Expression,
): readonly { readonly key: string | undefined; readonly value: Expression }[] {
  if (node.is !== 'dict') throw new NotShown('settings');
  return node.entries.map(({ key, value }) => ({ key: textOf(key), value }));
}

function templates(node: Expression): readonly CodeEffect[] {
  return fields(node).flatMap(({ key, value }): readonly CodeEffect[] => {
    if (key === 'BACKEND' && TEMPLATES.test(textOf(value) ?? '')) return [];
    if (key === 'APP_DIRS' && value.is === 'constant') return [];
    if (key === 'DIRS')
      return entries(value).flatMap((item) => touching('execute', [knownWord(textOf(item) ?? '\0')]));
    if (key !== 'OPTIONS') throw new NotShown('templates');
    for (const one of fields(value)) {
      const flags =
        /^(?:autoescape|debug|string_if_invalid)$/.test(one.key ?? '') &&
        /^(?:constant|text)$/.test(one.value.is);
      const said =
        one.key === 'context_processors' &&
        entries(one.value).every((item) => PROCESSORS.test(textOf(item) ?? ''));
      if (!flags && !said) throw new NotShown('templates');
    }
    return [];
  });
}
