import type { Effect, EffectKind, Severity } from '../model/tool-finding.js';

const RANK: readonly Severity[] = ['none', 'low', 'medium', 'high', 'critical'];

/** What an effect is worth: at rest, and when an argument of the model reaches it unchecked. */
const WORTH: Readonly<Record<EffectKind, readonly [Severity, Severity]>> = {
  exec: ['high', 'critical'],
  eval: ['high', 'critical'],
  payment: ['high', 'critical'],
  'fs.delete': ['high', 'high'],
  database: ['high', 'high'],
  cloud: ['high', 'high'],
  'fs.write': ['medium', 'high'],
  network: ['medium', 'high'],
  mail: ['medium', 'high'],
  process: ['medium', 'high'],
  'fs.read': ['low', 'medium'],
  env: ['low', 'medium'],
  browser: ['low', 'medium'],
};

export const severityOf = (kind: EffectKind, tainted: boolean): Severity => WORTH[kind][tainted ? 1 : 0];

export const worst = (all: readonly Severity[]): Severity =>
  all.reduce((one, other) => (RANK.indexOf(other) > RANK.indexOf(one) ? other : one), 'none' as Severity);

/** The severity of a tool: that of its worst effect; what is not seen is neither harmless nor the worst. */
export function severityOfTool(effects: readonly Effect[], seen: boolean, unknownCalls: boolean): Severity {
  const known = worst(effects.map(({ severity }) => severity));
  if (!seen) return worst([known, 'medium']);
  return known === 'none' && unknownCalls ? 'low' : known;
}
