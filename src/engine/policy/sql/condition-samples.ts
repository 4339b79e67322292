import { isDate, NOW } from './condition-dates.js';
import { OPEN } from './condition-open.js';
import { evaluate, truthOf } from './condition-values.js';
import type { Effort, Expr, Value } from './condition-expr.js';

/** So many nodes are looked at for one condition. */
export const SAMPLE_STEPS = 400_000;

const MAX_LITERALS = 8;
/** What people number rows with: snowflakes are longer, and nobody compares with them by hand. */
const MAX_KEY = 99_999_999;

/** What a condition says about the values of a column. */
interface Facts {
  readonly numbers: Set<number>;
  readonly texts: Set<string>;
  booleans: boolean;
  /** Whether it counts seconds since 1970. */
  epoch: boolean;
  /** Whether a date is asked for parts of it. */
  dated: boolean;
  /** Whether single bits are asked for, which whole numbers have. */
  whole: boolean;
  /** Whether it is taken for a text. */
  textual: boolean;
  readonly key: boolean;
}

interface Asked {
  /** Whether it is one of several that suffice: an empty text is then no row to speak of. */
  readonly oneOf: boolean;
  readonly table: string;
  readonly columns: Map<string, Facts>;
  /** Whether it asks for NULL anywhere. */
  nulls: boolean;
}

const ASKS_NULL = /^(?:isnull|same|isunknown)$/;

/**
 * Whether a condition holds for rows of every sort, those with just the values that it names among them, as far as it is
 * understood: no row can be seen that it leaves alone.
 */
export function samplesHold(condition: Expr, table: string, effort: Effort): boolean {
  const asked: Asked = {
    oneOf: condition.op === 'call' && condition.name === 'or',
    ...{ table, columns: new Map<string, Facts>(), nulls: false },
  };
  collect(condition, asked, [], effort);
  const names = [...asked.columns.keys()];
  const domains = names.map((name) => {
    const values = domain(name, asked);
    return effort.wholes === true ? values.filter((value) => isWhole(value, name, asked, effort)) : values;
  });
  const size = Math.max(1, ...domains.map((items) => items.length));
  for (const stride of names.length > 1 ? STRIDES : [0]) {
    for (let i = 0; i < size; i++) {
      const row = new Map(
        names.map((name, at) => [name, pick(domains[at] as readonly Value[], i + at * stride)]),
      );
      if (effort.steps <= 0) return true;
      const truth = truthOf(evaluate(condition, row, effort), effort.juggles);
      if (truth === false || truth === null || truth === OPEN) return false;
    }
  }
  return true;
}

/** Where texts count as numbers, what is beside a key's number may be a text, and the key is none. */
function isWhole(value: Value, name: string, { columns }: Asked, { juggles }: Effort): boolean {
  if (typeof value === 'string') return juggles !== 'everywhere' || columns.get(name)?.key !== true;
  return typeof value !== 'number' || Number.isInteger(value);
}

/** How far apart the rows of two columns are that stand side by side. */
const STRIDES = [0, 1, 3, 7];

function pick(items: readonly Value[], at: number): Value {
  return items[at % items.length] as Value;
}

const COMPARES = /^(?:[<>]=?|=|<>|same|in|i?like|glob|regex|starts|position|nullif|greatest|least)$/;
const DATED = /^(?:date|date_trunc|extract|format_date|time_of)$/;
/** What takes texts alone. */
const TEXTS =
  /^(?:lower|upper|trim|reverse|left|right|substr|replace|split_part|[lr]pad|\|\||i?like|regex|glob)$/;
/** What says of a key which it is; all but a few are nearly all, and so is what sorts before a text. */
const IDENTIFIES = /^(?:=|in|i?like|glob|regex|starts)$/;
/** What they take beside a column is no value of it. */
const WORDS = /^(?:length|interval|date_trunc|extract|format_date|substr|left|right|split_part)$/;

