import type { RiskLevel } from '../../model/decision.js';
import type { EventInput } from '../../model/event.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import { parseArgPath } from '../../policy/conditions/arg-path.js';

/** What stands at an argument path of a drafted event. */
export type ArgDraft =
  | { readonly kind: 'missing' }
  /** Something that the rest of the path cannot be walked into. */
  | { readonly kind: 'misfit' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** With `[]`: what each element gives. */
  | { readonly kind: 'each'; readonly items: readonly ArgDraft[] };

/** The parts of an event, each of which answers for one field. */
export interface Draft {
  /** The capability, place by place. */
  segments: string[];
  readonly risk: RiskLevel | number;
  actor?: string | undefined;
  environment?: string | undefined;
  context: Record<string, string | number>;
  args: Map<string, ArgDraft>;
  /** Keys of the payload that conditions ask for by name. */
  readonly asked: Set<string>;
  /** Texts that must stand somewhere in the payload as values, and others as keys. */
  texts: string[];
  keys: string[];
  amounts: JsonValue[];
  paths: JsonValue[];
  /** Values of the agent's own `tool_name` and `table`. */
  claims: { tool_name: JsonValue[]; table: JsonValue[] };
}

export function emptyDraft(segments: readonly string[], risk: RiskLevel | number): Draft {
  return {
    ...{
      segments: [...segments],
      risk,
      context: {},
      args: new Map<string, ArgDraft>(),
      asked: new Set<string>(),
    },
    ...{ texts: [], keys: [], amounts: [], paths: [], claims: { tool_name: [], table: [] } },
  };
}

const TEXT_KEYS = ['command', 'note', 'message', 'query', 'body', 'subject', 'line', 'word'];
const AMOUNT_KEYS = ['amount', 'total', 'price', 'cost', 'sum', 'quantity'];
const PATH_KEYS = ['path', 'file', 'target', 'source', 'destination', 'directory'];

/** A complete event of the parts. */
export function assemble(draft: Draft): EventInput {
  const payload: Record<string, JsonValue> = {};
  const deepFirst = [...draft.args].sort(([a], [b]) => depthOf(b) - depthOf(a));
  // Where two want one place the first has it: the event is tried anyway.
  for (const [place, arg] of deepFirst) writeArgument(payload, place, arg);
  const put = putter(payload, draft.asked);
  put(PATH_KEYS, draft.paths);
  put(AMOUNT_KEYS, draft.amounts);
  put(['tool_name', 'toolName'], draft.claims.tool_name);
  put(['table', 'table_name'], draft.claims.table);
  const there = new Set(stringsIn(payload));
  put(
    TEXT_KEYS,
    draft.texts.filter((text) => !there.has(text)),
  );
  for (const key of draft.keys) if (!Object.hasOwn(payload, key)) payload[key] = {};
  return {
    actor: draft.actor ?? 'agent',
    capability: draft.segments.join('.'),
    ...(draft.environment !== undefined && { environment: draft.environment }),
    ...(draft.risk !== 'low' && { risk: draft.risk }),
    payload,
    ...(Object.keys(draft.context).length > 0 && { context: draft.context }),
  };
}

/** Values under the first keys that are free, and that no condition asks for by name; the more the plainer the names. */
function putter(payload: Record<string, JsonValue>, asked: ReadonlySet<string>) {
  const isFree = (key: string): boolean => !Object.hasOwn(payload, key) && !asked.has(key);
  return (keys: readonly string[], values: readonly JsonValue[]): void => {
    for (const value of new Set(values)) {
      const more = values.map((_, i) => `${keys[0]}_${i + 2}`);
      const key = [...keys, ...more].find(isFree) ?? `${keys[0]}_0`;
      payload[key] = value;
    }
  };
}

function depthOf(place: string): number {
  return parseArgPath(place)?.steps.length ?? 0;
}

function stringsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as JsonObject).flatMap((item) => stringsIn(item as JsonValue));
}

type Box = Record<string, JsonValue>;

/** Writes what stands at one path, unless something else stands there already. */
function writeArgument(box: Box, text: string, arg: ArgDraft): void {
  const [first, ...rest] = (parseArgPath(text)?.steps ?? []) as readonly Step[];
  if (first === undefined || first === 'each') return;
  const known = Object.hasOwn(box, first.name) ? box[first.name] : undefined;
  const made = valueFor(rest, arg, known);
  if (made !== undefined && made !== CONFLICT) box[first.name] = made;
}

type Step = { readonly name: string } | 'each';

const CONFLICT = Symbol('conflict');

/** The value at a name, with the rest of the path below it. */
function valueFor(
  rest: readonly Step[],
  arg: ArgDraft,
  known: JsonValue | undefined,
): JsonValue | undefined | typeof CONFLICT {
  const [step, ...more] = rest;
  if (step === undefined) {
    if (arg.kind === 'value') return known === undefined || known === arg.value ? arg.value : CONFLICT;
    return arg.kind === 'missing' ? undefined : CONFLICT;
  }
  // As deep as it can be, so that it is in nobody's way.
  if (arg.kind === 'misfit' && (step === 'each' || more.length === 0))
    return known === undefined ? 0 : CONFLICT;
  if (step === 'each') return listFor(more, arg, known);
  if (known !== undefined && (typeof known !== 'object' || known === null || Array.isArray(known)))
    return CONFLICT;
  const box: Box = { ...(known as Box | undefined) };
  const inner = valueFor(more, arg, Object.hasOwn(box, step.name) ? box[step.name] : undefined);
  if (inner === CONFLICT) return CONFLICT;
  if (inner !== undefined) box[step.name] = inner;
  return inner === undefined && known === undefined && arg.kind === 'missing' ? undefined : box;
}

/** A list with an element for each reading. */
function listFor(
  rest: readonly Step[],
  arg: ArgDraft,
  known: JsonValue | undefined,
): JsonValue | undefined | typeof CONFLICT {
  if (arg.kind === 'missing') return undefined;
  if (arg.kind !== 'each') return CONFLICT;
  const before =
    known === undefined ? [] : Array.isArray(known) ? (known as readonly JsonValue[]) : undefined;
  if (before === undefined || (before.length > 0 && before.length !== arg.items.length)) return CONFLICT;
  const items: JsonValue[] = [];
  for (const [i, item] of arg.items.entries()) {
    const nested = rest.includes('each') ? ({ kind: 'each', items: [item] } as const) : item;
    const made = valueFor(rest, item.kind === 'misfit' ? item : nested, before[i]);
    if (made === CONFLICT) return CONFLICT;
    items.push(made ?? {});
  }
  return items;
}
