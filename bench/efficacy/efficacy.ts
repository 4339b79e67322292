import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Compiled, Engine } from '../engine.js';
import { readCorpus, type CorpusName, type Entry } from './corpus.js';
import { SUBJECTS, type Subject } from './subjects.js';
import { wilson, type Share } from './wilson.js';

export const LEVELS = ['strict', 'baseline', 'permissive', 'text-only'] as const;
export type Level = (typeof LEVELS)[number];

/** What one policy makes of one corpus. */
export interface Efficacy {
  readonly pack: string;
  readonly level: Level;
  readonly corpus: CorpusName;
  /** Attacks that did not run: denied, or asked of a person. */
  readonly blocked: Share;
  /** Of those the ones that no person is asked about. */
  readonly denied: Share;
  /** Harmless calls that ran without anybody being asked. */
  readonly passed: Share;
  /** Harmless calls that a person is asked about. */
  readonly asked: Share;
  /** The attacks that ran and the harmless calls that did not, to be looked at. */
  readonly wrong: readonly Wrong[];
}

export interface Wrong {
  readonly attack: boolean;
  readonly text: string;
  readonly decision: Decision;
  readonly rule: string;
}

type Decision = 'allow' | 'deny' | 'require_approval';

export interface EfficacyOptions {
  /** Instead of the project's own corpora; a file that is not there is left out. */
  readonly folder?: string | undefined;
  readonly packs?: readonly string[] | undefined;
}

/** Every pack at every level on the corpora that it is for. Nothing is timed, and the same texts give the same figures. */
export function measureEfficacy(engine: Engine, options: EfficacyOptions = {}): Efficacy[] {
  return SUBJECTS.filter(({ pack }) => options.packs?.includes(pack) ?? true).flatMap((subject) => {
    const { corpus, covers = () => true } = subject;
    if (options.folder !== undefined && !existsSync(`${options.folder}/${corpus}.yaml`)) return [];
    if (!existsSync(policyFile(subject.pack, 'baseline'))) return [];
    const entries = readCorpus(corpus, options.folder).filter((entry) => !entry.own && covers(entry));
    return LEVELS.map((level) => judge(engine, subject, level, entries));
  });
}

function judge(engine: Engine, subject: Subject, level: Level, entries: readonly Entry[]): Efficacy {
  const policyFor = loader(engine, subject, level);
  const answers = entries.map((entry) => ({
    entry,
    ...answer(engine, policyFor(entry), subject, entry),
  }));
  const share = (attack: boolean, ...decisions: Decision[]): Share => {
    const all = answers.filter(({ entry }) => entry.attack === attack);
    return wilson(all.filter(({ decision }) => decisions.includes(decision)).length, all.length);
  };
  const { pack, corpus } = subject;
  return {
    ...{ pack, level, corpus },
    blocked: share(true, 'deny', 'require_approval'),
    denied: share(true, 'deny'),
    passed: share(false, 'allow'),
    asked: share(false, 'require_approval'),
    wrong: answers
      .filter(({ entry, decision }) => entry.attack === (decision === 'allow'))
      .map(({ entry: { attack, text }, decision, rule }) => ({ attack, text, decision, rule })),
  };
}

/** The loosest answer of all tools that would run an entry. */
function answer(engine: Engine, policy: Compiled, { asks, environment }: Subject, entry: Entry) {
  const decisions = asks(entry).map(({ capability, payload, cwd }) => {
    const { decision, reason, rule } = engine.decide(
      policy,
      engine.parseEvent({
        ...{ actor: 'bench-agent', capability, payload },
        environment: entry.environment ?? environment ?? 'development',
        ...(cwd === undefined ? {} : { context: { cwd } }),
      }),
    );
    return { decision: decision as Decision, rule: rule?.id ?? reason };
  });
  for (const wanted of ['allow', 'require_approval'] as const) {
    const found = decisions.find(({ decision }) => decision === wanted);
    if (found) return found;
  }
  return decisions[0] as (typeof decisions)[number];
}

/** The policy of a pack for an entry, each variant loaded once. */
function loader(engine: Engine, { pack, adapt }: Subject, level: Level): (entry: Entry) => Compiled {
  const file = policyFile(pack, level);
  const loaded = new Map<string, Compiled>();
  return (entry) => {
    const text = readFileSync(file, 'utf8');
    const adapted = adapt === undefined ? text : adapt(text, entry);
    const known = loaded.get(adapted);
    if (known !== undefined) return known;
    const policy = engine.compilePolicy(
      adapted === text ? engine.loadPolicy(file) : engine.parsePolicy(adapted, { file }),
    );
    loaded.set(adapted, policy);
    return policy;
  };
}

/** The rules on texts that a pack had before it understood what it reads are kept here for the comparison. */
function policyFile(pack: string, level: Level): string {
  const path = level === 'text-only' ? `./text-only/${pack}.yaml` : `../../policies/${pack}/${level}.yaml`;
  return fileURLToPath(new URL(path, import.meta.url));
}
