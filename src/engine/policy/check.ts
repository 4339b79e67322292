import { PolicyError } from '../model/errors.js';
import type { Problem } from '../model/errors.js';
import type { Finding, PolicyReport, PolicySummary, Severity } from '../model/finding.js';
import { compilePolicy } from './compile.js';
import { packFile, readPolicyText } from './files.js';
import { lintPolicy } from './lint.js';
import { loadPolicy } from './load.js';
import type { LoadPolicyOptions } from './load.js';
import type { Policy } from './model.js';
import { parsePolicy } from './parse.js';
import { DEFAULT_POLICY_LIMITS } from './parents.js';

export interface CheckPolicyOptions extends LoadPolicyOptions {
  /** Finds more about a policy that loads, as what can be proved of it. */
  readonly more?: (policy: Policy) => readonly Finding[];
}

/** Checks one policy file with all that it extends: every error at once, or every warning and a summary. */
export function checkPolicyFile(path: string, { more, ...options }: CheckPolicyOptions = {}): PolicyReport {
  return report(packFile(path) ?? path, new Excerpts(), () => loadPolicy(path, options), more);
}

/** The same for a policy that is no file. */
export function checkPolicyText(text: string, file = 'policy'): PolicyReport {
  return report(file, new Excerpts(new Map([[file, text]])), () => parsePolicy(text, { file }));
}

function report(
  file: string,
  excerpts: Excerpts,
  load: () => Policy,
  more: (policy: Policy) => readonly Finding[] = () => [],
): PolicyReport {
  try {
    const policy = load();
    compilePolicy(policy);
    const warnings = policy.warnings.map((problem) => toFinding(problem, 'warning', excerpts));
    const lint = lintPolicy(policy);
    const found = [...lint, ...more(policy).filter((finding) => !isSaid(finding, lint))];
    const findings = [...warnings, ...found.map((finding) => excerpts.add(finding))];
    return { file, findings: findings.sort(byPlace), summary: summarise(policy) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { file, findings: error.problems.map((problem) => toFinding(problem, 'error', excerpts)) };
  }
}

/** Whether the same, or something that comes to the same, was said of a rule already. */
function isSaid({ rule, code }: Finding, lint: readonly Finding[]): boolean {
  const same = code === 'unbounded_grant' ? 'broad_grant' : code;
  return lint.some((other) => other.rule === rule && other.code === same);
}

/** Findings with the lines that they point at. */
export function withExcerpts(findings: readonly Finding[]): Finding[] {
  const excerpts = new Excerpts();
  return findings.map((finding) => excerpts.add(finding));
}

function byPlace(a: Finding, b: Finding): number {
  const file = a.position.file < b.position.file ? -1 : Number(a.position.file > b.position.file);
  return file || a.position.line - b.position.line || a.position.column - b.position.column;
}

function toFinding(problem: Problem, severity: Severity, excerpts: Excerpts): Finding {
  const { code, message, help, position, length } = problem;
  return excerpts.add({ severity, code, message, ...(help !== undefined && { help }), position, length });
}

function summarise(policy: Policy): PolicySummary {
  const count = (section: string): number => policy.rules.filter((rule) => rule.section === section).length;
  return {
    name: policy.name,
    digest: policy.digest,
    rules: { deny: count('deny'), require_approval: count('require_approval'), allow: count('allow') },
    parents: policy.parents.map((parent) => parent.file),
    riskLevels: Object.fromEntries(
      Object.entries(policy.riskLevels).map(([level, rule]) => [level, rule.action]),
    ),
    enforcementMode: policy.enforcementMode,
  };
}

/** The lines that findings point at; each file is read once more, and only when something points at it. */
class Excerpts {
  readonly #lines = new Map<string, readonly string[]>();

  constructor(private readonly texts: ReadonlyMap<string, string> = new Map()) {}

  add(finding: Finding): Finding {
    const excerpt = this.#line(finding.position.file, finding.position.line);
    return excerpt === undefined ? finding : { ...finding, excerpt };
  }

  #line(file: string, line: number): string | undefined {
    let lines = this.#lines.get(file);
    if (lines === undefined) {
      lines = this.#read(file).split(/\r?\n/);
      this.#lines.set(file, lines);
    }
    return lines[line - 1];
  }

  #read(file: string): string {
    const text = this.texts.get(file);
    if (text !== undefined) return text;
    try {
      return readPolicyText(file, DEFAULT_POLICY_LIMITS.bytes);
    } catch {
      return '';
    }
  }
}
