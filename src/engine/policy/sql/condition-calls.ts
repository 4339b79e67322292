import { call, value } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { table } from '../table.js';

/** The present, later than any row began and earlier than some that end. */
export const NOW = '2030-01-01 00:00:00';

const SAME_AS: Readonly<Record<string, string>> = table({
  ...{ length: 'length', char_length: 'length', character_length: 'length', octet_length: 'length' },
  ...{ bit_length: 'length', len: 'length', datalength: 'length', lower: 'lower', lcase: 'lower' },
  ...{ upper: 'upper', ucase: 'upper', trim: 'trim', btrim: 'trim', ltrim: 'trim', rtrim: 'trim' },
  ...{ abs: 'abs', sign: 'sign', floor: 'floor', ceil: 'ceil', ceiling: 'ceil', round: 'round', mod: '%' },
  ...{ coalesce: 'coalesce', ifnull: 'coalesce', nvl: 'coalesce', nullif: 'nullif', concat: 'concat' },
  ...{ greatest: 'greatest', least: 'least', not: 'not', if: 'case', iif: 'case' },
});

const PRESENT: ReadonlySet<string> = new Set([
  ...['now', 'current_timestamp', 'localtimestamp', 'clock_timestamp', 'statement_timestamp'],
  ...['transaction_timestamp', 'current_date', 'curdate', 'sysdate', 'getdate', 'sysdatetime', 'getutcdate'],
  ...['utc_timestamp', 'sysutcdatetime'],
]);

/** A function whose result can be followed, or undefined. */
export function knownCall(name: string, args: readonly Expr[]): Expr | undefined {
  const low = name.toLowerCase();
  if (PRESENT.has(low)) return value(NOW);
  const known = SAME_AS[low];
  return known === undefined || args.length === 0 ? undefined : call(known, ...args);
}

const PLAIN: ReadonlySet<string> = new Set([
  ...['=', '<=', '>=', '<', '>', '+', '-', '*', '/', '%', '||', '&', '|'],
]);

/** `=`, `like` and so on by its sign, of any dialect; undefined for one that is not followed. */
export function operation(sign: string, left: Expr, right: Expr): Expr | undefined {
  const plain = sign.toUpperCase();
  if (PLAIN.has(plain)) return call(plain, left, right);
  if (plain === 'DIV' || plain === 'XOR') return call(plain.toLowerCase(), left, right);
  if (plain === 'MOD') return call('%', left, right);
  if (plain === '==') return call('=', left, right);
  if (plain === '<>' || plain === '!=') return call('<>', left, right);
  if (plain === '<=>') return call('same', left, right);
  const negated = /^!~|^NOT /.test(plain);
  const positive = plain.replace(/^NOT /, '').replace(/^!~/, '~');
  const name = MATCHES[positive];
  if (name === undefined) return undefined;
  return negated ? call('not', call(name, left, right)) : call(name, left, right);
}

const MATCHES: Readonly<Record<string, string>> = table({
  ...{ LIKE: 'ilike', ILIKE: 'ilike', '~~': 'like', '~~*': 'ilike', GLOB: 'glob' },
  ...{ '~': 'regex', '~*': 'regex', REGEXP: 'regex', RLIKE: 'regex' },
});
