import type { Effect, EffectKind } from '../model/tool-finding.js';

const RESOURCES: Readonly<Record<EffectKind, readonly [string, string]>> = {
  exec: ['shell', 'exec'],
  eval: ['code', 'eval'],
  'fs.read': ['filesystem', 'read'],
  'fs.write': ['filesystem', 'write'],
  'fs.delete': ['filesystem', 'delete'],
  network: ['http', 'request'],
  database: ['database', 'query'],
  payment: ['payments', 'charge'],
  mail: ['mail', 'send'],
  cloud: ['cloud', 'call'],
  process: ['process', 'control'],
  env: ['env', 'read'],
  browser: ['browser', 'drive'],
};

/** Which effect names the tool, when it has several: the one that can do most. */
const ORDER: readonly EffectKind[] = [
  'payment',
  'exec',
  'eval',
  'fs.delete',
  'database',
  'cloud',
  'mail',
  'fs.write',
  'process',
  'browser',
  'network',
  'fs.read',
  'env',
];

const VERBS =
  /^(?:get|list|read|fetch|search|find|lookup|query|create|add|insert|update|edit|set|write|save|delete|remove|drop|send|post|publish|run|execute|exec|call|pay|charge|refund|transfer|move|copy|open|close|start|stop|deploy|cancel|book|schedule|generate|convert|calculate|compute|check|validate|approve|reject)$/;

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const part = (text: string, otherwise: string): string => {
  const clean = text
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  return clean === '' ? otherwise : clean;
};

/** A capability to write into a policy for a tool: what it touches, what it does there, and which tool it is. */
export function suggestedCapability(name: string | undefined, effects: readonly Effect[]): string {
  const all = words(name ?? '');
  const kind = ORDER.find((one) => effects.some((effect) => effect.kind === one));
  const scope = part(all.join('_'), 'unnamed');
  if (kind) return [...RESOURCES[kind], scope].join('.');
  const verb = all.find((word) => VERBS.test(word));
  const rest = all.filter((word) => word !== verb);
  return ['tool', part(verb ?? 'call', 'call'), part(rest.join('_'), scope)].join('.');
}
