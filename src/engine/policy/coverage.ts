import { parseCapabilityPattern } from './capability-pattern.js';
import type { CapabilityPattern } from './capability-pattern.js';
import type { PolicyRule } from './model.js';
import { matchGlob } from './text/glob.js';

/** Whether a rule's capability covers a request, pattern by pattern: what the index answers for all rules at once. */
export function covers(rule: PolicyRule, capability: string): boolean {
  const restricts = rule.section !== 'allow';
  const request = (restricts ? capability.toLowerCase() : capability).split('.');
  return rule.capabilities.some((text) => {
    const pattern = parseCapabilityPattern(restricts ? text.toLowerCase() : text);
    if (request.length >= 3) return coversFull(pattern, request);
    return restricts ? coversSome(pattern, request) : coversEvery(pattern, request);
  });
}

function coversFull({ segments, kind }: CapabilityPattern, request: readonly string[]): boolean {
  if (kind === 'exact' && request.length !== segments.length) return false;
  if (kind === 'open' && request.length < segments.length) return false;
  if (kind === 'tail' && request.length <= segments.length) return false;
  return agree(segments, request);
}

function coversSome({ segments }: CapabilityPattern, request: readonly string[]): boolean {
  return agree(segments.slice(0, request.length), request);
}

function coversEvery({ segments, kind }: CapabilityPattern, request: readonly string[]): boolean {
  if (kind === 'exact') return false;
  const rest = segments.slice(request.length);
  const missing = 3 - request.length;
  if (kind === 'open' && rest.length > 0) return false;
  return (
    rest.every((segment) => segment === '*') &&
    rest.length < Math.max(missing, 1) &&
    agree(segments.slice(0, request.length), request)
  );
}

/** Segment by segment, as far as both go. */
function agree(pattern: readonly string[], request: readonly string[]): boolean {
  return pattern.every((segment, i) => {
    const asked = request[i];
    return asked === undefined || matchGlob(segment, asked);
  });
}

/** Whether everything that `narrow` covers is covered by `wide` too. Sure when true; when false, nobody says no. */
export function patternWithin(narrow: CapabilityPattern, wide: CapabilityPattern): boolean {
  const n = narrow.segments;
  const w = wide.segments;
  const below = w.every((segment, i) => {
    const part = n[i];
    return (
      part !== undefined &&
      (segment === '*' || segment === part || (!part.includes('*') && matchGlob(segment, part)))
    );
  });
  if (!below) return false;
  if (wide.kind === 'open') return true;
  if (wide.kind === 'tail') return n.length > w.length || (n.length === w.length && narrow.kind === 'tail');
  return narrow.kind === 'exact' && n.length === w.length;
}
