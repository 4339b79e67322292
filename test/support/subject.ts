/** The engine, as the property tests drive it. */
import { compilePolicy, decide, parsePolicy } from '../../src/index.js';
import type { Decision } from '../../src/index.js';
import type { PolicyObject } from '../reference/evaluate.js';

/** JSON is YAML, so that what the reference reads is also the text of a policy. */
export const parseObject = (policy: PolicyObject) => parsePolicy(JSON.stringify(policy));

/** The decisions of one policy, compiled once. */
export function decider(policy: PolicyObject): (event: unknown) => Decision {
  const compiled = compilePolicy(parseObject(policy));
  return (event) => decide(compiled, event);
}

const STRICTNESS = { allow: 0, require_approval: 1, deny: 2 };
export const strictness = ({ decision }: Decision): number => STRICTNESS[decision];
