import type { ApprovalLevel, ApprovalScope, RiskLevel, Section } from '../model/decision.js';
import type { Problem } from '../model/errors.js';
import { checkCapabilityPattern } from './capability-pattern.js';
import { OPERATOR_BY_KEY, OPERATORS } from './conditions/index.js';
import { checkPattern } from './text/regex.js';
import { listOf } from './conditions/values.js';
import { parseDuration } from './duration.js';
import type { ConditionMap, PolicyRule, RiskAction, RiskLevels } from './model.js';
import { SchemaFiles } from './schema-files.js';
import type { FileSource } from './file-source.js';
import { policySchema } from './schema.js';
import type { PolicyFile } from './schema.js';
import { problemsOf, withoutFaults } from './schema-problems.js';
import { DEFAULT_READ_LIMITS } from './source.js';
import type { PathKey, SourceTree } from './source.js';

/** One policy file, checked by itself: its parents are named and not yet read. */
export interface PolicyDocument {
  readonly file: PolicyFile;
  readonly tree: SourceTree;
  readonly extends: readonly { readonly path: string; readonly at: readonly PathKey[] }[];
  readonly rules: readonly PolicyRule[];
  readonly riskLevels: RiskLevels;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** The schema files that were read. */
  readonly schemas: readonly string[];
}

type RuleFile = Record<string, unknown> & { capability?: string | string[] };
const SECTIONS: readonly Section[] = ['deny', 'require_approval', 'allow'];
const ACTIONS: Readonly<Record<string, { section: Section; warn: boolean }>> = {
  allow: { section: 'allow', warn: false },
  warn: { section: 'allow', warn: true },
  deny: { section: 'deny', warn: false },
  block: { section: 'deny', warn: false },
  require_approval: { section: 'require_approval', warn: false },
};

/** Reads a tree as a policy file. Never throws for what is in the file: `problems` has all that is wrong. */
export function readDocument(
  tree: SourceTree,
  source?: FileSource,
  bytes = DEFAULT_READ_LIMITS.bytes,
): PolicyDocument {
  if (tree.value === null) return failed(tree, [tree.problem('empty', [], 'the policy is empty')]);
  const read = (file: PolicyFile): PolicyDocument =>
    new DocumentReader(tree, file, new SchemaFiles(tree, source, bytes)).read();
  const parsed = policySchema.safeParse(tree.value);
  if (parsed.success) return read(parsed.data);
  const problems = problemsOf(parsed.error, tree);
  // What the schema did not object to is checked all the same, so that all errors come out together.
  const rest = policySchema.safeParse(withoutFaults(tree.value, parsed.error.issues));
  if (!rest.success) return failed(tree, problems);
  const document = read(rest.data);
  return { ...document, problems: [...problems, ...document.problems] };
}