/** The constants that stand in one comparison with a column may be its values. */
function collect(expr: Expr, asked: Asked, facts: readonly Facts[], effort: Effort, negative = false): void {
  effort.steps--;
  if (expr.op === 'value') for (const one of facts) note(expr.value, one);
  if (expr.op !== 'call') {
    if (expr.op === 'column') factsOf(expr.name, asked);
    return;
  }
  if (ASKS_NULL.test(expr.name)) asked.nulls = true;
  const within = COMPARES.test(expr.name)
    ? [...facts, ...columnsOf(expr, asked).filter(({ key }) => !key || identifies(expr, negative))]
    : facts;
  if (expr.name === '&' || expr.name === '|') for (const one of columnsOf(expr, asked)) one.whole = true;
  if (TEXTS.test(expr.name))
    for (const item of expr.args) if (item.op === 'column') factsOf(item.name, asked).textual = true;
  if (DATED.test(expr.name)) for (const one of columnsOf(expr, asked)) one.dated = true;
  if (expr.name === 'extract' && expr.args[0]?.op === 'value' && expr.args[0].value === 'epoch')
    for (const one of within) one.epoch = true;
  for (const item of expr.args)
    if (!WORDS.test(expr.name) || item.op !== 'value')
      collect(item, asked, within, effort, negative !== (expr.name === 'not'));
}

function identifies({ name, args }: Extract<Expr, { op: 'call' }>, negative: boolean): boolean {
  if (name === '<>') return negative;
  if (!/^[<>]/.test(name)) return IDENTIFIES.test(name) && !negative;
  return args.every(
    (item) => item.op !== 'value' || typeof item.value !== 'string' || /^-?\d+$/.test(item.value),
  );
}

function factsOf(name: string, { columns, table }: Asked): Facts {
  let facts = columns.get(name);
  if (facts === undefined) {
    facts = {
      numbers: new Set(),
      texts: new Set(),
      booleans: false,
      epoch: false,
      dated: false,
      whole: false,
      textual: false,
      key: isKey(name, table),
    };
    columns.set(name, facts);
  }
  return facts;
}

function columnsOf(expr: Expr, asked: Asked): readonly Facts[] {
  if (expr.op === 'column') return [factsOf(expr.name, asked)];
  return expr.op === 'call' ? expr.args.flatMap((item) => columnsOf(item, asked)) : [];
}

function note(value: Value, facts: Facts): void {
  if (typeof value === 'number' && facts.numbers.size < MAX_LITERALS) facts.numbers.add(value);
  if (typeof value === 'string' && facts.texts.size < MAX_LITERALS) facts.texts.add(value);
  if (typeof value === 'boolean') facts.booleans = true;
}

/** A row's own number is never null, and positive. */
function isKey(name: string, table: string): boolean {
  const low = name.toLowerCase();
  if (/^(?:id|uuid|guid|oid|ctid|rowid|_rowid_|pk|tableoid|xmin)$/.test(low)) return true;
  const bare = table.toLowerCase();
  return [bare, bare.replace(/s$/, ''), bare.replace(/ies$/, 'y')].some(
    (one) => low === `${one}_id` || low === `${one}id`,
  );
}

const EMAIL = /(?:^|_)e?mail(?:_?addr(?:ess)?)?$/i;
const ADDRESSES = ['zoe.b@mail.example', 'x@y.org', 'A_1+b@sub.domain.test'];
const TEXTUAL =
  /(?:^|_)(?:name|username|login|title|slug|address|city|country|url|comment|body|content|description|notes?|label|subject|street)$/i;

/** Columns that hold texts, as they are called everywhere. */
export function isTextual(name: string): boolean {
  return TEXTUAL.test(name) || EMAIL.test(name);
}

const BORN =
  /^(?:created|inserted|added|registered|joined|signed_?up|updated|modified|changed|logged|recorded|received|occurr?ed|ordered|last_(?:updated|modified|changed))_?(?:at|on|date|time|ts)?$/i;
const PAST = ['2024-02-29 12:30:00', '1999-12-31', '2019-07-01 00:00:00'];
const JUST_NOW = '2030-01-01 11:59:00';
/** Earlier or later days stand in no row. */
const IN_RANGE = /^(?:199|20[0-8])\d/;
/** What is counted or measured is not below zero, and the place of a row in an order not below one. */
const COUNTED =
  /(?:^|_)(?:count|counter|quantity|qty|price|age|size|length|version|stock|views|hits|likes|attempts|retries|level|width|height|weight|duration|seconds|minutes|bytes)$/i;
