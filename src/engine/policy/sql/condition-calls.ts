import { NOW, TODAY, unitDays } from './condition-dates.js';
import { call, FIXED, value, variesByRow } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { table } from '../table.js';

const SAME_AS: Readonly<Record<string, string>> = table({
  ...{ length: 'length', char_length: 'length', character_length: 'length', octet_length: 'length' },
  ...{ bit_length: 'length', len: 'length', datalength: 'length', lower: 'lower', lcase: 'lower' },
  ...{ upper: 'upper', ucase: 'upper', trim: 'trim', btrim: 'trim', ltrim: 'trim', rtrim: 'trim' },
  ...{ abs: 'abs', sign: 'sign', floor: 'floor', ceil: 'ceil', ceiling: 'ceil', round: 'round', mod: '%' },
  ...{ power: 'power', pow: 'power', time: 'time_of', lpad: 'lpad', rpad: 'rpad' },
  ...{ coalesce: 'coalesce', ifnull: 'coalesce', nvl: 'coalesce', nullif: 'nullif', concat: 'concat' },
  ...{ greatest: 'greatest', least: 'least', not: 'not', if: 'case', iif: 'case', isnull: 'coalesce' },
  ...{ left: 'left', right: 'right', substr: 'substr', substring: 'substr', mid: 'substr' },
  ...{ reverse: 'reverse', replace: 'replace', split_part: 'split_part', trunc: 'floor' },
  ...{ starts_with: 'starts', strpos: 'position', instr: 'position', position: 'position' },
  ...{ regexp_like: 'regex', date_trunc: 'date_trunc', datetrunc: 'date_trunc', extract: 'extract' },
  ...{ date_part: 'extract', datepart: 'extract', strftime: 'format_date', likely: 'coalesce' },
  ...{ unlikely: 'coalesce', try_cast: 'coalesce', timestamp: 'coalesce', eomonth: 'coalesce' },
  ...{ last_day: 'coalesce', json_valid: 'isjson' },
});

const PRESENT: ReadonlySet<string> = new Set([
  ...['now', 'current_timestamp', 'localtimestamp', 'clock_timestamp', 'statement_timestamp'],
  ...['transaction_timestamp', 'sysdate', 'getdate', 'sysdatetime', 'getutcdate'],
  ...['utc_timestamp', 'sysutcdatetime', 'sysdatetimeoffset'],
]);

/** Functions of which a row has its own result: it can be said to equal something, and that is all that is known. */
const OF_A_ROW =
  /^(?:md5|sha\d*|hex|crc32|digest|encode|to_hex|hashbytes|to_char|date_format|format|time_format|initcap|soundex|metaphone|substring_index|regexp_replace|regexp_substr|translate|concat_ws|weekday|dayname|monthname|datename|json_type|json_array|to_tsvector|uuid_to_bin|bin_to_uuid|inet_aton|inet_ntoa|host|st_\w+|hashtext|isjson|crypt|convert_tz|datetrunc|left|right|ascii|unicode|sign|sqrt)$/;

/** Parts of a document, which are as columns. */
const OF_JSON =
  /^(?:jsonb?_extract_path(?:_text)?|json_extract|json_unquote|json_value|json_query|jsonb_path_query_first)$/;
/** Whether a document or an array holds something. */
const HOLDS =
  /^(?:json_contains|json_overlaps|jsonb_exists|json_search|match|contains|freetext|regexp_like)$/;
/** How many of something a row has. */
const SIZES = /^(?:array_length|cardinality|jsonb?_array_length|array_position|similarity|word_similarity)$/;
const PARTS = /^(?:year|month|day|hour|minute|second|week|quarter|dayofmonth)$/;

type Reader = (args: readonly Expr[], low: string) => Expr | undefined;

const READERS: Readonly<Record<string, Reader>> = table({
  ...{ date: moment, datetime: moment, unixepoch: epoch, unix_timestamp: epoch, julianday: julian },
  ...{ date_sub: minusSpan, subdate: minusSpan, date_add: plusSpan, adddate: plusSpan },
  dateadd: ([part, count, date]) => plus(part, count, date),
  timestampadd: ([part, count, date]) => plus(part, count, date),
  datediff: (args) => (args.length === 2 ? minus(args[0], args[1]) : between(args)),
  timestampdiff: between,
  age: ([later, earlier]) => (earlier === undefined ? minus(value(NOW), later) : minus(later, earlier)),
  ...{ to_date: first, str_to_date: first, make_timestamp: ymd, make_date: ymd, datefromparts: ymd },
  makedate: ymd,
  ...{
    int4range: range,
    int8range: range,
    numrange: range,
    tsrange: range,
    tstzrange: range,
    daterange: range,
  },
  to_timestamp: ([at, format]) => (at === undefined || format !== undefined ? at : call('from_epoch', at)),
  from_unixtime: ([at]) => (at === undefined ? undefined : call('from_epoch', at)),
  charindex: ([sought, text]) => (sought && text ? call('position', text, sought) : undefined),
  find_in_set: ([sought, texts]) => (sought && texts ? call('position', texts, sought) : undefined),
  locate: ([sought, text]) => (sought && text ? call('position', text, sought) : undefined),
  isnull: ([one, other]) =>
    one === undefined ? undefined : other === undefined ? call('isnull', one) : call('coalesce', one, other),
  convert: ([type, what]) => (what === undefined || variesByRow(what) || type === undefined ? what : what),
  try_convert: ([, what]) => what,
});

