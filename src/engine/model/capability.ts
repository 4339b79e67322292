import { EventError } from './errors.js';

/** The capability that an event asks for, taken apart. */
export interface Capability {
  readonly text: string;
  readonly segments: readonly string[];
  /** Both in lower case, as restricting rules read them. */
  readonly foldedText: string;
  readonly folded: readonly string[];
}

const MAX_LENGTH = 256;
const SEGMENT = /^[A-Za-z0-9_-]+$/;
const CAPABILITY = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;

/**
 * Hosts ask for few capabilities, again and again. Those that were valid are remembered, up to so many: finding one again
 * is cheaper than joining, checking and splitting it.
 */
const MAX_REMEMBERED = 4096;
const byText = new Map<string, Capability>();
const byParts = new Map<string, Map<string, Map<string, Capability>>>();
let remembered = 0;

/** A capability that the host names itself. @throws EventError */
export function parseCapability(text: string): Capability {
  const known = byText.get(text);
  if (known !== undefined) return known;
  if (!CAPABILITY.test(text)) {
    throw new EventError(
      'bad_capability',
      'capability',
      'a capability is dot-separated segments of A-Z a-z 0-9 _ -',
    );
  }
  const capability = takeApart(text);
  makeRoom();
  byText.set(text, capability);
  return capability;
}

/** `resource.action.scope`, with the environment where there is no scope. @throws EventError naming the field. */
export function joinCapability(
  resource: string,
  action: string,
  scope: string | undefined,
  environment: string,
): Capability {
  const last = scope ?? environment;
  const known = byParts.get(resource)?.get(action)?.get(last);
  if (known !== undefined) return known;
  assertSegment(resource, 'resource');
  assertSegment(action, 'action');
  assertSegment(last, scope === undefined ? 'environment' : 'scope');
  const capability = takeApart(`${resource}.${action}.${last}`);
  makeRoom();
  const actions = getOrAdd(byParts, resource, () => new Map<string, Map<string, Capability>>());
  getOrAdd(actions, action, () => new Map<string, Capability>()).set(last, capability);
  return capability;
}

function takeApart(text: string): Capability {
  if (text.length > MAX_LENGTH) {
    throw new EventError('too_long', 'capability', `\`capability\` is over ${MAX_LENGTH} characters`);
  }
  const segments = Object.freeze(text.split('.'));
  const foldedText = text.toLowerCase();
  const folded = foldedText === text ? segments : Object.freeze(foldedText.split('.'));
  return Object.freeze({ text, segments, foldedText, folded });
}

function makeRoom(): void {
  if (++remembered <= MAX_REMEMBERED) return;
  byText.clear();
  byParts.clear();
  remembered = 1;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function assertSegment(value: string, field: string): void {
  if (SEGMENT.test(value)) return;
  const message = `\`${field}\` is a segment of the capability and has a character outside A-Z a-z 0-9 _ -`;
  throw new EventError('bad_capability', field, message);
}