const PLACED = /^(?:rn|rnk|rank|row_?num(?:ber)?|position|group_count)$/i;
/** Whole numbers of four bytes end here: beyond it nothing stands by chance. */
const MAX_NUMBER = 2_147_483_646;

function domain(name: string, { columns, oneOf, nulls }: Asked): readonly Value[] {
  const facts = columns.get(name) as Facts;
  const near = [...facts.numbers]
    .flatMap((number) => [number, number - 1, number + 1])
    .filter((number) => Math.abs(number) <= MAX_NUMBER);
  if (facts.key) return keys(near, facts);
  if (BORN.test(name) && (facts.dated || !facts.epoch)) {
    const asNumbers = facts.numbers.size > 0 && facts.texts.size === 0 && !facts.dated;
    if (asNumbers) return bornNumbers(Math.max(...facts.numbers));
    return [JUST_NOW, ...PAST, ...[...facts.texts].filter((text) => text < NOW && IN_RANGE.test(text))];
  }
  if (isTextual(name)) {
    const named = [...facts.texts];
    const typical = EMAIL.test(name) ? ADDRESSES : ['Zoë 7', 'abc', ...(oneOf ? [] : [''])];
    const rest = [...typical, ...named, ...named.map((text) => `${text}x`)];
    return [...rest.filter((text) => !oneOf || text !== ''), ...(nulls ? [null] : [])];
  }
  if (facts.dated) return [...texts([...facts.texts].filter(isDate)), ...PAST, ...(nulls ? [null] : [])];
  if (facts.whole) return [...numbers(name, near).filter(Number.isInteger), ...(nulls ? [null] : [])];
  const values: Value[] = [];
  const none = facts.numbers.size === 0 && facts.texts.size === 0 && !facts.booleans;
  const all = none && !facts.textual;
  if (facts.numbers.size > 0 || all) values.push(...numbers(name, near));
  if (facts.epoch) values.push(1_893_500_000, 1_893_500_000_000);
  if (facts.texts.size > 0 || none)
    values.push(...texts([...facts.texts]).filter((text) => !oneOf || text !== ''));
  if (facts.booleans || all) values.push(true, false);
  if (nulls && !COUNTED.test(name)) values.push(null);
  return values;
}

/** Times as numbers of the kind that they are compared with: 20240229, or since 1970 in seconds or milliseconds. */
function bornNumbers(constant: number): readonly number[] {
  if (constant >= 10_000_000 && constant < 100_000_000)
    return [20_300_101, 20_240_229, 19_991_231, 20_190_701];
  const seconds = [1_893_499_140, 1_709_209_800, 946_598_400, 1_561_939_200];
  return constant < 100_000_000_000 ? seconds : seconds.map((time) => time * 1000);
}

function numbers(name: string, near: readonly number[]): readonly number[] {
  const all = [123_456_789, ...near, 0, 7, -3, 1.5];
  if (PLACED.test(name)) return all.filter((number) => number >= 1 && Number.isInteger(number));
  if (COUNTED.test(name)) return all.filter((number) => number >= 0);
  // What refers to a row is a number of one.
  return /_id$/i.test(name) ? all.filter((number) => number >= 0 && Number.isInteger(number)) : all;
}

function keys(near: readonly number[], { texts: named }: Facts): readonly Value[] {
  const numbers = near.filter((number) => number >= 1 && number <= MAX_KEY && Number.isInteger(number));
  const written = [...named].filter((text) => /^[\w(][\w(),-]*$/.test(text) && !/^(?:0|-\d+)$/.test(text));
  return [7_654_321, ...numbers, ...written, 42, 1, MAX_KEY];
}

function texts(named: readonly string[]): readonly Value[] {
  const dates = named.length > 0 && named.every(isDate);
  if (dates) return [...named.filter((text) => IN_RANGE.test(text)), ...PAST, '2088-01-01'];
  return ['Zoë 7', ...named, ...named.map((text) => `${text}x`), 'abc', '', '5', ...PAST];
}