/** A function whose result can be followed, or undefined. */
export function knownCall(name: string, args: readonly Expr[]): Expr | undefined {
  const low = name.toLowerCase();
  if (PRESENT.has(low)) return value(NOW);
  if (/^(?:current_date|curdate|utc_date)$/.test(low)) return value(TODAY);
  const reader = READERS[low];
  if (reader !== undefined) return reader(args, low);
  const [only] = args;
  if (only === undefined) return undefined;
  if (PARTS.test(low)) return call('extract', value(low === 'dayofmonth' ? 'day' : low), only);
  const known = SAME_AS[low];
  if (known !== undefined)
    return call(known, ...args.map(known === 'extract' || known === 'date_trunc' ? asWord : same));
  return ofRow(low, args);
}

/** What is known of a function that is not computed. */
function ofRow(low: string, args: readonly Expr[]): Expr | undefined {
  const own = args.find(variesByRow);
  if (own === undefined) return undefined;
  const rest = args.filter((item) => item !== own);
  const plain = own.op === 'column' && !rest.some(variesByRow);
  if (OF_JSON.test(low)) return plain ? part(own.name, rest) : undefined;
  if (SIZES.test(low)) return plain ? { op: 'column', name: `${JSON.stringify(args)}_count` } : undefined;
  if (HOLDS.test(low)) return call('holds', own, args.find((item) => item !== own) ?? FIXED);
  if (!OF_A_ROW.test(low) || args.filter(variesByRow).length > 1) return undefined;
  return { op: 'varies', shape: JSON.stringify([low, ...args]), equatable: true };
}

/** A part of a document: it is as a column of its own. */
export function part(name: string, path: readonly Expr[]): Expr {
  if (path.every((step) => step.op === 'value' && step.value === '$')) return { op: 'column', name };
  return { op: 'column', name: `${name}->${JSON.stringify(path)}` };
}

function range([from, to]: readonly Expr[]): Expr | undefined {
  return from === undefined || to === undefined ? undefined : call('range', from, to);
}

/** `x <@ '[1,10)'`: both of its ends are asked for. */
function within(left: Expr, right: Expr): Expr | undefined {
  const [, from, to] =
    right.op === 'value' ? (/^[[(]([^,]*),([^,]*)[\])]$/.exec(String(right.value)) ?? []) : [];
  const ends =
    from !== undefined && to !== undefined
      ? [from, to].map(endOf)
      : right.op === 'call' && right.name === 'range'
        ? right.args
        : undefined;
  if (ends === undefined) return undefined;
  const [low = value(null), high = value(null)] = ends;
  const open = (end: Expr): boolean => end.op === 'value' && end.value === null;
  const tests = [
    ...(open(low) ? [] : [call('>=', left, low)]),
    ...(open(high) ? [] : [call('<=', left, high)]),
  ];
  return tests.length === 0 ? call('not', call('isnull', left)) : call('and', ...tests);
}

function endOf(text: string): Expr {
  const plain = text.replaceAll('"', '').trim();
  if (plain === '' || /infinity/i.test(plain)) return value(null);
  return value(/^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : plain);
}

function same(expr: Expr): Expr {
  return expr;
}

/** `DATEPART(year, …)`: it looks as if it were a column. */
function asWord(expr: Expr, at: number): Expr {
  return at === 0 && expr.op === 'column' ? value(expr.name) : expr;
}

function first([only]: readonly Expr[]): Expr | undefined {
  return only;
}

function minus(one: Expr | undefined, other: Expr | undefined): Expr | undefined {
  return one === undefined || other === undefined ? undefined : call('-', one, other);
}

function plusSpan([date, span]: readonly Expr[]): Expr | undefined {
  return date === undefined || span === undefined ? undefined : call('+', date, span);
}

function minusSpan([date, span]: readonly Expr[]): Expr | undefined {
  return minus(date, span);
}

function wordOf(expr: Expr | undefined): string {
  return expr?.op === 'column' ? expr.name : expr?.op === 'value' ? String(expr.value) : '';
}

