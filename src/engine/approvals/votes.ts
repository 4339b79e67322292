import { APPROVAL_SCOPES } from '../model/decision.js';
import type { ApprovalLevel, ApprovalScope, ApprovalTerms } from '../model/decision.js';
import { ApprovalError } from '../model/errors.js';
import type { Vote } from './rows.js';

/** How sure a vote is: what was proven of it, and who it is by that proof. */
export interface Proof {
  readonly level: ApprovalLevel;
  /** Differs between two who are different at that level. */
  readonly who: string;
  /** Why it is no surer than that. */
  readonly why?: string;
}

/** Looks at a vote's evidence: a signature, a file of another user's. Never throws; what fails proves nothing. */
export type Prover = (text: string, id: string, vote: Vote) => Proof;

/** Proves nothing beyond the name. */
export const NO_PROOF: Prover = (_, __, vote) => ({ level: 0, who: personOf(vote.by) });

const NAME = /^[A-Za-z0-9_\-./@:+]{1,128}$/;

/** Names that look alike are one: a name is plain ASCII. @throws ApprovalError `bad_option` */
export function assertName(name: string): void {
  if (NAME.test(name)) return;
  throw new ApprovalError('bad_option', 'a name is 1 to 128 of A-Z a-z 0-9 _ - . / @ : +', {
    help: 'say who you are by --user',
  });
}

/** One person however the name is written. */
export function personOf(name: string): string {
  return name.toLowerCase();
}

/** What a signature of a vote signs. Every line begins with its name, and no value has a line break. */
export function voteText(
  kind: 'approve' | 'grant',
  log: string,
  id: string,
  binding: string,
  vote: Vote,
): string {
  const { by, scope, uses, until } = vote;
  return (
    `capfence-approval@v1\n${kind}\nlog ${log}\nid ${id}\nbinding ${binding}\nby ${by}\n` +
    `scope ${scope}\nuses ${uses}\nuntil ${new Date(until).toISOString()}\n`
  );
}

/** Why these votes do not answer for it, or undefined where they do. */
export function lacking(
  votes: readonly { readonly vote: Vote; readonly proof: Proof }[],
  terms: ApprovalTerms,
  requester: string,
): string | undefined {
  const { minLevel = 0, by, approvers } = terms;
  const people = new Set<string>();
  const proven = new Set<string>();
  let why = '';
  for (const { vote, proof } of votes) {
    const person = personOf(vote.by);
    if (person === personOf(requester)) why = 'the requester cannot approve what it asks for';
    else if (by !== undefined && !by.some((name) => personOf(name) === person))
      why = `\`${vote.by}\` is none of those who may approve it`;
    else if (proof.level < minLevel) why = tooLow(proof, minLevel);
    else {
      people.add(person);
      proven.add(minLevel === 0 ? person : proof.who);
    }
  }
  const count = Math.min(people.size, proven.size);
  if (count >= approvers) return undefined;
  return why !== '' && count === 0
    ? why
    : `${count} of ${approvers} approvers have approved it${why && `; ${why}`}`;
}

function tooLow({ level, why }: Proof, wanted: ApprovalLevel): string {
  return `the policy asks for level ${wanted}, and the approval is of level ${level}${why === undefined ? '' : `: ${why}`}`;
}

/** What several votes come to: what all of them give. */
export function narrowest(votes: readonly Vote[]): { scope: ApprovalScope; uses: number; until: number } {
  const scopes = votes.map(({ scope }) => APPROVAL_SCOPES.indexOf(scope));
  return {
    scope: APPROVAL_SCOPES[Math.max(0, Math.min(...scopes))] ?? 'exact',
    uses: Math.min(...votes.map(({ uses }) => uses)),
    until: Math.min(...votes.map(({ until }) => until)),
  };
}
