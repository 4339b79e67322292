import type { Finding, Severity } from '../model/finding.js';
import { describeCode } from './finding-codes.js';
import { uriFrom } from './place.js';
import { ruleName } from './sarif-name.js';
import { visible, visibleJson } from './visible.js';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

export interface SarifOptions {
  /** Absolute folder that the URIs are relative to. */
  readonly root: string;
  readonly version: string;
}

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function findingsSarif(findings: readonly Finding[], options: SarifOptions): string {
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  const run = {
    tool: {
      driver: {
        name: 'capfence',
        semanticVersion: options.version,
        rules: codes.map((code) => rule(code, findings)),
      },
    },
    columnKind: 'utf16CodeUnits',
    // A policy that does not load is a finding; the check itself ran.
    invocations: [{ executionSuccessful: true }],
    results: findings.map((finding) => result(finding, codes, options.root)),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`;
}

function rule(code: string, findings: readonly Finding[]) {
  const severity = findings.find((finding) => finding.code === code)?.severity ?? 'warning';
  return {
    id: code,
    ...ruleName(code),
    shortDescription: { text: describeCode(code) },
    defaultConfiguration: { level: LEVEL[severity] },
  };
}

function result(finding: Finding, codes: readonly string[], root: string) {
  const { file, line, column } = finding.position;
  const help = finding.help === undefined ? '' : ` (help: ${visible(finding.help)})`;
  const snippet = finding.excerpt === undefined ? {} : { snippet: { text: finding.excerpt } };
  const region = { startLine: line, startColumn: column, endColumn: column + finding.length };
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: LEVEL[finding.severity],
    message: { text: withoutLinks(`${visible(finding.message)}${help}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriFrom(root, file) },
          region,
          contextRegion: { startLine: line, ...snippet },
        },
      },
    ],
  };
}

/** `[text](target)` in a message is a link to viewers; quoted text of a file must not become one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
