import type { Mode } from './types.js';
import { globMatches } from './types.js';

/** Stands for a segment that is not known: it could be any. No pattern but `*` covers all that it could be. */
const UNSPECIFIED = '?';

function segmentMatches(pattern: string, segment: string, mode: Mode): boolean {
  if (segment === UNSPECIFIED) return mode === 'any' || pattern === '*';
  return mode === 'any'
    ? globMatches(pattern.toLowerCase(), segment.toLowerCase())
    : globMatches(pattern, segment);
}

function lengthMatches(pattern: readonly string[], length: number): boolean {
  const endsInStar = pattern.at(-1) === '*';
  const open = endsInStar || pattern.length < 3;
  return open ? length >= pattern.length : length === pattern.length;
}

function oneMatches(pattern: readonly string[], request: readonly string[], mode: Mode): boolean {
  return (
    lengthMatches(pattern, request.length) &&
    pattern.every((p, i) => segmentMatches(p, request[i] ?? '', mode))
  );
}

/** Every length that a request of fewer than three segments may have, as far as the pattern can tell them apart. */
function completions(request: readonly string[], longest: number): string[][] {
  if (request.length >= 3) return [[...request]];
  const lengths = [];
  for (let n = 3; n <= Math.max(3, longest) + 1; n++) lengths.push(n);
  return lengths.map((n) => [...request, ...Array<string>(n - request.length).fill(UNSPECIFIED)]);
}

export function capabilityMatches(patterns: readonly string[], capability: string, mode: Mode): boolean {
  return patterns.some((text) => {
    const pattern = text.split('.');
    const all = completions(capability.split('.'), pattern.length);
    const matches = (request: string[]): boolean => oneMatches(pattern, request, mode);
    return mode === 'any' ? all.some(matches) : all.every(matches);
  });
}
