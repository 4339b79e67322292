import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { scan, type ScanOptions } from '../../src/engine/scan/index.js';
import type { ScanReport, ToolFinding } from '../../src/engine/model/tool-finding.js';

const made: string[] = [];
afterAll(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Writes files (by relative path) into a new folder. */
export function treeOf(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'capfence-scan-'));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/** Scans files written for the occasion. */
export function scanTree(
  files: Readonly<Record<string, string | Buffer>>,
  options: Partial<ScanOptions> = {},
): ScanReport {
  return scan({ root: treeOf(files), ...options });
}

/** `name: verdict` of every tool, in the order of the report. */
export const verdicts = (report: ScanReport): Record<string, string> =>
  Object.fromEntries(report.tools.map(({ tool, verdict }) => [tool ?? '?', verdict]));

export const names = (report: ScanReport): string[] => report.tools.map(({ tool }) => tool ?? '?').sort();

/** The one tool of a name. */
export function toolNamed(report: ScanReport, name: string): ToolFinding {
  const found = report.tools.filter(({ tool }) => tool === name);
  if (found.length !== 1 || !found[0])
    throw new Error(`${found.length} tools are called ${name}: ${names(report).join(', ')}`);
  return found[0];
}
