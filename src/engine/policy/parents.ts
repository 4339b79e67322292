import type { Problem } from '../model/errors.js';
import { PolicyError } from '../model/errors.js';
import type { RiskLevel } from '../model/decision.js';
import { RISK_LEVELS } from '../model/decision.js';
import { digestPolicy } from './canonical.js';
import type { PolicyDocument } from './document.js';
import { readDocument } from './document.js';
import { ACTION_ORDER, DEFAULT_APPROVAL_TIMEOUT_SECONDS } from './model.js';
import type { ParentRef, Policy, PolicyRule, RiskLevels, RiskRule } from './model.js';
import type { FileSource } from './file-source.js';
import { readYaml } from './source.js';

import type { PathKey } from './source.js';

export interface PolicyLimits {
  readonly bytes: number;
  /** Rules of a policy, its parents' included. */
  readonly rules: number;
}

export const DEFAULT_POLICY_LIMITS: PolicyLimits = { bytes: 1024 * 1024, rules: 10_000 };

interface Loaded {
  readonly document: PolicyDocument;
  readonly name: string;
  readonly ref?: ParentRef;
}

/** Puts a document and all that it extends together. @throws PolicyError with every problem of every file. */
export function assemble(
  document: PolicyDocument,
  source: FileSource | undefined,
  limits: PolicyLimits,
): Policy {
  const assembly = new Assembly(source, limits);
  assembly.add(document);
  return assembly.finish();
}

class Assembly {
  readonly #loaded: Loaded[] = [];
  readonly #seen = new Set<string>();
  readonly #problems: Problem[] = [];

  constructor(
    private readonly source: FileSource | undefined,
    private readonly limits: PolicyLimits,
  ) {}

  add(document: PolicyDocument): void {
    const identity = this.source?.identity(document.tree.file) ?? document.tree.file;
    this.#seen.add(identity);
    this.#visit({ document, name: nameOf(document) }, [identity]);
  }

