/** A set of code points: ranges in order, none touching the next. */
export type CharSet = readonly (readonly [low: number, high: number])[];

export const MAX_CODE_POINT = 0x10ffff;
export const NONE: CharSet = [];
export const ALL: CharSet = [[0, MAX_CODE_POINT]];

export function charSet(ranges: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

export function single(codePoint: number): CharSet {
  return [[codePoint, codePoint]];
}

export function union(...sets: readonly CharSet[]): CharSet {
  return charSet(sets.flat());
}

export function complement(set: CharSet): CharSet {
  const out: [number, number][] = [];
  let from = 0;
  for (const [low, high] of set) {
    if (low > from) out.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= MAX_CODE_POINT) out.push([from, MAX_CODE_POINT]);
  return out;
}

export function has(set: CharSet, codePoint: number): boolean {
  for (const [low, high] of set) {
    if (codePoint < low) return false;
    if (codePoint <= high) return true;
  }
  return false;
}

/** The two letters beyond ASCII that fold to one of ASCII (Unicode simple case folding). */
export const LONG_S = 0x17f;
export const KELVIN = 0x212a;
export const DOTTED_I = 0x130;

/**
 * A set with the other case of each of its letters, as RE2 folds. Undefined where it holds letters beyond ASCII that
 * would have to be folded by tables.
 */
export function foldCase(set: CharSet): CharSet | undefined {
  if (set.some(([, high]) => high > 0x7f)) return foldsToItself(set) ? set : undefined;
  const extra: [number, number][] = [];
  for (let c = 97; c <= 122; c++) {
    if (!has(set, c) && !has(set, c - 32)) continue;
    extra.push([c, c], [c - 32, c - 32]);
    if (c === 115) extra.push([LONG_S, LONG_S]);
    if (c === 107) extra.push([KELVIN, KELVIN]);
  }
  return charSet([...set, ...extra]);
}

/** All of what is beyond ASCII and with it the letters that fold there: complements of folded ASCII sets are such. */
function foldsToItself(set: CharSet): boolean {
  const missing = complement(set).flatMap(([low, high]): [number, number][] =>
    high < 0x80 ? [] : [[Math.max(low, 0x80), high]],
  );
  const whole = missing.every(([low, high]) => low === high && (low === LONG_S || low === KELVIN));
  if (!whole) return false;
  for (let c = 97; c <= 122; c++) if (has(set, c) !== has(set, c - 32)) return false;
  return has(set, 115) === has(set, LONG_S) && has(set, 107) === has(set, KELVIN);
}

let lowered: Map<string, number[]> | undefined;

/** The characters whose lower case is this one character, taken alone. */
export function inverseLower(codePoint: number): CharSet {
  if (codePoint < 0x80) {
    const own = single(codePoint);
    if (codePoint >= 65 && codePoint <= 90) return NONE;
    if (codePoint < 97 || codePoint > 122) return own;
    const extra = codePoint === 107 ? single(KELVIN) : NONE;
    return union(own, single(codePoint - 32), extra);
  }
  if (codePoint >= 0x20000) return single(codePoint);
  lowered ??= tableOfLower();
  return charSet((lowered.get(String.fromCodePoint(codePoint)) ?? []).map((c) => [c, c]));
}

function tableOfLower(): Map<string, number[]> {
  const table = new Map<string, number[]>();
  for (let c = 0x80; c < 0x20000; c++) {
    if (c >= 0xd800 && c < 0xe000) continue;
    const low = String.fromCodePoint(c).toLowerCase();
    const known = table.get(low);
    if (known === undefined) table.set(low, [c]);
    else known.push(c);
  }
  return table;
}
