import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import type { Rng } from './rng.js';
import * as v from './vocabulary.js';

type Fields = Record<string, JsonValue>;

const fullwidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

const swapCase = (text: string): string =>
  [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');

function insert(r: Rng, text: string, what: string): string {
  const characters = [...text];
  return characters.toSpliced(r.below(characters.length + 1), 0, what).join('');
}

/** The text written so that it looks, or works, the same. */
export function disguise(r: Rng, text: string): string {
  const draw = r.below(5);
  if (draw === 0) return swapCase(text);
  if (draw === 1) return fullwidth(text);
  if (draw === 2) return text.replace(/ /g, () => r.pick(v.SPACES));
  return draw === 3 ? insert(r, text, r.pick(v.INVISIBLE)) : text.normalize('NFD');
}

export function text(r: Rng): string {
  if (r.chance(0.3)) return r.chance(0.7) ? r.pick(v.COMMON) : disguise(r, r.pick(v.COMMON));
  let out = r.chance(0.6) ? r.pick(v.NEEDLES) : r.some(1, 4, () => r.pick(v.WORDS)).join(' ');
  if (r.chance(0.3)) out = `${r.pick(v.WORDS)}${out}${r.pick(v.WORDS)}`;
  while (r.chance(0.3)) out = disguise(r, out);
  return out;
}

export function pathText(r: Rng): string {
  const segments = r.some(0, 3, () => r.pick(v.PATH_SEGMENTS));
  const base = r.chance(0.4) ? `${r.pick(v.PREFIXES)}/` : r.pick(v.ROOTS);
  const out = base + segments.join(r.chance(0.9) ? '/' : r.pick(['//', '\\', '/./', '%2f']));
  return r.chance(0.05) ? disguise(r, out) : out;
}

const scalar = (r: Rng): JsonValue => r.pick([5, 0, true, false, null, 100, 1.5, -0]);

function wrapped(r: Rng, value: JsonValue): JsonValue {
  if (r.chance(0.85)) return value;
  return r.pick<JsonValue>([
    [value],
    { x: value },
    [[value]],
    { path: value },
    [{ amount: value }],
    [value, 5],
  ]);
}

function argument(r: Rng, into: Fields): void {
  const value = r.pick(v.ARGUMENT_VALUES);
  const item = (): JsonValue =>
    r.chance(0.8) ? { price: r.pick(v.AMOUNTS), tags: r.some(0, 2, () => r.pick(v.ARGUMENT_VALUES)) } : value;
  const draw = r.below(7);
  if (draw < 2) into.to = value;
  else if (draw === 2) into.n = value;
  else if (draw === 3) into.items = r.chance(0.8) ? r.some(0, 3, item) : value;
  else if (draw === 4)
    into.opts = r.chance(0.8) ? { a: value, list: r.some(0, 3, () => r.pick(v.ARGUMENT_VALUES)) } : value;
  else if (draw === 5) into.grid = [r.some(0, 2, () => r.pick(v.ARGUMENT_VALUES)), [value]];
  else into.path = value;
}

/** Where in the draw of `entry` each focus has its place. */
const FOCUSED = { text: 0, amount: 0.25, path: 0.45, args: 0.65, host: 0.85 } as const;

function entry(r: Rng, into: Fields, depth: number, focus: v.Focus): void {
  const draw = focus !== undefined && r.chance(0.6) ? FOCUSED[focus] : r.next();
  if (draw < 0.25) into[r.pick(v.PLAIN_KEYS)] = wrapped(r, text(r));
  else if (draw < 0.45) into[r.pick(v.AMOUNT_KEYS)] = wrapped(r, r.pick(v.AMOUNTS));
  else if (draw < 0.65) into[r.pick(v.PATH_KEYS)] = wrapped(r, r.chance(0.9) ? pathText(r) : scalar(r));
  else if (draw < 0.85) argument(r, into);
  else if (draw < 0.88) into[r.pick(v.TOOL_KEYS)] = r.chance(0.8) ? r.pick(v.TOOLS) : scalar(r);
  else if (draw < 0.92) into.argv = r.some(0, 4, () => (r.chance(0.9) ? r.pick(v.WORDS) : scalar(r)));
  else if (draw < 0.94) into[text(r)] = scalar(r);
  else if (depth > 0) into[r.pick(v.PLAIN_KEYS)] = nested(r, depth - 1, focus);
}

function nested(r: Rng, depth: number, focus: v.Focus): JsonValue {
  const inner = payload(r, depth, focus);
  return r.chance(0.5) ? inner : [inner, payload(r, depth, focus)];
}

export function payload(r: Rng, depth = 3, focus?: v.Focus): JsonObject {
  // Texts that a list of needles shares out among them.
  if (focus === 'text' && r.chance(0.15)) return { note: r.pick(v.COMMON), x: [r.pick(v.COMMON)] };
  const out: Fields = {};
  for (let n = r.chance(0.1) ? 0 : 1 + r.below(4); n > 0; n--) entry(r, out, depth, focus);
  return out;
}

function context(r: Rng): JsonObject {
  const out: Fields = {};
  if (r.chance(0.4)) out.tenant = r.pick(v.TENANTS);
  if (r.chance(0.3)) out.user_role = r.pick(v.TENANTS);
  if (r.chance(0.2)) out.session = r.pick(v.TENANTS);
  if (r.chance(0.4)) out.caller_depth = r.below(4);
  if (r.chance(0.4)) out.tool_name = r.pick(v.TOOLS);
  if (r.chance(0.4)) out.table = r.pick(v.TOOLS);
  if (r.chance(0.4)) out.cwd = r.pick(v.CWDS);
  return out;
}

/** Host fields that do not parse, each of which must deny whatever the policy says. */
const BROKEN: readonly JsonObject[] = [
  ...[
    { environment: 'prod (eu)' },
    { environment: '' },
    { environment: null },
    { actor: 'a b' },
    { actor: '' },
  ],
  ...[
    { actor: 5 },
    { capability: 'fs.*' },
    { capability: 'fs..ws' },
    { capability: '' },
    { capability: 'fs.ré' },
  ],
  ...[
    { risk: 'High' },
    { risk: -1 },
    { risk: true },
    { risk: null },
    { payload: [] },
    { payload: 'x' },
    { payload: null },
  ],
  ...[
    { context: [] },
    { context: { tenant: '' } },
    { context: { tenant: 5 } },
    { context: { caller_depth: '3' } },
  ],
  ...[{ context: { caller_depth: -1 } }, { context: { caller_depth: 1.5 } }, { context: { role: 'x' } }],
  ...[
    { host: { require_approval: 'true' } },
    { host: { approve: true } },
    { host: true },
    { extra: 1 },
    { id: '' },
    { id: 7 },
  ],
  ...[{ scope: '' }, { scope: 'a b' }, { resource: 'a/b' }, { action: 5 }, { actor: 'x'.repeat(257) }],
  ...[
    { payload: JSON.parse('{"a":{"__proto__":1}}') as JsonObject },
    { context: { tenant: 'x'.repeat(257) } },
  ],
];

/** A capability that the pattern covers, or nearly. */
function covered(r: Rng, pattern: string): string {
  const segments = pattern
    .split('.')
    .map((segment) => segment.replace(/\*+/g, () => r.pick(['x', 'el_', 'read', 'ws'])));
  while (segments.length < 3 && r.chance(0.8)) segments.push(r.pick(v.SEGMENTS[segments.length]!));
  return segments.join('.');
}

function target(r: Rng, patterns: readonly string[]): Fields {
  if (patterns.length > 0 && r.chance(0.5)) return { capability: covered(r, r.pick(patterns)) };
  if (r.chance(0.6)) {
    const length = r.chance(0.7) ? 3 : 1 + r.below(4);
    return {
      capability: v.SEGMENTS.slice(0, length)
        .map((some) => r.pick(some))
        .join('.'),
    };
  }
  const out: Fields = { resource: r.pick(v.SEGMENTS[0]), action: r.pick(v.SEGMENTS[1]) };
  if (r.chance(0.6)) out.scope = r.pick(v.SEGMENTS[2]);
  return out;
}

/** An event; `patterns` are the capabilities that a policy asks for. */
export function generateEvent(r: Rng, patterns: readonly string[] = [], focus?: v.Focus): JsonObject {
  const out: Fields = { actor: r.pick(v.ACTORS), ...target(r, patterns), payload: payload(r, 3, focus) };
  if (r.chance(0.5)) out.environment = r.pick(v.ENVIRONMENTS);
  if (r.chance(0.5)) out.context = context(r);
  if (r.chance(0.4)) out.risk = r.chance(0.6) ? r.pick(v.LEVELS) : r.pick([0, 0.5, 1, 4.9, 5, 7, 10, 1000]);
  if (r.chance(0.05)) out.host = r.chance(0.8) ? { require_approval: r.chance(0.8) } : {};
  if (r.chance(0.03)) Object.assign(out, r.pick(BROKEN));
  if (r.chance(0.003)) delete out[r.pick(['actor', 'capability', 'resource'])];
  return out;
}
