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
    ...{ segments: [...segments], risk, context: {}, args: new Map<string, ArgDraft>() },
    ...{ texts: [], keys: [], amounts: [], paths: [], claims: { tool_name: [], table: [] } },
  };
}

const TEXT_KEYS = ['command', 'note', 'message', 'query', 'body', 'subject', 'line', 'word'];
const AMOUNT_KEYS = ['amount', 'total', 'price', 'cost', 'sum', 'quantity'];
const PATH_KEYS = ['path', 'file', 'target', 'source', 'destination', 'directory'];

/** A complete event of the parts, or undefined where two parts want one place. */
export function assemble(draft: Draft): EventInput | undefined {
  const payload: Record<string, JsonValue> = {};
  for (const [place, arg] of draft.args) if (!place_(payload, place, arg)) return undefined;
  put(payload, PATH_KEYS, draft.paths);
  put(payload, AMOUNT_KEYS, draft.amounts);
  put(payload, ['tool_name', 'toolName'], draft.claims.tool_name);
  put(payload, ['table', 'table_name'], draft.claims.table);
  const there = new Set(stringsIn(payload));
  put(
    payload,
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

/** Values under the first keys that are free; the more of them the plainer the names. */
function put(
  payload: Record<string, JsonValue>,
  keys: readonly string[],
  values: readonly JsonValue[],
): void {
  const free = keys.filter((key) => !Object.hasOwn(payload, key));
  [...new Set(values)].forEach((value, i) => {
    payload[free[i] ?? `${keys[0]}_${i + 1}`] = value;
  });
}

function stringsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as JsonObject).flatMap((item) => stringsIn(item as JsonValue));
}

type Box = Record<string, JsonValue>;

/** Writes what stands at one path; false where something else stands there already. */
function place_(payload: Box, text: string, arg: ArgDraft): boolean {
  const path = parseArgPath(text);
  return path !== undefined && write(payload, path.steps as readonly Step[], arg);
}

type Step = { readonly name: string } | 'each';

function write(box: Box, steps: readonly Step[], arg: ArgDraft): boolean {
  const [first, ...rest] = steps;
  if (first === undefined || first === 'each') return false;
  const { name } = first;
  const known = Object.hasOwn(box, name) ? box[name] : undefined;
  const made = valueFor(rest, arg, known);
  if (made === CONFLICT) return false;
  if (made !== undefined) box[name] = made;
  return made !== undefined || known === undefined || arg.kind !== 'missing' || rest.length > 0;
}

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
  if (arg.kind === 'misfit') return known === undefined ? 0 : CONFLICT;
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
