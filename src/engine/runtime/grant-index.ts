import type { ApprovalStore, GrantRow, Stored } from '../approvals/index.js';
import { decide } from '../decision/decide.js';
import type { ActionEvent } from '../model/event.js';
import type { CompiledPolicy } from '../policy/compile.js';
import type { ConditionMap } from '../policy/model.js';
import { grantingRules, standingPolicy } from '../policy/standing.js';

/** Grants that came or went since the whole was compiled: beyond so many it is compiled again. */
const MOST_NEWS = 200;

/**
 * The active grants, each an allow rule of a policy that is only in memory: so a grant means what a rule of the same
 * words means, an unknown condition grants nothing, and asking costs the same however many there are. What it finds is
 * believed by nobody before the row itself was read.
 */
export class GrantIndex {
  #store: ApprovalStore | undefined;
  #version = -1;
  /** The last record of which a grant was taken in. */
  #seen = -1;
  #rows = new Map<string, Stored<GrantRow>>();
  #base: CompiledPolicy | undefined;
  /** Created since the base was compiled. */
  #added: Stored<GrantRow>[] = [];
  #overlay: CompiledPolicy | undefined;
  #gone = 0;

  /** Takes in what was granted and ended since. */
  async refresh(store: ApprovalStore): Promise<void> {
    if (store !== this.#store) this.#restart(store);
    const version = store.grantsVersion();
    if (version === this.#version) return;
    const before = this.#added.length;
    for (const one of await store.grants(this.#base === undefined ? undefined : this.#seen)) this.#take(one);
    if (this.#base === undefined || this.#added.length + this.#gone > MOST_NEWS) this.#compile();
    else if (this.#added.length > before) this.#overlay = compiled(this.#added);
    this.#version = version;
  }

  /** A log that was opened anew is another one, as far as anybody can tell. */
  #restart(store: ApprovalStore): void {
    this.#store = store;
    this.#version = this.#seen = -1;
    this.#rows = new Map();
    this.#added = [];
    this.#base = this.#overlay = undefined;
    this.#gone = 0;
  }

  #take(one: Stored<GrantRow>): void {
    const { id, state } = one.row;
    const known = this.#rows.has(id);
    this.#seen = Math.max(this.#seen, one.seq);
    if (state === 'active') {
      this.#rows.set(id, one);
      if (!known) this.#added.push(one);
    } else if (this.#rows.delete(id)) this.#gone++;
  }

  /** Ids of grants that an event may run on, as far as their words go; those that live longest come first. */
  *matching(event: ActionEvent): Generator<string> {
    const policies = [this.#base, this.#overlay].filter((one) => one !== undefined && one.rules.length > 0);
    for (const policy of policies as CompiledPolicy[]) {
      const first = decide(policy, event).rule?.id;
      if (first === undefined) continue;
      if (this.#rows.has(first)) yield first;
      for (const id of grantingRules(policy, event)) if (id !== first && this.#rows.has(id)) yield id;
    }
  }

  #compile(): void {
    this.#base = compiled([...this.#rows.values()]);
    this.#added = [];
    this.#overlay = undefined;
    this.#gone = 0;
  }
}

function compiled(rows: readonly Stored<GrantRow>[]): CompiledPolicy {
  const longest = [...rows].sort((one, other) => other.row.expires - one.row.expires);
  return standingPolicy(longest.map(({ row }) => ruleOf(row)));
}

function ruleOf({ id, actor, capability, environment, session, where }: GrantRow) {
  const conditions: ConditionMap = {
    actor,
    environment,
    ...(session !== '' && { session }),
    ...(Object.keys(where).length > 0 && { all_of: [where] }),
  };
  return { id, capability, conditions };
}
