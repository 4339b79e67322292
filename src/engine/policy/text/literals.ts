import type { RE2JS } from 're2js';

/**
 * What the library itself keeps of a pattern to skip texts that cannot match: texts that must stand in every match, as a
 * tree of *and* and *or*. It is not part of the library's promised surface, so every shape that is not known here means
 * that nothing is known, and the pattern is simply run.
 */
interface Prefilter {
  readonly type: number;
  readonly str: string;
  readonly subs: readonly Prefilter[];
}

const EXACT = 1;
const AND = 2;
const OR = 3;
const ASCII = /^[ -~]+$/;

/**
 * Texts of which at least one stands in every text that the pattern matches; undefined where none are known. ASCII
 * only, so that changing the case of text and literal alike keeps this true.
 */
export function requiredLiterals(regex: RE2JS): readonly string[] | undefined {
  const { re2Input } = regex as unknown as { re2Input?: { prefilter?: unknown } | null };
  return literalsOf(re2Input?.prefilter);
}

function literalsOf(filter: unknown): readonly string[] | undefined {
  if (!isPrefilter(filter)) return undefined;
  if (filter.type === EXACT) return ASCII.test(filter.str) ? [filter.str] : undefined;
  if (filter.subs.length === 0) return undefined;
  const parts = filter.subs.map(literalsOf);
  if (filter.type === OR) return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  if (filter.type !== AND) return undefined;
  return parts.reduce(
    (best, part) => (part !== undefined && (best === undefined || rarer(part, best)) ? part : best),
    undefined,
  );
}

/** Longer texts are rarer. */
function rarer(a: readonly string[], b: readonly string[]): boolean {
  return shortest(a) > shortest(b);
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length));
}

function isPrefilter(value: unknown): value is Prefilter {
  if (typeof value !== 'object' || value === null) return false;
  const { type, str, subs } = value as Partial<Prefilter>;
  return typeof type === 'number' && typeof str === 'string' && Array.isArray(subs);
}
