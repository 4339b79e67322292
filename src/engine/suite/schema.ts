import { z } from 'zod';

/*
 * The shape of a suite of policy cases. Strict: a key that is not here is an error, so that a misspelt
 * expectation cannot pass unseen. What an event may hold is decided by the engine, not here: a case may well
 * expect `invalid_event`.
 */

const text = z.string().min(1);
const policy = z.union([text, z.record(z.string(), z.unknown())]);

export const DECISIONS = ['allow', 'deny', 'require_approval'] as const;
const VERDICTS = [...DECISIONS, 'block'] as const;

/** The reasons that a pure decision can have; `approval_required` may carry a request id. */
export const REASONS = [
  ...['policy_allow', 'policy_warn', 'policy_deny', 'policy_default_deny', 'approval_required'],
  ...['risk_level:low', 'risk_level:medium', 'risk_level:high', 'risk_level:critical'],
  ...['invalid_event', 'policy_error'],
] as const;

export const suiteSchema = z.strictObject({
  suite: text.optional(),
  description: z.string().optional(),
  /** For the cases that name none of their own. */
  policy: policy.optional(),
  cases: z.array(z.record(z.string(), z.unknown())),
});

/** The form of this project. */
export const caseSchema = z.strictObject({
  name: text,
  description: z.string().optional(),
  policy: policy.optional(),
  event: z.unknown(),
  expect: z.strictObject({
    decision: z.enum(DECISIONS),
    reason: z
      .enum(REASONS)
      .or(z.templateLiteral(['approval_required:', text]))
      .optional(),
    rule: text.optional(),
  }),
});

const legacyEvent = z.strictObject({
  actor: z
    .union([z.string(), z.strictObject({ id: z.unknown().optional(), role: z.unknown().optional() })])
    .optional(),
  action: z
    .union([z.string(), z.strictObject({ capability: z.unknown().optional(), name: z.unknown().optional() })])
    .optional(),
  payload: z.unknown().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  resource: z.unknown().optional(),
  operation: z.unknown().optional(),
  environment: z.unknown().optional(),
  tenant: z.unknown().optional(),
  risk_level: z.unknown().optional(),
  tool_name: z.unknown().optional(),
});

/** The form of earlier engines: `expected.verdict`, and an event with an actor that has a role. */
export const legacyCaseSchema = z.strictObject({
  name: text,
  description: z.string().optional(),
  policy: policy.optional(),
  event: legacyEvent,
  expected: z.strictObject({ verdict: z.enum(VERDICTS) }),
});

export type SuiteShape = z.infer<typeof suiteSchema>;
export type CaseShape = z.infer<typeof caseSchema>;
export type LegacyCaseShape = z.infer<typeof legacyCaseSchema>;
export type LegacyEvent = z.infer<typeof legacyEvent>;
