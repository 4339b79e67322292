import type { JsonObject, JsonValue } from '../model/json.js';
import type { ComparedRule, Detail, RuleChange } from '../model/policy-difference.js';
import { jsonEqual } from './conditions/matchers.js';

/** How many events a rule covers now, beside what it covered: sure but for `either`. */
type Width = 'same' | 'wider' | 'narrower' | 'either';

/** Conditions that hold where any value of their list does: a longer list holds more often. */
const LISTS: ReadonlySet<string> = new Set([
  ...['contains', 'match_keywords', 'path_prefix', 'environment', 'actor', 'tenant', 'user_role'],
  ...['session', 'risk_level', 'tool_name', 'table'],
]);
const STRENGTH = { allow: 0, require_approval: 1, deny: 2 } as const;

/** What differs between two forms of one rule; undefined where nothing does that anyone could see. */
export function changeOf(old: ComparedRule, now: ComparedRule): RuleChange | undefined {
  const details = detailsOf(old, now);
  if (details.length === 0) return undefined;
  return { old, new: now, details, mayAllow: mayAllow(old, now) };
}

function detailsOf(old: ComparedRule, now: ComparedRule): Detail[] {
  return [
    // An id by place changes whenever a rule is put in before it.
    ...(isIdByPlace(old.id) && isIdByPlace(now.id) ? [] : differing('id', old.id, now.id)),
    ...differing('section', old.section, now.section),
    ...(old.section === now.section ? differing('warn', old.warn, now.warn) : []),
    ...differing('capability', sortedList(old.capability), sortedList(now.capability)),
    ...mapDetails('conditions', old.conditions, now.conditions),
    ...mapDetails('approval', old.approval ?? {}, now.approval ?? {}),
    ...differing('reason', old.reason, now.reason),
  ];
}

/** An id that only says where the rule stands, as `deny[0]` or `parent/deny[0]`. */
const BY_PLACE = /(?:^|\/)(?:deny|require_approval|allow|rules)\[\d+\]$/;

export function isIdByPlace(id: string): boolean {
  return BY_PLACE.test(id);
}

function sortedList(list: readonly string[]): JsonValue {
  return [...list].sort();
}

function differing(what: string, old: JsonValue | undefined, now: JsonValue | undefined): Detail[] {
  if (old === now || (old !== undefined && now !== undefined && jsonEqual(old, now))) return [];
  return [{ what, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) }];
}

function mapDetails(what: string, old: JsonObject, now: JsonObject): Detail[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys.flatMap((key) => {
    const [before, after] = [ownValue(old, key), ownValue(now, key)];
    // Arguments are told one by one.
    if (key === 'args' && before !== undefined && after !== undefined)
      return mapDetails(`${what}.args`, before as JsonObject, after as JsonObject);
    return differing(`${what}.${key}`, before, after);
  });
}

function ownValue(map: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Whether an event may be allowed that was not. False only where that is certain. */
function mayAllow(old: ComparedRule, now: ComparedRule): boolean {
  const width = widthOf(old, now);
  if (now.section === 'allow') return old.section !== 'allow' || width === 'wider' || width === 'either';
  // A rule that granted and now restricts takes away twice; one that restricts as before must cover as much.
  if (STRENGTH[old.section] === STRENGTH.allow) return false;
  return width === 'narrower' || width === 'either';
}

function widthOf(old: ComparedRule, now: ComparedRule): Width {
  const keys = [...new Set([...Object.keys(old.conditions), ...Object.keys(now.conditions)])];
  const widths = keys.map((key) =>
    conditionWidth(key, ownValue(old.conditions, key), ownValue(now.conditions, key)),
  );
  return together([listWidth(old.capability, now.capability), ...widths]);
}

function together(widths: readonly Width[]): Width {
  const found = new Set(widths.filter((width) => width !== 'same'));
  const [only] = found;
  return only === undefined ? 'same' : found.size === 1 ? only : 'either';
}

function conditionWidth(key: string, old: JsonValue | undefined, now: JsonValue | undefined): Width {
  if (old === undefined) return 'narrower';
  if (now === undefined) return 'wider';
  if (jsonEqual(old, now)) return 'same';
  if (LISTS.has(key)) return listWidth(asTexts(old), asTexts(now));
  const [, side] = /^(?:amount|caller_depth)_(gt|lt)e?$/.exec(key) ?? [];
  if (side === undefined) return 'either';
  return Number(now) > Number(old) === (side === 'lt') ? 'wider' : 'narrower';
}

function asTexts(value: JsonValue): string[] {
  return [value].flat().map(String);
}

function listWidth(old: readonly string[], now: readonly string[]): Width {
  const more = now.some((item) => !old.includes(item));
  const less = old.some((item) => !now.includes(item));
  if (more && less) return 'either';
  return more ? 'wider' : less ? 'narrower' : 'same';
}
