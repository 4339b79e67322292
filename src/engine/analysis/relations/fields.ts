import type { JsonValue } from '../../model/json.js';
import { ANY } from '../../policy/conditions/define.js';
import { sameList, subset, textsOf } from './define.js';
import type { Relation, Settings } from './define.js';
import { foldersWithin } from './folders.js';
import { globsApart, globsWithin } from './globs.js';

const HOST = ['environment', 'actor', 'tenant', 'user_role', 'session'];

function lower(list: JsonValue): readonly string[] {
  return textsOf(list).map((text) => text.toLowerCase());
}

/** What the host says. A restriction takes it in any case. */
const host: Relation = {
  names: HOST,
  narrower: (a, b, mode) =>
    mode === ANY ? globsWithin(lower(a), lower(b)) : globsWithin(textsOf(a), textsOf(b)),
  sureIsPossible: () => true,
  apart: (sure, perhaps) => globsApart(lower(sure), lower(perhaps)),
};

/** The host's, or what an agent claims: two values, so that nothing sets them apart. */
const claimed: Relation = {
  names: ['tool_name', 'table'],
  narrower: (a, b, mode) => host.narrower(a, b, mode),
  sureIsPossible: () => true,
};

function bound(names: readonly string[], above: boolean): Relation {
  return {
    names,
    narrower: (a, b) => (above ? Number(a) >= Number(b) : Number(a) <= Number(b)),
    sureIsPossible: () => true,
  };
}

const texts: Relation = {
  names: ['contains'],
  narrower: (a, b) => subset(a, b),
  sureIsPossible: () => true,
};

/** In a list of an old file one pattern that RE2 does not know keeps the others from granting. */
const patterns: Relation = {
  names: ['match_regex'],
  narrower: (a, b, mode) => mode === ANY && subset(a, b),
  sureIsPossible: () => true,
};

const prefix: Relation = {
  names: ['path_prefix'],
  narrower: (a, b) => foldersWithin({ within: a }, { within: b }),
  sureIsPossible: () => true,
};

const path: Relation = {
  names: ['path'],
  narrower(first, second) {
    const [a, b] = [first as Settings, second as Settings];
    const globs = b['glob'] === undefined || (a['glob'] !== undefined && subset(a['glob'], b['glob']));
    return sameList(a['in'], b['in']) && foldersWithin(a, b) && globs;
  },
  sureIsPossible: () => true,
};

export const fieldRelations: readonly Relation[] = [
  ...[host, claimed, texts, patterns, prefix, path],
  bound(['amount_gt', 'amount_gte', 'caller_depth_gt', 'caller_depth_gte'], true),
  bound(['amount_lt', 'amount_lte', 'caller_depth_lt', 'caller_depth_lte'], false),
];
