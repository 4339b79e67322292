import { z } from 'zod';

/*
 * The shape of an assert file. What stands beside these keys in an assertion is read as the capability and the
 * conditions of a rule, by the policy language itself.
 */

const DECISIONS = ['allow', 'deny', 'require_approval'] as const;
const decisions = z.union([z.enum(DECISIONS), z.array(z.enum(DECISIONS)).min(1)]);

export const assertFileSchema = z.strictObject({
  description: z.string().optional(),
  assertions: z.array(z.record(z.string(), z.unknown())),
});

export const assertionSchema = z.looseObject({
  name: z.string().min(1).max(200),
  never: decisions.optional(),
  always: decisions.optional(),
});

export type AssertionShape = z.infer<typeof assertionSchema>;

/** The keys of an assertion that are no part of a rule. */
export const ASSERTION_KEYS: readonly string[] = Object.keys(assertionSchema.shape);
