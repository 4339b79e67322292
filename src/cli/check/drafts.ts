import { basename } from 'node:path';
import type { ScanReport } from '../../engine/model/tool-finding.js';
import { writeDraft } from './files.js';
import type { CheckRequest } from './request.js';

/** Writes the drafts that are asked for, from every tool that was found. */
export async function emitDrafts(
  { emitPolicy, emitMap }: CheckRequest,
  { tools }: ScanReport,
): Promise<void> {
  if (emitPolicy !== undefined) {
    const { toolsPolicy } = await import('../../engine/reports/tools-policy.js');
    await writeDraft(emitPolicy, toolsPolicy(tools, { name: policyName(emitPolicy) }));
  }
  if (emitMap !== undefined) {
    const { toolsMap } = await import('../../engine/reports/tools-map.js');
    await writeDraft(emitMap, toolsMap(tools));
  }
}

function policyName(file: string): string {
  return basename(file).replace(/\.ya?ml$/i, '') || 'draft';
}
