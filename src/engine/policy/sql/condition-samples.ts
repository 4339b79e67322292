import { NOW } from './condition-calls.js';
import { evaluate, truthOf } from './condition-values.js';
import type { Effort, Expr, Value } from './condition-expr.js';

/** So many nodes are looked at for one condition. */
export const SAMPLE_STEPS = 400_000;

const MAX_LITERALS = 8;
/** What people number rows with: snowflakes are longer, and nobody compares with them by hand. */
const MAX_KEY = 99_999_999;

/** What a condition says about the values in it. */
interface Facts {
  /** Whether it is one of several that suffice: an empty text is then no row to speak of. */
  readonly oneOf: boolean;
  readonly columns: Set<string>;
  readonly numbers: Set<number>;
  readonly texts: Set<string>;
  booleans: boolean;
  /** Whether it asks for NULL anywhere. */
  nulls: boolean;
}

const ASKS_NULL = /^(?:isnull|same|isunknown|coalesce)$/;

/** Whether a condition holds for rows of every sort, those with just the values that it names among them. */
export function samplesHold(condition: Expr, table: string, effort: Effort): boolean {
  const facts: Facts = {
    oneOf: condition.op === 'call' && condition.name === 'or',
    ...{ columns: new Set(), numbers: new Set(), texts: new Set() },
    ...{ booleans: false, nulls: false },
  };
  collect(condition, facts, effort);
  const names = [...facts.columns];
  const domains = names.map((name) => domain(name, table, facts));
  const size = Math.max(1, ...domains.map((items) => items.length));
  for (const stride of names.length > 1 ? [0, 1, 3] : [0]) {
    for (let i = 0; i < size; i++) {
      const row = new Map(
        names.map((name, at) => [name, pick(domains[at] as readonly Value[], i + at * stride)]),
      );
      if (effort.steps <= 0 || truthOf(evaluate(condition, row, effort), effort.juggles) !== true)
        return false;
    }
  }
  return true;
}

function pick(items: readonly Value[], at: number): Value {
  return items[at % items.length] as Value;
}

function collect(expr: Expr, facts: Facts, effort: Effort): void {
  effort.steps--;
  if (expr.op === 'column') facts.columns.add(expr.name);
  if (expr.op === 'call') {
    if (ASKS_NULL.test(expr.name)) facts.nulls = true;
    for (const item of expr.args) collect(item, facts, effort);
  }
  if (expr.op !== 'value') return;
  const { value } = expr;
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

const DATE = /^\d{4}-\d\d-\d\d/;
const BORN = /^(?:created|inserted|added|registered|joined|signed_?up)_?(?:at|on|date|time)?$/i;
const PAST = ['2024-02-29 12:30:00', '1999-12-31', '2019-07-01 00:00:00'];
/** Earlier or later days stand in no row. */
const IN_RANGE = /^(?:199|20[0-8])\d/;

function domain(name: string, table: string, facts: Facts): readonly Value[] {
  const near = [...facts.numbers].flatMap((number) => [number, number - 1, number + 1]);
  if (isKey(name, table)) return keys(near, facts);
  if (BORN.test(name))
    return [...PAST, ...[...facts.texts].filter((text) => text < NOW && IN_RANGE.test(text))];
  if (isTextual(name)) {
    const named = [...facts.texts];
    const typical = EMAIL.test(name) ? ADDRESSES : ['Zoë 7', 'abc', ...(facts.oneOf ? [] : [''])];
    const rest = [...typical, ...named, ...named.map((text) => `${text}x`)];
    return [...rest.filter((text) => !facts.oneOf || text !== ''), ...(facts.nulls ? [null] : [])];
  }
  const values: Value[] = [];
  const all = facts.numbers.size === 0 && facts.texts.size === 0 && !facts.booleans;
  if (facts.numbers.size > 0 || all) values.push(123_456_789, ...near, 0, 7, -3, 1.5);
  if (facts.texts.size > 0 || all)
    values.push(...texts([...facts.texts]).filter((text) => !facts.oneOf || text !== ''));
  if (facts.booleans || all) values.push(true, false);
  if (facts.nulls) values.push(null);
  return values;
}

function keys(near: readonly number[], { texts: named }: Facts): readonly Value[] {
  const numbers = near.filter((number) => number >= 1 && number <= MAX_KEY);
  const written = [...named].filter((text) => /^[\w(][\w(),-]*$/.test(text) && !/^(?:0|-\d+)$/.test(text));
  return [7_654_321, ...numbers, ...written, 42, 1, MAX_KEY];
}

function texts(named: readonly string[]): readonly Value[] {
  const dates = named.length > 0 && named.every((text) => DATE.test(text));
  if (dates) return [...named.filter((text) => IN_RANGE.test(text)), ...PAST, '2088-01-01'];
  return ['Zoë 7', ...named, ...named.map((text) => `${text}x`), 'abc', '', '5', ...PAST];
}