/** Nothing of the file can be read but what it extends, so that the errors of all files come out together. */
function failed(tree: SourceTree, problems: readonly Problem[]): PolicyDocument {
  const named = (tree.value as { extends?: unknown } | null)?.extends;
  const parents = parentsOf(typeof named === 'string' || isTexts(named) ? named : undefined);
  return { file: {}, tree, extends: parents, rules: [], riskLevels: {}, problems, warnings: [], schemas: [] };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function parentsOf(value: string | readonly string[] | undefined): PolicyDocument['extends'] {
  return listOf(value ?? []).map((path, index) => ({
    path,
    at: Array.isArray(value) ? ['extends', index] : ['extends'],
  }));
}

class DocumentReader {
  readonly #problems: Problem[] = [];
  readonly #warnings: Problem[] = [];

  constructor(
    private readonly tree: SourceTree,
    private readonly file: PolicyFile,
    private readonly schemas: SchemaFiles,
  ) {}

  read(): PolicyDocument {
    const { file, tree } = this;
    if (file.version !== undefined && file.version !== 1)
      this.#warn(['version'], '`version` should be the number 1');
    if (file.name !== undefined && file.policy_name !== undefined) {
      this.#problem(
        'bad_value',
        ['policy_name'],
        '`policy_name` is another word for `name`: give one of them',
      );
    }
    const parents = parentsOf(file.extends);
    const rules = [...SECTIONS.flatMap((section) => this.#section(section)), ...this.#legacyRules()];
    return {
      ...{ file, tree, extends: parents, rules, riskLevels: this.#riskLevels() },
      problems: this.#problems,
      warnings: this.#warnings,
      schemas: this.schemas.files,
    };
  }

  #section(section: Section): PolicyRule[] {
    const rules = (this.file[section] ?? []) as (string | RuleFile)[];
    return rules.map((entry, index) => {
      const rule = typeof entry === 'string' ? { capability: entry } : entry;
      return this.#rule(rule, [section, index], { section, warn: false }, false, typeof entry === 'string');
    });
  }

  #legacyRules(): PolicyRule[] {
    return ((this.file.rules ?? []) as RuleFile[]).map((entry, index) => {
      const at = ['rules', index];
      const kind = ACTIONS[String(entry['action'])] as { section: Section; warn: boolean };
      if (entry['threshold'] !== undefined) this.#warn([...at, 'threshold'], '`threshold` has no effect');
      return this.#rule({ capability: '*', ...entry }, at, kind, true, entry.capability === undefined);
    });
  }

  #rule(
    rule: RuleFile,
    at: readonly PathKey[],
    kind: { section: Section; warn: boolean },
    legacy: boolean,
    bare: boolean,
  ): PolicyRule {
    const capabilities = listOf(rule.capability ?? []);
    for (const [index, pattern] of capabilities.entries()) {
      const fault = checkCapabilityPattern(pattern);
      const place = bare ? at : [...at, 'capability', ...(Array.isArray(rule.capability) ? [index] : [])];
      if (fault)
        this.#problem('bad_capability', place, fault.message, { help: fault.help, shift: fault.offset });
    }
    const conditions = pickConditions(rule);
    this.#checkConditions(conditions, at, legacy);
    if (legacy && kind.section !== 'require_approval' && rule['approval'] !== undefined) {
      this.#problem('bad_value', [...at, 'approval'], '`approval` belongs to rules that require approval');
    }
    return {
      id: typeof rule['id'] === 'string' ? rule['id'] : `${String(at[0])}[${String(at[1])}]`,
      ...kind,
      legacy,
      capabilities,
      conditions: this.schemas.inline(conditions),
      ...(typeof rule['reason'] === 'string' && { reason: rule['reason'] }),
      ...approvalOf(rule['approval']),
      position: this.tree.locate(at).position,
    };
  }

  #checkConditions(map: ConditionMap, at: readonly PathKey[], legacy: boolean): void {
    for (const [key, value] of Object.entries(map)) {
      const operator = OPERATOR_BY_KEY.get(key);
      const here = [...at, key];
      if (key === 'schema') this.#schemaFile(map, here);
      if (key === 'not') this.#checkConditions(value as ConditionMap, here, legacy);
      if (key === 'any_of' || key === 'all_of') {
        (value as ConditionMap[]).forEach((inner, index) =>
          this.#checkConditions(inner, [...here, index], legacy),
        );
      }
      if (legacy && key === 'match_regex') this.#warnOfBrokenPatterns(value as string | string[], here);
      else
        operator?.check?.(value as never, {
          report: (code, path, message, help, shift) =>
            this.#problem(code, [...here, ...path], message, { help, shift: shift ?? 0 }),
        });
    }
  }

  #schemaFile(map: ConditionMap, at: readonly PathKey[]): void {
    if (map['args_schema'] !== undefined)
      this.#problem('bad_value', at, '`schema` and `args_schema` cannot stand together: give one of them');
    this.#problems.push(...this.schemas.read(map['schema'] as string, at));
  }

  /** Files of earlier engines may hold patterns that RE2 has not. They load, and count as unknown: never as skipped. */
  #warnOfBrokenPatterns(value: string | string[], at: readonly PathKey[]): void {
    for (const [index, pattern] of listOf(value).entries()) {
      const fault = checkPattern(pattern);
      const place = Array.isArray(value) ? [...at, index] : at;
      if (fault)
        this.#warn(
          place,
          `${fault.message}: this condition is always unknown, so the rule restricts always and grants never`,
        );
    }
  }

  #riskLevels(): RiskLevels {
    const levels = (this.file.risk_levels ?? {}) as Partial<
      Record<RiskLevel, { action: string; from?: number }>
    >;
    return Object.fromEntries(
      Object.entries(levels).map(([level, { action, from }]) => [
        level,
        { action: (action === 'block' ? 'deny' : action) as RiskAction, ...(from !== undefined && { from }) },
      ]),
    );
  }

  #problem(
    code: Problem['code'],
    at: readonly PathKey[],
    message: string,
    options: { help?: string | undefined; shift?: number } = {},
  ): void {
    this.#problems.push(this.tree.problem(code, at, message, options));
  }

  #warn(at: readonly PathKey[], message: string): void {
    this.#warnings.push(this.tree.problem('bad_value', at, message));
  }
}

function pickConditions(rule: RuleFile): ConditionMap {
  const conditions: Record<string, unknown> = {};
  for (const { key } of OPERATORS) if (rule[key] !== undefined) conditions[key] = rule[key];
  return conditions;
}

function approvalOf(value: unknown): Pick<PolicyRule, 'approval'> {
  if (value === undefined) return {};
  const { expires_in, uses, approvers, by, scope, min_level } = value as ApprovalFile;
  return {
    approval: {
      ...(expires_in !== undefined && { expiresIn: parseDuration(expires_in) as number }),
      ...(uses !== undefined && { uses }),
      ...(approvers !== undefined && { approvers }),
      ...(by !== undefined && { by: listOf(by) }),
      ...(scope !== undefined && { scope }),
      ...(min_level !== undefined && { minLevel: min_level }),
    },
  };
}

interface ApprovalFile {
  readonly expires_in?: string;
  readonly uses?: number;
  readonly approvers?: number;
  readonly by?: string | readonly string[];
  readonly scope?: ApprovalScope;
  readonly min_level?: ApprovalLevel;
}
