import type { EventInput } from '../model/event.js';
import type { JsonObject, JsonValue } from '../model/json.js';

/** Leaves out of an event, piece by piece, what the claim does not need. Whoever reads it then knows what matters. */
export function minimise(event: EventInput, confirms: (event: EventInput) => boolean): EventInput {
  let best = event;
  for (let again = true; again;) {
    again = false;
    for (const smaller of reductions(best)) {
      if (!confirms(smaller)) continue;
      best = smaller;
      again = true;
      break;
    }
  }
  return best;
}

function* reductions(event: EventInput): Generator<EventInput> {
  const { payload, context, environment, risk, ...rest } = event;
  const all = { ...rest, payload, context, environment, risk };
  if (environment !== undefined) yield defined({ ...all, environment: undefined });
  if (risk !== undefined) yield defined({ ...all, risk: undefined });
  for (const key of Object.keys(context ?? {})) {
    const { [key as keyof typeof context]: _, ...left } = context ?? {};
    yield defined({ ...all, context: Object.keys(left).length === 0 ? undefined : left });
  }
  for (const smaller of reducedValues(payload ?? {}))
    yield defined({ ...all, payload: smaller as JsonObject });
}

/** The value without one of its parts, at any depth; the order of what is left stays. */
function* reducedValues(value: JsonValue): Generator<JsonValue> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    if (items.length > 8) yield items.slice(0, items.length >> 1);
    for (let i = 0; i < Math.min(items.length, 8); i++) {
      yield items.filter((_, at) => at !== i);
      for (const smaller of reducedValues(items[i] as JsonValue))
        yield items.map((item, at) => (at === i ? smaller : item));
    }
    return;
  }
  for (const [key, inner] of Object.entries(value as JsonObject)) {
    const { [key]: _, ...left } = value as Record<string, JsonValue>;
    yield left;
    for (const smaller of reducedValues(inner as JsonValue))
      yield { ...(value as Record<string, JsonValue>), [key]: smaller };
  }
}

function defined(event: { readonly [K in keyof EventInput]?: EventInput[K] | undefined }): EventInput {
  const entries = Object.entries(event).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as EventInput;
}
