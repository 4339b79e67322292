import type { JsonObject } from '../../model/json.js';
import type { DraftRule } from '../../model/policy-draft.js';
import { EventReadings } from '../../policy/readings/event-readings.js';
import type { Observation } from './observations.js';
import { textsAt } from './texts.js';

/*
 * What is put to a person whether or not it was seen: rules that stand above whatever the trace lets the draft allow.
 * They ask, and only ask: the allow rules beside them are narrow by themselves.
 */

const DESTRUCTIVE =
  /^(?:delete|remove|destroy|drop|purge|wipe|truncate|erase|kill|terminate|revoke|uninstall|shutdown|unlink|disable)$/;
const WRITING =
  /^(?:write|update|put|insert|create|apply|deploy|restart|scale|set|modify|patch|edit|push|publish|release|migrate|exec|execute|run|install|configure|rollback|reset|merge|import|upload|rename|move|grant)$/;
const PRODUCTION = /^(?:production|prod|live)$/i;
const PRODUCTION_NAMES = ['production', 'prod', 'live'];
const COMMANDS =
  /^(?:rm|rmdir|unlink|shred|dd|mkfs|truncate|sudo|su|doas|chmod|chown|curl|wget|nc|ncat|telnet|ssh|scp|sftp|rsync|eval|kill|pkill|killall|reboot|shutdown|systemctl|service|crontab|iptables|useradd|usermod|passwd|mount)$/;
const START = '(?:^|[\\s;&|(){}"\'`/\\\\])';
const END = '(?:[\\s;&|(){}"\'`<>]|$)';

const PATTERNS = {
  commands: [
    `(?i)${START}(?:${COMMANDS.source.slice(4, -2)})${END}`,
    `(?i)\\|\\s*(?:\\S*/)?(?:ba|z|da|k)?sh${END}`,
    `(?i)\\|\\s*(?:\\S*/)?(?:python|node|perl|ruby|php)`,
    '(?i)\\bgit\\s+(?:.*\\s)?(?:push\\s.*(?:--force|-f\\b|\\s\\+)|reset\\s+--hard|clean\\b|filter-branch)',
    '(?i)\\b(?:npm|pnpm|yarn|cargo|gem|twine)\\s+(?:publish|push|upload|unpublish)\\b',
    '(?i)\\b(?:kubectl|helm|terraform|docker|aws|gcloud|az)\\s+(?:.*\\s)?(?:delete|destroy|drain|apply|uninstall|rm|prune|exec)\\b',
    '(?i)\\bfind\\s.*-(?:delete|exec|execdir|ok)\\b',
    '>\\s*/(?:etc|dev/sd|usr|boot|bin|sbin)',
  ],
  secrets: [
    `(?i)(?:^|[/\\\\\\s"'=:@])\\.env(?:$|[^a-z0-9])`,
    '(?i)\\.(?:ssh|aws|gnupg|kube|netrc|npmrc|pypirc|pgpass|git-credentials)(?:$|[^a-z0-9])',
    '(?i)(?:^|[^a-z0-9])id_(?:rsa|dsa|ecdsa|ed25519)',
    `(?i)\\.(?:pem|pfx|p12|keystore|kdbx|key)(?:$|[\\s"';|&)])`,
    '(?i)/etc/(?:shadow|gshadow|sudoers)|/proc/[^/]+/environ',
    '(?i)(?:^|[^a-z])(?:credentials?|secrets?)(?:$|[^a-z])',
    '(?i)\\.git/(?:hooks|config)',
  ],
  addresses: [
    '(?i)//(?:[^/@]*@)?(?:localhost|0\\.|127\\.|10\\.|192\\.168\\.|169\\.254\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|\\[|0x|\\d{6,})',
    '(?i)//(?:[^/@]*@)?(?:metadata\\.|[^/]*\\.(?:internal|local)(?:[:/]|$))',
    '(?i)//[^/]*@',
  ],
  credentials: [
    '(?i)://[^/\\s:@]+:[^/\\s@]+@',
    '-----BEGIN [A-Z ]*PRIVATE KEY',
    `(?i)\\b(?:password|passwd|api[_-]?key|secret[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token)\\b["']?\\s*[=:]\\s*\\S`,
    '\\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|sk-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{10,})',
  ],
  sql: ['(?i)\\b(?:drop|truncate|alter|grant|revoke|delete|vacuum|copy|call|exec|execute)\\b'],
  sqlWrites: ['(?i)\\b(?:insert|update|merge|create|replace|upsert|into)\\b'],
};

