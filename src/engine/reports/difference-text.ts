import type {
  ComparedPolicy,
  ComparedRule,
  LoneRule,
  PolicyDifference,
  RuleChange,
  SettingChange,
} from '../model/policy-difference.js';
import { detailWords, extendsWords, ruleWords, rulesText } from './difference-words.js';
import { PLAIN } from './paint.js';
import type { TextOptions } from './paint.js';
import { shownFile } from './place.js';
import { ruleName } from './rule-name.js';
import { visible } from './visible.js';

type Options = Required<Pick<TextOptions, 'paint'>> & TextOptions;
const plain = (text: string): string => text;

/** The two policies that are compared, one a line. */
export function comparedText(old: ComparedPolicy, now: ComparedPolicy, options: TextOptions = {}): string {
  const { paint = PLAIN, root } = options;
  const line = (side: string, policy: ComparedPolicy): string => {
    const facts = `(sha256 ${policy.digest.slice(0, 16)}), ${rulesText(policy.rules)}`;
    const parents = extendsWords(policy.extends, plain);
    return `${side}  ${paint.strong(visible(policy.name))} ${paint.dim(visible(shownFile(policy.file, root)))} ${facts}${parents}`;
  };
  return `${line('old', old)}\n${line('new', now)}\n`;
}

/** How two policies differ as they stand, in words. */
export function differenceText(difference: PolicyDifference, options: TextOptions = {}): string {
  const full: Options = { paint: PLAIN, ...options };
  if (difference.same) return 'the policies are the same: no decision can differ\n';
  const parts = [
    section('added', difference.added, (one) => loneLines(one, '+', full), full),
    section('removed', difference.removed, (one) => loneLines(one, '-', full), full),
    section('changed', difference.changed, (one) => changeLines(one, full), full),
    section('settings', difference.settings, (one) => settingLines(one, full), full),
  ].filter((text) => text !== '');
  return [...parts, `${summaryLine(difference)}\n`].join('\n');
}

/** `3 differences, 2 of which may allow what was not allowed` */
export function summaryLine({ added, removed, changed, settings, mayAllow }: PolicyDifference): string {
  const count = added.length + removed.length + changed.length + settings.length;
  if (count === 0)
    return 'the same rules in another order: decisions stay, another rule may be named for them';
  const what = `${count} difference${count === 1 ? '' : 's'}`;
  return mayAllow === 0
    ? `${what}: nothing can be allowed that was not`
    : `${what}, ${mayAllow} of which may allow what was not allowed`;
}

function section<T>(
  title: string,
  items: readonly T[],
  lines: (item: T) => readonly string[],
  { paint }: Options,
): string {
  if (items.length === 0) return '';
  return `${paint.strong(`${title} (${items.length})`)}\n${items.flatMap(lines).join('\n')}\n`;
}

function loneLines({ rule, mayAllow }: LoneRule, sign: string, options: Options): string[] {
  const title = `  ${sign} ${named(rule, options)}${mark(mayAllow, options)}`;
  const reason = rule.reason === undefined ? [] : [`      ${options.paint.dim(visible(rule.reason))}`];
  return [title, `      ${ruleWords(rule, plain)}`, ...reason];
}

function changeLines({ old, new: now, details, mayAllow }: RuleChange, options: Options): string[] {
  const from =
    place(old, options) === place(now, options) ? '' : options.paint.dim(`, was ${place(old, options)}`);
  return [
    `  ~ ${named(now, options)}${from}${mark(mayAllow, options)}`,
    ...details.map((detail) => `      ${detailWords(detail, plain)}`),
  ];
}

function settingLines(change: SettingChange, options: Options): string[] {
  return [`  ~ ${detailWords(change, plain)}${mark(change.mayAllow, options)}`];
}

function named(rule: ComparedRule, options: Options): string {
  const { paint } = options;
  return `${paint.strong(ruleName(rule.section, rule.id))} ${paint.dim(place(rule, options))}`;
}

function place({ file, line }: ComparedRule, { root }: Options): string {
  return `${visible(shownFile(file, root))}:${line}`;
}

function mark(mayAllow: boolean, { paint }: Options): string {
  return mayAllow ? ` ${paint.warning('[may allow more]')}` : '';
}