  #visit(loaded: Loaded, chain: readonly string[]): void {
    this.#loaded.push(loaded);
    const { document } = loaded;
    this.#problems.push(...document.problems);
    for (const { path, at } of document.extends) this.#parent(document, path, at, chain);
  }

  #parent(document: PolicyDocument, path: string, at: readonly PathKey[], chain: readonly string[]): void {
    const problem = (code: Problem['code'], message: string, help?: string): void => {
      this.#problems.push(document.tree.problem(code, at, message, { help }));
    };
    if (this.source === undefined) {
      problem('extends_missing', '`extends` needs a file to start from', 'load the policy from a file');
      return;
    }
    const resolved = this.source.resolve(path, document.tree.file);
    if ('code' in resolved) return problem(resolved.code, resolved.message, resolved.help);
    const { file } = resolved;
    const identity = this.source.identity(file);
    if (chain.includes(identity)) return problem('extends_cycle', `\`${path}\` extends this file again`);
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    if (chain.length > 32) return problem('extends_cycle', '`extends` goes over 32 files deep');
    this.#read(document, file, at, [...chain, identity]);
  }

  #read(child: PolicyDocument, file: string, at: readonly PathKey[], chain: readonly string[]): void {
    try {
      const text = (this.source as FileSource).read(file);
      const tree = readYaml(text, file, { bytes: this.limits.bytes });
      const document = readDocument(tree, this.source, this.limits.bytes);
      const { position } = child.tree.locate(at);
      const name = nameOf(document);
      const restricts = Object.values(document.riskLevels).some((rule) => rule?.action !== 'allow');
      this.#visit(
        { document, name, ref: { file, name, rules: document.rules.length, restricts, position } },
        chain,
      );
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      this.#problems.push(...error.problems);
    }
  }

  finish(): Policy {
    const [own] = this.#loaded as [Loaded];
    const rules = this.#rules();
    if (rules.length > this.limits.rules) {
      const message = `the policy has ${rules.length} rules, over the limit of ${this.limits.rules}`;
      this.#problems.push(own.document.tree.problem('too_many_rules', [], message));
    }
    const approvers = this.#approvers(rules);
    if (this.#problems.length > 0) throw new PolicyError(sorted(this.#problems));
    const documents = this.#loaded.map(({ document }) => document);
    const longest = documents.flatMap(({ file }) => file.max_grant_seconds ?? []);
    const parts = {
      rules,
      riskLevels: documents.map((document) => document.riskLevels).reduce(mergeRiskLevels),
      approvalTimeoutSeconds: Math.min(
        ...documents.map(
          ({ file }, index) =>
            file.approval_timeout_seconds ?? (index === 0 ? DEFAULT_APPROVAL_TIMEOUT_SECONDS : Infinity),
        ),
      ),
      ...(longest.length > 0 && { maxGrantSeconds: Math.min(...longest) }),
      ...(approvers !== undefined && { approvers }),
      enforcementMode:
        own.document.file.enforcement_mode === 'observe' ? ('observe' as const) : ('enforce' as const),
    };
    return deepFreeze({
      name: own.name,
      ...(own.document.file.description !== undefined && { description: own.document.file.description }),
      ...parts,
      digest: digestPolicy(parts),
      file: own.document.tree.file,
      parents: this.#loaded.flatMap(({ ref }) => (ref ? [ref] : [])),
      schemas: [...new Set(documents.flatMap((document) => document.schemas))],
      warnings: documents.flatMap((document) => document.warnings),
    });
  }

  /** The child's rules, then the parents'; older `rules:` after all sections. Names must differ over all files. */
  #rules(): PolicyRule[] {
    const all = this.#loaded.flatMap(({ document, name }, index) =>
      document.rules.map((rule) =>
        index > 0 && isImplicit(rule) ? { ...rule, id: `${name}/${rule.id}` } : rule,
      ),
    );
    const ids = new Map<string, PolicyRule>();
    for (const rule of all) {
      const first = ids.get(rule.id);
      if (first === undefined) ids.set(rule.id, rule);
      else this.#duplicate(rule, first);
    }
    return [...all.filter((rule) => !rule.legacy), ...all.filter((rule) => rule.legacy)];
  }

  /** The members of each role; of one that several files define, those whom all of them name: parents add limits. */
  #approvers(rules: readonly PolicyRule[]): Policy['approvers'] {
    const roles = new Map<string, readonly string[]>();
    for (const { document } of this.#loaded)
      for (const [role, names] of Object.entries(document.file.approvers ?? {})) {
        const known = roles.get(role);
        roles.set(role, known === undefined ? names : known.filter((name) => names.includes(name)));
      }
    for (const { approval, position } of rules)
      for (const role of approval?.by ?? []) {
        if (roles.has(role)) continue;
        const message = `no role \`${role}\` is in \`approvers\``;
        this.#problems.push({ code: 'bad_value', message, position, length: 1 });
      }
    return roles.size === 0 ? undefined : Object.fromEntries(roles);
  }

  #duplicate(rule: PolicyRule, first: PolicyRule): void {
    const { file, line } = first.position;
    const message = `two rules have the id \`${rule.id}\`; the other one is at ${file}:${line}`;
    this.#problems.push({ code: 'duplicate_id', message, position: rule.position, length: 1 });
  }
}

/** A name that the reader gave by place. */
function isImplicit(rule: PolicyRule): boolean {
  return /^(?:deny|require_approval|allow|rules)\[\d+\]$/.test(rule.id);
}

function nameOf(document: PolicyDocument): string {
  const { name, policy_name } = document.file;
  const base = document.tree.file.split(/[\\/]/).at(-1) ?? '';
  return name ?? policy_name ?? (base.replace(/\.(?:ya?ml|json)$/i, '') || 'policy');
}

/** The stricter action for each level, and of two numbers the lower: parents add limits, children cannot lift them. */
function mergeRiskLevels(a: RiskLevels, b: RiskLevels): RiskLevels {
  const merged: Partial<Record<RiskLevel, RiskRule>> = {};
  for (const level of RISK_LEVELS) {
    const both = [a[level], b[level]].filter((rule) => rule !== undefined);
    if (both.length === 0) continue;
    const order = Math.max(...both.map((rule) => ACTION_ORDER.indexOf(rule.action)));
    const from = Math.min(...both.map((rule) => rule.from ?? Infinity));
    merged[level] = { action: ACTION_ORDER[order] ?? 'deny', ...(from < Infinity && { from }) };
  }
  return merged;
}

function sorted(problems: readonly Problem[]): [Problem, ...Problem[]] {
  const files = [...new Set(problems.map((problem) => problem.position.file))];
  return [...problems].sort(
    (a, b) =>
      files.indexOf(a.position.file) - files.indexOf(b.position.file) ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column,
  ) as [Problem, ...Problem[]];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key]);
  }
  return value;
}
