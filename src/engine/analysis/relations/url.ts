import type { JsonValue } from '../../model/json.js';
import { NETWORKS } from '../../policy/url/networks.js';
import { parseUrl } from '../../policy/url/parse.js';
import { hostPattern } from '../../policy/url/test.js';
import { sameList, subset, textsOf } from './define.js';
import type { Relation, Settings } from './define.js';
import { globsApart, globsWithin } from './globs.js';

/** Addresses: every part is asked of one URL, so that parts are compared one by one. */
export const urlRelation: Relation = {
  names: ['url'],

  narrower(first, second) {
    const [a, b] = [first as Settings, second as Settings];
    if (!sameList(a['in'], b['in'])) return false;
    return (
      partWithin(a, b, 'scheme', (some, all) => globsWithin(lower(some), lower(all))) &&
      partWithin(a, b, 'host', (some, all) => globsWithin(hosts(some), hosts(all))) &&
      partWithin(a, b, 'port', subset) &&
      partWithin(a, b, 'path', subset) &&
      partWithin(a, b, 'network', networksWithin)
    );
  },

  sureIsPossible: () => true,

  apart(first, second) {
    const [sure, perhaps] = [first as Settings, second as Settings];
    if (!sameList(sure['in'], perhaps['in'])) return false;
    return (
      bothSay(sure, perhaps, 'scheme', (some, others) => globsApart(lower(some), lower(others))) ||
      bothSay(sure, perhaps, 'host', (some, others) => globsApart(hosts(some), hosts(others))) ||
      bothSay(sure, perhaps, 'port', (some, others) => !textsOf(some).some((one) => subset(one, others))) ||
      bothSay(sure, perhaps, 'network', publicOnly) ||
      (perhaps['network'] !== undefined &&
        sure['host'] !== undefined &&
        namesOnly(sure['host'], perhaps['network']))
    );
  },
};

type Compare = (a: JsonValue, b: JsonValue) => boolean;

function partWithin(a: Settings, b: Settings, key: string, within: Compare): boolean {
  if (b[key] === undefined) return true;
  return a[key] !== undefined && within(a[key], b[key]);
}

function bothSay(a: Settings, b: Settings, key: string, apart: Compare): boolean {
  return a[key] !== undefined && b[key] !== undefined && apart(a[key], b[key]);
}

function lower(list: JsonValue): readonly string[] {
  return textsOf(list).map((text) => text.toLowerCase());
}

function hosts(list: JsonValue): readonly string[] {
  return textsOf(list).map((text) => hostPattern(text) ?? text);
}

/** All networks together are any host at all, names too: that is more than the sum of them. */
function isAll(list: JsonValue): boolean {
  return textsOf(list).length >= NETWORKS.length;
}

function networksWithin(some: JsonValue, all: JsonValue): boolean {
  return isAll(some) || isAll(all) ? sameList(some, all) : subset(some, all);
}

/** A public address is in no other network. */
function publicOnly(some: JsonValue, others: JsonValue): boolean {
  return !isAll(others) && textsOf(some).every((one) => one === 'public') && !subset('public', others);
}

/** Hosts that are names, which a restriction takes for no network. */
function namesOnly(names: JsonValue, networks: JsonValue): boolean {
  if (isAll(networks)) return false;
  return hosts(names).every((name) => {
    if (/[*?]/.test(name)) return false;
    const { forms, unclear } = parseUrl(`https://${name}/`);
    return unclear === undefined && forms.every((form) => form.host === name && form.networks === undefined);
  });
}
