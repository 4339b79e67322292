import type { GrantRow, GrantTerms, RequestRow } from '../../engine/approvals/index.js';
import { grantView, requestView } from '../../engine/approvals/view.js';
import type { GrantView, RequestView } from '../../engine/approvals/view.js';
import { PolicyError } from '../../engine/model/errors.js';
import type { JsonObject } from '../../engine/model/json.js';
import { parsePolicy } from '../../engine/policy/parse.js';
import { readYaml } from '../../engine/policy/source.js';
import { UsageError } from '../errors.js';
import { parseSince, parseSpan, spanOf } from '../time.js';
import type { AnswerFlags } from './flags.js';
import { withOffice } from './open.js';

export interface GrantFlags extends AnswerFlags {
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly session?: string | undefined;
  readonly where?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly for?: string | undefined;
  readonly uses?: number | undefined;
}

/** @throws UsageError, ApprovalError */
export async function grant(flags: GrantFlags): Promise<GrantView> {
  const { actor, capability, environment, session, uses, reason } = flags;
  const where = whereOf(flags.where ?? []);
  assertRule({ capability, actor, environment, ...(session !== undefined && { session }), all_of: [where] });
  const terms: GrantTerms = {
    ...{ actor, capability, environment, session, where, uses, reason },
    ...(flags.from !== undefined && { notBefore: beginOf(flags.from) }),
    ...(flags.for !== undefined && { forMs: spanOf(flags.for, '--for') }),
  };
  const row = await withOffice(flags, ({ office, approver }) => office.grant(terms, approver));
  return viewOf(row) as GrantView;
}

/** @throws ApprovalError */
export async function revoke(id: string, flags: AnswerFlags): Promise<GrantView | RequestView> {
  const row = await withOffice(flags, ({ office, approver }) =>
    office.revoke(id, approver, flags.reason ?? ''),
  );
  return viewOf(row);
}

function viewOf(row: GrantRow | RequestRow): GrantView | RequestView {
  const seen = { now: Date.now(), seq: 0, text: '' };
  return 'vote' in row ? grantView({ row, ...seen }) : requestView({ row, ...seen });
}

/** Conditions, each a map as a policy has it: `amount_lte: 500`. @throws UsageError */
function whereOf(texts: readonly string[]): JsonObject {
  const where: Record<string, JsonObject[string]> = {};
  for (const text of texts) {
    for (const [key, value] of Object.entries(mapOf(text))) {
      if (Object.hasOwn(where, key))
        throw new UsageError(`--where says \`${key}\` twice`, { help: 'use all_of' });
      where[key] = value;
    }
  }
  return where;
}

function mapOf(text: string): JsonObject {
  const help = 'write a condition as a policy has it: --where "amount_lte: 500"';
  try {
    const { value } = readYaml(text, '--where');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UsageError(`--where cannot be read: ${error.problems[0]?.message ?? ''}`, { help });
  }
  throw new UsageError('--where is no condition', { help });
}

/** A grant is an allow rule: what no rule may say, no grant may. @throws UsageError */
function assertRule({ all_of: [where], ...rule }: JsonObject & { all_of: [JsonObject] }): void {
  const whole = Object.keys(where).length === 0 ? rule : { ...rule, all_of: [where] };
  try {
    parsePolicy(JSON.stringify({ allow: [whole] }), { file: '--where' });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const [problem] = error.problems;
    throw new UsageError(`such a grant is no rule: ${problem?.message ?? error.message}`, {
      ...(problem?.help !== undefined && { help: problem.help }),
    });
  }
}

function beginOf(text: string): number {
  const span = parseSpan(text);
  return span === undefined ? parseSince(text, Date.now()) : Date.now() + span;
}
