import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, explain, parsePolicy, printPolicy } from '../../src/index.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { rngOf, situations } from '../support/arbitraries.js';
import { generateEvent, generatePolicy } from '../support/generate.js';
import type { Rng } from '../support/generate.js';
import { decider, parseObject, strictness } from '../support/subject.js';

const SEED = Number(process.env.CAPFENCE_SEED ?? 1);
const RUNS = { numRuns: 1500, seed: SEED };
const TIMEOUT = { timeout: 60_000 };

type Mutable = Record<string, unknown>;

function shuffled(r: Rng, policy: PolicyObject): PolicyObject {
  const entries = r.shuffle(Object.entries(policy)).map(([key, value]) => {
    return [key, Array.isArray(value) ? r.shuffle(value as unknown[]) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** The policy with one restricting rule of another policy put among its own. */
function tightened(r: Rng, policy: PolicyObject): { section: string; tighter: PolicyObject } {
  const section = r.pick(['deny', 'require_approval'] as const);
  const donor = generatePolicy(r)[section]?.[0] ?? 'fs.*';
  const { id: _, ...rule } = typeof donor === 'string' ? { capability: donor } : (donor as Mutable);
  const own = policy[section] ?? [];
  return {
    section,
    tighter: { ...policy, [section]: own.toSpliced(r.below(own.length + 1), 0, rule as never) },
  };
}

describe('rules', TIMEOUT, () => {
  /*
   * An approval rule asks where nothing but the default would have denied. It is the one way in which more rules answer
   * less strictly, and what it leads to is a question, never an allow.
   */
  it('one more deny or approval rule never loosens a decision', () => {
    fc.assert(
      fc.property(situations(5), (situation) => {
        const { policy, events } = situation;
        const { section, tighter } = tightened(rngOf(situation), policy);
        const [before, after] = [decider(policy), decider(tighter)];
        for (const event of events) {
          const [was, is] = [before(event), after(event)];
          const asksNow = section === 'require_approval' && is.reason === 'approval_required';
          if (asksNow && was.reason === 'policy_default_deny') continue;
          expect(strictness(is)).toBeGreaterThanOrEqual(strictness(was));
        }
      }),
      RUNS,
    );
  });

  it('risk levels only ever tighten', () => {
    fc.assert(
      fc.property(situations(5), ({ policy, events }) => {
        const { risk_levels: _, ...plain } = policy;
        const [without, given] = [decider(plain), decider(policy)];
        for (const event of events) {
          // A number means what the levels say it means, to conditions too.
          if (typeof (event as { risk?: unknown }).risk === 'number') continue;
          expect(strictness(given(event))).toBeGreaterThanOrEqual(strictness(without(event)));
        }
      }),
      RUNS,
    );
  });

  it('their order never changes a decision', () => {
    fc.assert(
      fc.property(situations(5), (situation) => {
        const { policy, events } = situation;
        const [one, other] = [decider(policy), decider(shuffled(rngOf(situation), policy))];
        for (const event of events) expect(other(event).decision).toBe(one(event).decision);
      }),
      RUNS,
    );
  });
});

describe('the canonical form', TIMEOUT, () => {
  it('decides like the policy it was printed from, and has its digest', () => {
    fc.assert(
      fc.property(situations(5), ({ policy, events }) => {
        const first = parseObject(policy);
        const second = parsePolicy(printPolicy(first));
        expect(second.digest).toBe(first.digest);
        const [one, other] = [compilePolicy(first), compilePolicy(second)];
        for (const event of events) {
          const [a, b] = [decide(one, event), decide(other, event)];
          expect([b.decision, b.reason, b.rule?.id]).toEqual([a.decision, a.reason, a.rule?.id]);
        }
      }),
      RUNS,
    );
  });

  it('is printed from itself unchanged', () => {
    fc.assert(
      fc.property(situations(0), ({ policy }) => {
        const printed = printPolicy(parseObject(policy));
        expect(printPolicy(parsePolicy(printed))).toBe(printed);
      }),
      RUNS,
    );
  });
});

describe('decisions', TIMEOUT, () => {
  it('are what their explanation says', () => {
    fc.assert(
      fc.property(situations(5), ({ policy, events }) => {
        const compiled = compilePolicy(parseObject(policy));
        for (const event of events) {
          const decision = decide(compiled, event);
          const { decision: explained, candidates } = explain(compiled, event);
          expect(explained).toEqual(decision);
          const matched = candidates.filter((candidate) => candidate.matched).map(({ rule }) => rule.id);
          if (decision.rule !== null) expect(matched).toContain(decision.rule.id);
          if (decision.reason === 'policy_default_deny') expect(matched).toEqual([]);
          for (const { rule, matched: holds, truth } of candidates) {
            expect(holds).toBe(truth === 'true' || (truth === 'unknown' && rule.section !== 'allow'));
          }
        }
      }),
      RUNS,
    );
  });

  it('do not depend on what was decided before', () => {
    fc.assert(
      fc.property(situations(8), (situation) => {
        const { policy, events } = situation;
        const r = rngOf(situation);
        const used = decider(policy);
        const more = [...events, ...events.map(() => generateEvent(r)), ...events];
        const answers = new Map(events.map((event) => [event, decider(policy)(event)]));
        for (const event of r.shuffle(more)) {
          const answer = used(event);
          if (answers.has(event)) expect(answer).toEqual(answers.get(event));
        }
      }),
      { ...RUNS, numRuns: 500 },
    );
  });
});