function plus(unit: Expr | undefined, count: Expr | undefined, date: Expr | undefined): Expr | undefined {
  const days = unitDays(wordOf(unit));
  if (days === undefined || count === undefined || date === undefined) return undefined;
  return call('+', date, call('*', count, call('interval', value(days))));
}

function between([unit, from, to]: readonly Expr[]): Expr | undefined {
  const days = unitDays(wordOf(unit));
  if (days === undefined || from === undefined || to === undefined) return undefined;
  return call('/', call('-', to, from), call('interval', value(days)));
}

function ymd(args: readonly Expr[]): Expr | undefined {
  const parts = args.slice(0, 3).map((item) => (item.op === 'value' ? String(item.value) : ''));
  const text = parts.map((one, at) => one.padStart(at === 0 ? 4 : 2, '0')).join('-');
  return /^\d{4}-\d\d-\d\d$/.test(text) ? value(text) : undefined;
}

const MODIFIER = /^(?:start of |weekday|localtime|utc|unixepoch|auto|subsec)/i;

/** `date('now', '-30 days')` of SQLite, and MySQL's `DATE(x)`. */
function moment([at = value('now'), ...modifiers]: readonly Expr[], low: string): Expr | undefined {
  const start = at.op === 'value' && at.value === 'now' ? value(NOW) : at;
  const spans = modifiers.filter((item) => !(item.op === 'value' && MODIFIER.test(String(item.value))));
  const moved = spans.reduce((date, span) => call('+', date, call('interval', span)), start);
  return low === 'date' && variesByRow(moved) ? call('date', moved) : moved;
}

function epoch(args: readonly Expr[]): Expr | undefined {
  const at = moment(args, 'datetime');
  return at === undefined ? undefined : call('extract', value('epoch'), at);
}

function julian(args: readonly Expr[]): Expr | undefined {
  const at = moment(args, 'datetime');
  return at === undefined ? undefined : call('-', at, value('1000-01-01'));
}

const PLAIN: ReadonlySet<string> = new Set([
  ...['=', '<=', '>=', '<', '>', '+', '-', '*', '/', '%', '||', '&', '|'],
]);

/** `=`, `like` and so on by its sign, of any dialect; undefined for one that is not followed. */
export function operation(sign: string, left: Expr, right: Expr): Expr | undefined {
  const plain = sign.toUpperCase();
  if (isRow(left) && isRow(right)) return rowWise(plain, left, right);
  if (PLAIN.has(plain)) return call(plain, left, right);
  if (plain === 'DIV' || plain === 'XOR') return call(plain.toLowerCase(), left, right);
  if (plain === 'MOD') return call('%', left, right);
  if (plain === '==') return call('=', left, right);
  if (plain === '<>' || plain === '!=') return call('<>', left, right);
  if (plain === '<=>') return call('same', left, right);
  if (/^#?->>?$|^#>>?$/.test(plain)) return left.op === 'column' ? part(left.name, [right]) : undefined;
  const inside = plain === '<@' ? within(left, right) : plain === '@>' ? within(right, left) : undefined;
  if (inside !== undefined) return inside;
  const negated = /^!~|^NOT /.test(plain);
  const positive = plain.replace(/^NOT /, '').replace(/^!~/, '~');
  const name = MATCHES[positive];
  if (name === undefined) return undefined;
  return negated ? call('not', call(name, left, right)) : call(name, left, right);
}

type Call = Extract<Expr, { op: 'call' }>;

function isRow(expr: Expr): expr is Call {
  return expr.op === 'call' && expr.name === 'row';
}

function rowWise(sign: string, { args: left }: Call, { args: right }: Call): Expr | undefined {
  if (left.length !== right.length || !/^(?:=|<>|!=)$/.test(sign)) return undefined;
  const same = call('and', ...left.map((item, at) => call('=', item, right[at] as Expr)));
  return sign === '=' ? same : call('not', same);
}

/** `x IN (…)` of what is written out. */
export function oneOf(left: Expr, items: readonly Expr[]): Expr | undefined {
  if (!isRow(left)) return call('in', left, ...items);
  const tests = items.map((item) => operation('=', left, item));
  return tests.includes(undefined) ? undefined : call('or', ...(tests as Expr[]));
}

const MATCHES: Readonly<Record<string, string>> = table({
  ...{ LIKE: 'ilike', ILIKE: 'ilike', '~~': 'like', '~~*': 'ilike', GLOB: 'glob' },
  ...{ '~': 'regex', '~*': 'regex', REGEXP: 'regex', RLIKE: 'regex', '^@': 'starts' },
  ...{ '@>': 'holds', '&&': 'holds', '?': 'holds', '?|': 'holds', '?&': 'holds', '@@': 'holds' },
  ...{ '<@': 'holds', MATCH: 'holds', '<<': 'holds', '<<=': 'holds', '@?': 'holds' },
});
