import type { GrantView, RequestView, ShownRequest, VoteView } from '../approvals/view.js';
import { cell } from './log-row.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { payloadText } from './payload-text.js';

type Row = readonly [name: string, value: string];

const LABEL = 9;

/** How long until a time, or since: `in 4m`, `2h ago`. */
export function until(time: string | null, now: number): string {
  const ms = time === null ? Number.NaN : Date.parse(time) - now;
  if (Number.isNaN(ms)) return '';
  const [size, unit] = (
    [
      [86_400_000, 'd'],
      [3_600_000, 'h'],
      [60_000, 'm'],
    ] as const
  ).find(([length]) => Math.abs(ms) >= length) ?? [1000, 's'];
  const span = `${Math.round(Math.abs(ms) / size)}${unit}`;
  return ms >= 0 ? `in ${span}` : `${span} ago`;
}

/** A request whole, what it would run first of its payload. */
export function requestText(view: ShownRequest, now: number, { paint = PLAIN }: TextOptions = {}): string {
  const title = `${paint.strong(view.id)} ${stateText(view.state, paint)}`;
  const rows = [...askRows(view), ...answerRows(view, now)];
  const out = [title, ...rows.map(([name, value]) => `  ${paint.dim(name.padEnd(LABEL))}  ${value}`)];
  const payload =
    view.payload === null
      ? `${paint.dim('The payload is not kept any more: the request is over.')}\n`
      : payloadText(view.payload, Buffer.byteLength(JSON.stringify(view.payload)), paint);
  return `${out.join('\n')}\n\n${payload}`;
}

function askRows(view: RequestView): Row[] {
  const rows: Row[] = [['agent', `${cell(view.actor)} asks for ${cell(view.capability, 256)}`]];
  const more: Row[] = [
    ['in', cell(view.environment)],
    ['session', cell(view.session)],
    ['on behalf', cell(view.onBehalf)],
    ['tenant', cell(view.tenant)],
    ['tool', cell(view.tool)],
    ['cwd', cell(view.cwd, 300)],
    ['risk', cell(view.risk)],
    [
      'rule',
      `${cell(view.rule)} of ${cell(view.policy.name)} (sha256 ${cell(view.policy.digest.slice(0, 16))})`,
    ],
    ['says', cell(view.says, 600)],
    ['account', cell(view.account)],
  ];
  return [...rows, ...more.filter(([, value]) => value !== '')];
}

function answerRows(view: RequestView, now: number): Row[] {
  const { approvers, mayApprove, minLevel, scope, uses, used } = view;
  const who = mayApprove === null ? '' : ` of ${cell(mayApprove.join(', '), 300)}`;
  const level = minLevel === 0 ? '' : `, level ${minLevel} at least`;
  const rows: Row[] = [
    ['opened', `${cell(view.opened, 24)} (${until(view.opened, now)})`],
    ['asks for', `${approvers} approver${approvers === 1 ? '' : 's'}${who}${level}`],
  ];
  if (view.state === 'pending')
    rows.push(['decide by', `${cell(view.decideBy, 24)} (${until(view.decideBy, now)})`]);
  if (view.useBy !== null) {
    const times = `${used} of ${uses} use${uses === 1 ? '' : 's'}`;
    rows.push(['serves', `${scope}, ${times}, until ${cell(view.useBy, 24)} (${until(view.useBy, now)})`]);
  }
  rows.push(...view.votes.map((vote): Row => ['approved', voteText(vote)]));
  if (view.by !== null)
    rows.push(['by', `${cell(view.by)}${view.reason === null ? '' : `: ${cell(view.reason, 500)}`}`]);
  return rows;
}

function voteText({ by, account, level, signed, reason }: VoteView): string {
  const how = `level ${level}${signed ? ', signed' : ''}, account ${cell(account)}`;
  return `by ${cell(by)} (${how})${reason === null ? '' : `: ${cell(reason, 500)}`}`;
}

export function grantText(view: GrantView, now: number, { paint = PLAIN }: TextOptions = {}): string {
  const { actor, capability, environment, session, where, uses, used, by, level, signed, reason } = view;
  const rows: Row[] = [
    [
      'lets',
      `${cell(actor)} do ${cell(capability, 256)} in ${cell(environment)}${session === null ? '' : `, session ${cell(session)}`}`,
    ],
    ['where', Object.keys(where).length === 0 ? 'whatever the payload' : cell(JSON.stringify(where), 1000)],
    ['from', cell(view.begins, 24)],
    ['until', `${cell(view.ends, 24)} (${until(view.ends, now)})`],
    ['uses', uses === null ? `${used}, without a limit` : `${used} of ${uses}`],
    [
      'by',
      `${cell(by)} (level ${level}${signed ? ', signed' : ''})${reason === null ? '' : `: ${cell(reason, 500)}`}`,
    ],
  ];
  if (view.revokedBy !== null) rows.push(['revoked', `by ${cell(view.revokedBy)}`]);
  const lines = rows.map(([name, value]) => `  ${paint.dim(name.padEnd(LABEL))}  ${value}`);
  return `${[`${paint.strong(view.id)} ${stateText(view.state, paint)}`, ...lines].join('\n')}\n`;
}

export function stateText(state: string, paint: Paint): string {
  if (state === 'pending') return paint.warning(state);
  if (state === 'approved' || state === 'active') return paint.good(state);
  return state === 'rejected' || state === 'revoked' ? paint.error(state) : paint.dim(cell(state, 20));
}
