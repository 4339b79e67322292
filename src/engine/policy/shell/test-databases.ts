import { argumentsOf, valuesOf } from './arguments.js';
import { hostOf, isHere } from './hosts.js';
import { baseName } from './programs/index.js';
import { knownWord } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import type { Written } from './written.js';

/** How a tool is told which database it works on. */
interface Told {
  /** Variables that decide it. */
  readonly variables: RegExp;
  /** Flags that do, and those that name a database or a connection. */
  readonly flags: readonly string[];
}

const RAILS: Told = { variables: /^(?:RAILS_ENV|DATABASE_URL)$/, flags: ['e', 'environment'] };
const DJANGO: Told = { variables: /^DJANGO_SETTINGS_MODULE$/, flags: ['settings'] };
const URL: Told = { variables: /^DATABASE_URL$/, flags: [] };

/** By what a command says: a map, since a name such as `toString` is in every object. */
const TOOLS: ReadonlyMap<string, Told> = new Map(
  Object.entries({
    rails: RAILS,
    rake: { ...RAILS, flags: [] },
    artisan: { variables: /^(?:APP_ENV|DB_DATABASE)$/, flags: ['env'] },
    'manage.py': DJANGO,
    'django-admin': DJANGO,
    mix: { variables: /^MIX_ENV$/, flags: [] },
    sequelize: { variables: /^NODE_ENV$/, flags: ['env'] },
    'sequelize-cli': { variables: /^NODE_ENV$/, flags: ['env'] },
    knex: { variables: /^NODE_ENV$/, flags: ['env'] },
    prisma: URL,
    dbmate: URL,
  }),
);

/** Whether a script or package is such a tool, which is judged as itself. */
export const emptiesKnown = (script: string): boolean => TOOLS.has(baseName(script));

/** Whatever is named so is there for tests. */
const FOR_TESTS = /^(?:.*[._-])?(?:tests?|testing|ci)(?:_?\d+)?(?:[._-](?:settings|db|database))?$/i;
/** A database in a file of the project, or of `/tmp`, by the file's name. */
const TEST_FILE = /^(?:\.\/|\/tmp\/)?(?:[\w-]+\/)*([\w-]+)\.(?:sqlite3?|db)$/;
const TEST_ENVIRONMENT = /^(?:test|testing|ci)$/;
/** Variables that say where a database is, or which settings hold. */
const SAYS =
  /^(?:\w*_ENV|ENV|ENVIRONMENT|STAGE|DJANGO_\w+|\w*DATABASE\w*|(?:TEST_)?DB_\w+|PG\w+|MYSQL_\w+|\w*_DSN|\w*DB_URL)$/;
/** What starts one of these, and says no more about where. */
const STARTERS =
  /^(?:bundle|env|cross-env|time|timeout|nice|php|python[\d.]*|ruby|poetry|uv|pipenv|pdm|hatch|npx|npm|yarn|pnpm|spring|command)$/;
/** Files that say which databases there are. */
const SETTINGS =
  /(?:^|[/|])(?:\.env[^/]*|database\.\w+|knexfile\.\w+|\.sequelizerc|schema\.prisma|config\.\w+)$|settings|(?:^|[/|])config\//;

/**
 * Whether a tool that empties databases certainly works on one that is there for tests: the script says so, and nothing
 * in it says otherwise.
 */
export function onTests(command: SimpleCommand, before: readonly SimpleCommand[], written: Written): boolean {
  const told = TOOLS.get(command.program ?? '');
  if (told === undefined || command.remote || written.holds(SETTINGS, command)) return false;
  const around = startersOf(command, before);
  if (around === undefined || before.some(loadsVariables)) return false;
  const args = argumentsOf(command);
  if (args.unclear || args.flags.has('database-url') || args.operands.some(({ text }) => /:all$/.test(text)))
    return false;
  const flags = valuesOf(args, told.flags);
  const named = [command, ...around].flatMap(({ words, assigned }) => [...assigned, ...words]);
  const set = before.flatMap(({ words, assigned }) => [...assigned, ...words]);
  if (![...named, ...set].every(agrees) || named.some(({ text }) => /^--?env-?file/.test(text))) return false;
  const connections = valuesOf(args, ['database']);
  if (![...flags, ...connections].every(({ known, text }) => known && FOR_TESTS.test(text))) return false;
  return flags.length > 0 || named.some(({ text }) => told.variables.test(text.split('=', 1)[0] as string));
}

/** The commands that start it, from the inside out; undefined where one is more than that. */
function startersOf(
  { parent }: SimpleCommand,
  before: readonly SimpleCommand[],
): readonly SimpleCommand[] | undefined {
  const found: SimpleCommand[] = [];
  for (let at = parent; at >= 0; at = before[at]?.parent ?? -1) {
    const starter = before[at];
    if (starter === undefined || !STARTERS.test(starter.folded)) return undefined;
    found.push(starter);
  }
  return found;
}

/** What may set variables that nobody here sees. */
const loadsVariables = ({ folded, program }: SimpleCommand): boolean =>
  program === undefined || /^(?:source|\.|eval|direnv|dotenv|set)$/.test(folded);

/** Whether a word that may set a variable leaves the database one for tests. */
function agrees(word: Word): boolean {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(word.text) ?? [];
  if (/^DISABLE_DATABASE/.test(name)) return false;
  if (!SAYS.test(name)) return true;
  if (!word.known) return false;
  if (/_URL$|_DSN$|^DATABASE$/.test(name) && value.includes(':')) return isTestAddress(value);
  if (/HOST/.test(name)) return isHere(hostOf(knownWord(value)));
  if (/_?(?:PORT|USER|USERNAME|PASSWORD|PASS|CONNECTION|ADAPTER|DRIVER)$/.test(name)) return true;
  if (/^(?:\w*_ENV|ENV|ENVIRONMENT|STAGE)$/.test(name)) return TEST_ENVIRONMENT.test(value);
  return value === ':memory:' || FOR_TESTS.test(TEST_FILE.exec(value)?.[1] ?? value);
}

/** `postgres://app:app@localhost:5432/app_test`, `sqlite:///tmp/test.db`. */
function isTestAddress(address: string): boolean {
  const [, host = '', database = ''] =
    /^(?:\w+):\/\/(?:[\w.%-]+(?::[^@/\s]*)?@)?([\w.-]*)(?::\d+)?\/([\w-]+)$/.exec(address) ?? [];
  return host !== '' && isHere(hostOf(knownWord(host))) && FOR_TESTS.test(database);
}
