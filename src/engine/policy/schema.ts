import { z } from 'zod';
import { APPROVAL_SCOPES, RISK_LEVELS } from '../model/decision.js';
import { OPERATORS } from './conditions/index.js';
import { number, text, texts, wholeNumber } from './conditions/values.js';
import { parseDuration } from './duration.js';

/**
 * The shape of a policy file. Its conditions come from the operators themselves; the JSON Schema for editors is made
 * from it, so the two cannot disagree. What a shape cannot say (patterns that must parse, ids that must differ) is
 * checked in `document.ts`.
 */
const conditionShape = Object.fromEntries(
  OPERATORS.map((operator) => [operator.key, operator.schema(() => conditionMap).optional()]),
);

export const conditionMap: z.ZodType<Record<string, unknown>> = z
  .strictObject(conditionShape, { error: 'must be a map of conditions' })
  .refine((value) => Object.keys(value).length > 0, { error: 'has no condition' })
  .meta({ id: 'conditions' });

const duration = text.refine((value) => parseDuration(value) !== undefined, {
  error: 'is not a duration like `90s`, `10m`, `2h` or `7d`',
  params: { code: 'bad_unit' },
});

const approval = z
  .strictObject(
    {
      expires_in: duration.optional(),
      uses: count(1000).optional(),
      approvers: count(10).optional(),
      by: texts.optional().meta({ description: 'Roles of `approvers`: only their members may approve.' }),
      scope: z
        .enum(APPROVAL_SCOPES, { error: `must be one of ${APPROVAL_SCOPES.join(', ')}` })
        .optional()
        .meta({ description: 'What an approval covers at most, and unless it says less.' }),
      min_level: z
        .int({ error: 'must be a whole number' })
        .min(0, { error: 'must not be negative' })
        .max(3, { error: 'must be at most 3' })
        .optional()
        .meta({ description: '1 another system user, 2 an SSH signature, 3 one by a hardware key.' }),
    },
    { error: 'must be a map' },
  )
  .meta({ id: 'approval' });

function count(max: number) {
  return z
    .int({ error: 'must be a whole number' })
    .min(1, { error: 'must be at least 1' })
    .max(max, { error: `must be at most ${max}` });
}

const ruleShape = {
  id: text.max(128, { error: 'is over 128 characters' }).optional(),
  capability: texts.meta({
    description: 'One pattern or a list: `resource.action.scope`, `*` as a segment.',
  }),
  reason: text.optional(),
};
const RULE = { error: 'must be a capability or a map with `capability`' };

const rule = z.union([text, z.strictObject({ ...ruleShape, ...conditionShape }, RULE)]).meta({ id: 'rule' });
const approvalRule = z
  .union([text, z.strictObject({ ...ruleShape, ...conditionShape, approval: approval.optional() }, RULE)])
  .meta({ id: 'approvalRule' });

const person = text.regex(/^[A-Za-z0-9_\-./@:+]{1,128}$/, {
  error: 'must be a name of A-Z a-z 0-9 _ - . / @ : +',
});

const seconds = wholeNumber
  .min(1, { error: 'must be at least 1' })
  .max(31_536_000, { error: 'must be at most a year' });

const ACTIONS = ['allow', 'deny', 'block', 'require_approval', 'warn'] as const;
const action = z.enum(ACTIONS, { error: `must be one of ${ACTIONS.join(', ')}` });

const legacyRule = z
  .strictObject(
    {
      ...ruleShape,
      ...conditionShape,
      capability: texts.optional(),
      approval: approval.optional(),
      action,
      description: z.string().optional(),
      threshold: number.optional(),
    },
    { error: 'must be a map with `action`' },
  )
  .meta({ id: 'legacyRule' });

const LIST = { error: 'must be a list of rules' };
const riskLevel = z.strictObject(
  { action, from: number.min(0, { error: 'must not be negative' }).optional() },
  { error: 'must be a map with `action`' },
);

export const policySchema = z
  .strictObject(
    {
      version: z.union([z.literal(1), z.literal(['1', '1.0'])], { error: 'must be 1' }).optional(),
      name: text.optional(),
      policy_name: text.optional(),
      description: z.string({ error: 'must be text' }).optional(),
      extends: texts.optional(),
      deny: z.array(rule, LIST).nullable().optional(),
      require_approval: z.array(approvalRule, LIST).nullable().optional(),
      allow: z.array(rule, LIST).nullable().optional(),
      rules: z.array(legacyRule, LIST).nullable().optional(),
      risk_levels: z
        .strictObject(Object.fromEntries(RISK_LEVELS.map((level) => [level, riskLevel.optional()])), {
          error: 'must be a map of levels',
        })
        .nullable()
        .optional(),
      approval_timeout_seconds: seconds.optional(),
      max_grant_seconds: seconds
        .optional()
        .meta({ description: 'The longest that a grant, or an approval for a time, may live: 86400.' }),
      approvers: z
        .record(
          text.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, { error: 'is no name of a role' }),
          z.array(person).min(1),
          {
            error: 'must be a map of roles to lists of names',
          },
        )
        .optional()
        .meta({ description: 'Roles and their members, for `approval: {by: [role]}`.' }),
      enforcement_mode: z
        .enum(['block', 'enforce', 'observe'], { error: 'must be block or observe' })
        .optional(),
    },
    { error: 'a policy must be a map of sections' },
  )
  .meta({ title: 'CapFence policy', description: 'Deterministic authorization for what AI agents do.' });

export type PolicyFile = z.infer<typeof policySchema>;

/** The JSON Schema that editors use, as published under `schema/`. */
export function policyJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
}

/** Keys that may stand at a place of the file, for suggestions. */
export const KNOWN_KEYS = {
  policy: Object.keys(policySchema.shape),
  conditions: Object.keys(conditionShape),
  /** Of conditions that are maps, by the condition. */
  below: new Map(
    OPERATORS.flatMap(({ key, schema }) => {
      const map = schema(() => z.unknown());
      return map instanceof z.ZodObject ? [[key, Object.keys(map.shape)] as const] : [];
    }),
  ),
  rule: [...Object.keys(ruleShape), ...Object.keys(conditionShape)],
  approval: ['expires_in', 'uses', 'approvers', 'by', 'scope', 'min_level'],
  legacyRule: Object.keys(legacyRule.shape),
  riskLevel: ['action', 'from'],
} as const;