/** What the draft asks about, beside what was recorded as asked. */
export function guardRules(observations: readonly Observation[]): DraftRule[] {
  const seen = byCapability(observations);
  const names = [...seen.keys()];
  const destroys = names.filter(isDestructive);
  const writing = names.filter((name) => isWriting(name) && !(seen.get(name) ?? []).every(hasAmount));
  const writes = writing.filter((name) => !destroys.includes(name) && namesProduction(name));
  const whole = new Set([...destroys, ...writes]);
  const rest = names.filter((name) => !whole.has(name));
  const where = (test: (item: Observation) => boolean): string[] =>
    rest.filter((name) => (seen.get(name) ?? []).some(test));
  const [commands, queries] = [where(hasCommand), where(hasSql)];
  const inProduction = where(({ event }) => PRODUCTION.test(event.environment));
  const environment = PRODUCTION_NAMES;
  return [
    guard('ask-deletes', 'This deletes', destroys, {}),
    guard('ask-production', 'This changes production', writes, {}),
    guard(
      'ask-in-production',
      'This changes production',
      inProduction.filter((name) => writing.includes(name)),
      { environment },
    ),
    guard('ask-commands', 'This command can do harm', commands, { match_regex: PATTERNS.commands }),
    guard('ask-sql', 'This statement changes more than rows', queries, { match_regex: PATTERNS.sql }),
    guard('ask-sql-production', 'This writes in production', queries.filter(isProductive(seen)), {
      match_regex: PATTERNS.sqlWrites,
    }),
    guard('ask-secrets', 'Secrets may be kept here', where(hasPathOrCommand), {
      match_regex: PATTERNS.secrets,
    }),
    guard('ask-credentials', 'A credential stands in this', where(hasLongText), {
      match_regex: PATTERNS.credentials,
    }),
    guard('ask-addresses', 'This address is not a public one', where(hasUrl), {
      match_regex: PATTERNS.addresses,
    }),
  ].filter((rule) => rule.capability.length > 0);
}

function guard(id: string, reason: string, capability: string[], conditions: JsonObject): DraftRule {
  return { id, section: 'require_approval', capability, conditions, reason, comments: [] };
}

function byCapability(observations: readonly Observation[]): Map<string, Observation[]> {
  const seen = new Map<string, Observation[]>();
  for (const item of observations) {
    if (item.wish === 'deny') continue;
    const list = seen.get(item.event.capability);
    if (list === undefined) seen.set(item.event.capability, [item]);
    else list.push(item);
  }
  return seen;
}

/** The words of a capability after its resource: `mcp.github.delete_repo` has `github`, `delete`, `repo`. */
function wordsOf(capability: string): string[] {
  const [, ...segments] = capability
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('.');
  return segments.flatMap((segment) => segment.split(/[_-]+/));
}

function isDestructive(capability: string): boolean {
  return wordsOf(capability).some((word) => DESTRUCTIVE.test(word));
}

function isWriting(capability: string): boolean {
  return wordsOf(capability).some((word) => WRITING.test(word));
}

/** Payments have a rule of their own, by how much was paid. */
function hasAmount({ event }: Observation): boolean {
  const { amounts, amountUnknown } = EventReadings.of(event).fields;
  return amounts.length > 0 && !amountUnknown;
}

function namesProduction(capability: string): boolean {
  return wordsOf(capability).some((word) => PRODUCTION.test(word));
}

function isProductive(seen: ReadonlyMap<string, readonly Observation[]>) {
  return (name: string): boolean =>
    namesProduction(name) || (seen.get(name) ?? []).some(({ event }) => PRODUCTION.test(event.environment));
}

export function hasCommand({ event }: Observation): boolean {
  return (
    /^(?:shell|exec|terminal|bash|process|command)$/i.test(event.capability.split('.', 1)[0] ?? '') ||
    textsAt(event.payload, COMMAND_KEY).length > 0
  );
}

export const COMMAND_KEY = /^(?:command|commands|cmd|script|shell|bash|argv)$/i;
export const SQL_KEY = /^(?:sql|statement|statements)$|^query$/i;
const SQL_START = /^\s*(?:select|with|insert|update|delete|drop|alter|create|truncate|grant|explain|show)\b/i;

function hasSql({ event }: Observation): boolean {
  return textsAt(event.payload, SQL_KEY).some((text) => SQL_START.test(text));
}

function hasUrl({ event }: Observation): boolean {
  return textsAt(event.payload, /^/).some((text) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text));
}

/** Long enough for a credential and what leads up to it. */
function hasLongText({ event }: Observation): boolean {
  return textsAt(event.payload, /^/).some((text) => text.length >= 20);
}

function hasPathOrCommand(item: Observation): boolean {
  return hasCommand(item) || EventReadings.of(item.event).fields.paths.length > 0;
}
