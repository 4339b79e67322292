import type { JsonValue } from '../../model/json.js';
import { ANY } from '../../policy/conditions/define.js';
import type { Mode } from '../../policy/conditions/define.js';
import { sameList, subset, textsOf } from './define.js';
import type { Relation, Settings } from './define.js';

const FLAGS = ['without_where', 'limit_missing', 'multiple'] as const;

/** Statements: a condition is as wide as its lists, since each part is asked of one statement. */
export const sqlRelation: Relation = {
  names: ['sql'],

  narrower(first, second, mode) {
    const [a, b] = [first as Settings, second as Settings];
    if (!sameList(a['in'], b['in']) || !readsAll(mode === ANY ? [b, a] : [a, b])) return false;
    return (
      kindsWithin(a, b, mode) &&
      listWithin(a, b, 'effects') &&
      listWithin(a, b, 'tables') &&
      (b['tables'] === undefined || sameList(a['search_path'], b['search_path'])) &&
      FLAGS.every((flag) => b[flag] === undefined || a[flag] === b[flag])
    );
  },

  sureIsPossible: () => true,

  apart(first, second) {
    const [sure, perhaps] = [first as Settings, second as Settings];
    if (!sameList(sure['in'], perhaps['in']) || !readsAll([sure, perhaps])) return false;
    if (FLAGS.some((flag) => differ(sure[flag], perhaps[flag]))) return true;
    const kinds = [sure['only'], sure['statement']].filter((list) => list !== undefined);
    const asked = [perhaps['only'], perhaps['statement']].filter((list) => list !== undefined);
    if (kinds.some((some) => asked.some((others) => disjoint(some, others)))) return true;
    return (
      sure['only'] !== undefined && perhaps['effects'] !== undefined && noEffect(sure, perhaps['effects'])
    );
  },
};

/** Whether the first reads a text in every way in which the second does. */
function readsAll([first, second]: readonly [Settings, Settings]): boolean {
  const [a, b] = [first, second].map((value) => value['dialect'] ?? 'postgres');
  return a === b || a === 'any';
}

function kindsWithin(a: Settings, b: Settings, mode: Mode): boolean {
  if (b['only'] !== undefined) {
    if (a['only'] === undefined || !subset(a['only'], b['only']) || !subset(a['permit'], b['permit']))
      return false;
  }
  if (b['statement'] === undefined) return true;
  // Where all statements are of some kinds only, they are of these kinds.
  const lists = mode === ANY ? [a['statement']] : [a['statement'], a['only']];
  return lists.some((list) => list !== undefined && subset(list, b['statement']));
}

function listWithin(a: Settings, b: Settings, key: string): boolean {
  return b[key] === undefined || (a[key] !== undefined && subset(a[key], b[key]));
}

function differ(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function disjoint(some: JsonValue, others: JsonValue): boolean {
  const known = new Set(textsOf(others));
  return textsOf(some).every((item) => !known.has(item));
}

/** What `only` covers has no effect but those that it permits, and those that its kinds are named after. */
function noEffect(sure: Settings, effects: JsonValue): boolean {
  const permitted = textsOf(sure['permit']);
  if (permitted.includes('unknown')) return false;
  return disjoint(effects, [...permitted, ...textsOf(sure['only']), 'privilege']);
}
