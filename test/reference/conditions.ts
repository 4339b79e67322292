import { amount, COMPARE } from './amount.js';
import { args } from './args.js';
import type { Event } from './event.js';
import { path } from './path.js';
import { normalised, contains, matchRegex } from './text.js';
import type { JsonObject, JsonValue, Mode } from './types.js';
import {
  bareKey,
  combine,
  conjunction,
  eachEntry,
  FALSE,
  flip,
  globMatches,
  listOf,
  not,
  truth,
  UNKNOWN,
} from './types.js';

/** What a condition may read: the event, and the level that the policy gives its risk (null: not understood). */
export interface Read {
  readonly event: Event;
  readonly riskLevel: string | null;
}

/** Keys of a rule that ask nothing of the event. */
const NO_CONDITION = ['id', 'capability', 'reason', 'approval', 'action', 'threshold', 'description'];
const HOST = ['environment', 'actor', 'tenant', 'user_role', 'session'] as const;
const PAYLOAD_KEYS = { tool_name: ['toolname'], table: ['table', 'tablename'] };

function globs(patterns: JsonValue, text: string, mode: Mode): number {
  const fold = (s: string): string => (mode === 'any' ? s.toLowerCase() : s);
  return truth((listOf(patterns) as string[]).some((pattern) => globMatches(fold(pattern), fold(text))));
}

function host(name: (typeof HOST)[number], patterns: JsonValue, event: Event, mode: Mode): number {
  const value = name === 'environment' || name === 'actor' ? event[name] : event.context[name];
  return value === undefined ? FALSE : globs(patterns, value as string, mode);
}

/** The host's word, and when restricting also whatever the agent says under such a key. */
function named(name: 'tool_name' | 'table', patterns: JsonValue, event: Event, mode: Mode): number {
  const readings: JsonValue[] = [];
  if (event.context[name] !== undefined) readings.push(event.context[name]);
  eachEntry(event.payload, (key, value) => {
    if (mode !== 'any' || !PAYLOAD_KEYS[name].includes(bareKey(key))) return;
    readings.push(value);
    if (typeof value === 'string') readings.push(normalised(value));
  });
  return combine(
    mode,
    readings.map((value) => (typeof value === 'string' ? globs(patterns, value, mode) : UNKNOWN)),
  );
}

function callerDepth(operator: string, bound: number, event: Event): number {
  const depth = event.context.caller_depth;
  return depth === undefined ? FALSE : truth(COMPARE[operator]!(depth as number, bound));
}

function condition(name: string, value: JsonValue, read: Read, mode: Mode): number {
  const { event } = read;
  const cwd = event.context.cwd as string | undefined;
  const texts = listOf(value) as string[];
  if (name === 'contains' || name === 'match_keywords') return contains(texts, event.payload, mode);
  if (name === 'match_regex') return matchRegex(texts, event.payload, mode);
  if (name.startsWith('amount_')) return amount(name.slice(7), value as number, event.payload, mode);
  if (name.startsWith('caller_depth_')) return callerDepth(name.slice(13), value as number, event);
  if (name === 'path_prefix') return path({ within: value }, event.payload, mode, cwd);
  if (name === 'path') return path(value as JsonObject, event.payload, mode, cwd);
  if (name === 'args') return args(value as JsonObject, event.payload, mode, cwd);
  if (name === 'risk_level') return read.riskLevel === null ? UNKNOWN : globs(value, read.riskLevel, mode);
  if (name === 'tool_name' || name === 'table') return named(name, value, event, mode);
  if (name === 'not') return not(conditions(value as JsonObject, read, flip(mode)));
  const maps = value as readonly JsonObject[];
  if (name === 'all_of') return Math.min(...maps.map((map) => conditions(map, read, mode)));
  if (name === 'any_of') return Math.max(...maps.map((map) => conditions(map, read, mode)));
  const field = HOST.find((one) => one === name);
  if (field === undefined) throw new Error(`no such condition: ${name}`);
  return host(field, value, event, mode);
}

/** A map of conditions, all of which must hold. */
export function conditions(map: JsonObject, read: Read, mode: Mode): number {
  const asked = Object.entries(map).filter(([name]) => !NO_CONDITION.includes(name));
  return conjunction(asked.map(([name, value]) => condition(name, value, read, mode)));
}
