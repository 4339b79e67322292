import { describe, expect, it } from 'vitest';
import { compilePolicy, decide } from '../../src/index.js';
import { proveDiff } from '../../src/engine/analysis/index.js';
import { AtomTable } from '../../src/engine/analysis/atoms.js';
import type { Atom } from '../../src/engine/analysis/atoms.js';
import { atomsOf } from '../../src/engine/analysis/formula.js';
import { excludes, implies } from '../../src/engine/analysis/relations/index.js';
import { parseEvent } from '../../src/engine/model/event.js';
import type { JsonObject } from '../../src/engine/model/json.js';
import { ANY, EVERY } from '../../src/engine/policy/conditions/define.js';
import type { PolicyObject, Rule } from '../reference/evaluate.js';
import { CLAIMS } from '../support/policy-pairs.js';
import { RELATED_KINDS, sampleCondition, samplePayloads } from '../support/relation-samples.js';
import type { Kind } from '../support/relation-samples.js';
import { Rng } from '../support/rng.js';
import { parseObject } from '../support/subject.js';

const VALUES = Number(process.env.CAPFENCE_RELATION_VALUES ?? 90);
const SEED = Number(process.env.CAPFENCE_SEED ?? 7);
const PAYLOADS = samplePayloads();
const TIMEOUT = { timeout: 120_000 };

const eventOf = (payload: JsonObject, environment: string, cwd?: string) => ({
  ...{ actor: 'agent', capability: 'a.b.c', environment, payload },
  context: { tool_name: 'read', ...(cwd !== undefined && { cwd }) },
});
const EVENTS = PAYLOADS.map((payload, i) =>
  eventOf(
    payload,
    ['production', 'dev', 'PRODUCTION', 'Dev'][i % 4]!,
    [undefined, '/tmp', '/work/src'][i % 3],
  ),
);

/** Whether each condition holds for each event, in each of the two ways in which it is asked. */
function truthsOf(kind: Kind, count: number): { atom: Atom; holds: readonly boolean[] }[] {
  const r = new Rng(SEED);
  const table = new AtomTable();
  const atoms = new Set<Atom>();
  for (let i = 0; i < count; i++) {
    const value = sampleCondition(r, kind);
    parseObject({ deny: [{ capability: 'a', [kind]: value }] });
    for (const mode of [ANY, EVERY] as const) atomsOf(table.mapFormula({ [kind]: value }, mode), atoms);
  }
  const truths = EVENTS.map((event) => {
    const truth = table.truths(parseEvent(event), 'low');
    return new Map([...atoms].map((atom) => [atom, truth(atom)]));
  });
  return [...atoms].map((atom) => ({ atom, holds: truths.map((truth) => truth.get(atom) === true) }));
}

describe('what conditions are said to be to each other', TIMEOUT, () => {
  it.each(RELATED_KINDS)('holds for %s, whatever the event', (kind) => {
    const all = truthsOf(kind, VALUES);
    const wrong: string[] = [];
    let [said, apart] = [0, 0];
    for (const a of all)
      for (const b of all) {
        if (a === b) continue;
        const [wider, foreign] = [implies(a.atom, b.atom), excludes(a.atom, b.atom)];
        if (wider && a.atom.base !== b.atom.base) said++;
        if (foreign) apart++;
        const at = a.holds.findIndex(
          (holds, i) => holds && ((wider && !b.holds[i]) || (foreign && b.holds[i] === true)),
        );
        if (at >= 0)
          wrong.push(
            `${a.atom.key} ${wider ? 'implies' : 'excludes'} ${b.atom.key}: ${JSON.stringify(EVENTS[at])}`,
          );
      }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect([kind, said > 20]).toEqual([kind, true]);
    if (kind === 'sql' || kind === 'url') expect(apart).toBeGreaterThan(20);
  });

  it('is not said of grants by effects, which a command without any satisfies', () => {
    const policy = parseObject({
      deny: [{ capability: 'shell', shell: { effects: ['write'] } }],
      allow: [{ capability: 'shell.exec', shell: { effects: ['write'] } }],
    });
    const event = { actor: 'agent', capability: 'shell.exec.x', payload: { command: 'ls' } };
    expect(decide(policy, event).decision).toBe('allow');
    const found = proveDiff(parseObject({ deny: ['shell'] }), policy).proofs[0]!;
    expect(found.outcome).toBe('refuted');
  });
});

describe('what is proved of policies on commands, statements and addresses', TIMEOUT, () => {
  const kinds = ['shell', 'sql', 'url'] as const;
  it.each(kinds)('stands up to events: %s', (kind) => {
    const r = new Rng(SEED);
    const tally = { proved: 0, refuted: 0, unknown: 0 };
    const failures: string[] = [];
    for (let i = 0; i < 40; i++) {
      const rules = Array.from({ length: 4 }, () => ({ capability: 'a', [kind]: sampleCondition(r, kind) }));
      const make = (skip: number, turned: boolean): PolicyObject => ({
        deny: [rules[0]!, { capability: 'a', not: rules[1]! }]
          .map((rule) => withoutInner(rule))
          .filter((_, at) => at !== skip),
        require_approval: [turned ? { ...rules[2]!, environment: 'production' } : rules[2]!],
        allow: [rules[3]!, ...(turned ? [{ ...rules[3]!, tenant: 'x' }] : [])],
      });
      const [before, after] = [make(-1, false), make(r.below(3), r.chance(0.5))];
      const [old, now] = [parseObject(before), parseObject(after)];
      const { proofs } = proveDiff(old, now, { steps: 3000 });
      const seen = new Set(
        EVENTS.map(
          (event) =>
            `${decide(compilePolicy(now), event).decision} ${decide(compilePolicy(old), event).decision}`,
        ),
      );
      for (const { name, outcome } of proofs) {
        tally[outcome]++;
        if (outcome === 'proved' && seen.has(CLAIMS[name]!.join(' ')))
          failures.push(JSON.stringify({ name, before, after }));
      }
    }
    expect(failures.slice(0, 2)).toEqual([]);
    expect(tally.proved).toBeGreaterThan(40);
  });
});

/** A rule inside `not` has conditions only. */
function withoutInner(rule: Record<string, unknown>): Rule {
  if (typeof rule['not'] !== 'object') return rule as Rule;
  const { capability: _, ...conditions } = rule['not'] as Record<string, unknown>;
  return { ...rule, not: conditions } as unknown as Rule;
}
