import type { JsonObject, JsonValue } from '../model/json.js';
import type { DraftRule, PolicyDraft } from '../model/policy-draft.js';
import { visible, visibleJson } from './visible.js';

/** What a draft was made from, for its head. */
export interface DraftSource {
  readonly trace: string;
  /** SHA-256 of the trace as it was read. */
  readonly digest: string;
  readonly policy?: { readonly name: string; readonly digest: string } | undefined;
}

const WIDTH = 100;
const MOST_UNUSED = 200;
const SECTIONS = ['require_approval', 'allow'] as const;

/** A draft as a policy file: YAML, with what was seen as comments. No text of the trace can leave its place in it. */
export function draftYaml(draft: PolicyDraft, source: DraftSource): string {
  const parts = [
    headLines(draft, source),
    ['version: 1', `name: ${scalar(draft.name)}`, ''],
    ...(draft.riskLevels === undefined ? [] : [[...entry('risk_levels', draft.riskLevels, ''), '']]),
    ...SECTIONS.map((section) => sectionLines(section, draft.rules)),
  ];
  return `${parts.flat().join('\n').trimEnd()}\n`;
}

function headLines({ counts, unused, notes }: PolicyDraft, { trace, digest, policy }: DraftSource): string[] {
  const { events, different, invalid, allow, require_approval: asked, deny } = counts;
  const read = trace === '-' ? 'standard input' : trace;
  const lines = [
    `Drafted by \`capfence policy suggest\` from ${read} (sha256 ${digest.slice(0, 16)}).`,
    `${events} events, ${different} of them different: ${allow} are allowed, ${asked} ask a person, ${deny} are denied` +
      (invalid > 0 ? `, and ${invalid} are not valid.` : '.'),
    'It is a draft: what the trace did is not yet what should be done. Read each rule before you use it.',
    ...notes.map((note) => `Note: ${note}.`),
    ...(policy === undefined ? [] : unusedLines(policy, unused)),
  ];
  return [...lines.map(comment), ''];
}

function unusedLines(policy: { name: string; digest: string }, unused: PolicyDraft['unused']): string[] {
  const named = `${policy.name} (sha256 ${policy.digest.slice(0, 16)})`;
  if (unused.length === 0) return [`Every rule of ${named} decided some event.`];
  const listed = unused
    .slice(0, MOST_UNUSED)
    .map(({ section, id, file, line }) => `  ${section} ${id} (${file}:${line})`);
  const more = unused.length > listed.length ? [`  and ${unused.length - listed.length} more`] : [];
  return [`Rules of ${named} that decided no event:`, ...listed, ...more];
}

function comment(text: string): string {
  return `# ${visible(text)}`;
}

function sectionLines(section: DraftRule['section'], rules: readonly DraftRule[]): string[] {
  const own = rules.filter((rule) => rule.section === section);
  if (own.length === 0) return [];
  return [`${section}:`, ...own.flatMap(ruleLines)];
}

function ruleLines({ id, capability, conditions, reason, comments }: DraftRule): string[] {
  const fields: JsonObject = {
    capability: capability.length === 1 ? (capability[0] as string) : [...capability],
    ...conditions,
    ...(reason !== undefined && { reason }),
  };
  return [
    ...comments.map((text) => `  ${comment(text)}`),
    `  - id: ${scalar(id)}`,
    ...Object.entries(fields).flatMap(([key, value]) => entry(key, value as JsonValue, '    ')),
    '',
  ];
}

/** `key: value`, on one line where there is room. */
function entry(key: string, value: JsonValue, indent: string): string[] {
  const head = `${indent}${scalar(key)}:`;
  const short = flow(value);
  if (!isNested(value) || head.length + short.length < WIDTH) return [`${head} ${short}`];
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return [head, ...(value as readonly JsonValue[]).flatMap((item) => element(item, inner))];
  return [head, ...entriesOf(value as JsonObject, inner)];
}

function entriesOf(map: JsonObject, indent: string): string[] {
  return Object.entries(map).flatMap(([key, value]) => entry(key, value as JsonValue, indent));
}

/** An element of a list: the first line of a map stands beside its dash. */
function element(value: JsonValue, indent: string): string[] {
  const short = flow(value);
  if (!isNested(value) || Array.isArray(value) || indent.length + short.length < WIDTH)
    return [`${indent}- ${short}`];
  const [first = '', ...rest] = entriesOf(value as JsonObject, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function flow(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${flow(item as JsonValue)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? scalar(value) : JSON.stringify(value);
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.]+)*$/;
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text in the plainest form that YAML reads as that text. */
function scalar(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text)) return text;
  return visible(text) === text ? `'${text.replaceAll("'", "''")}'` : visibleJson(JSON.stringify(text));
}
