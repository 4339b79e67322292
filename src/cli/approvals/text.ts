import type { GrantView, RequestView } from '../../engine/approvals/view.js';
import { stateText, until } from '../../engine/reports/approval-text.js';
import { cell } from '../../engine/reports/log-row.js';
import type { Paint } from '../../engine/reports/paint.js';
import { columnsOf } from '../paint.js';
import { tableText } from '../table.js';
import type { Answered } from './answer.js';
import type { BadRow, Listed } from './read.js';

/** Requests, a line each. */
export function requestTable(views: readonly Listed<RequestView>[], now: number, paint: Paint): string {
  const head = ['ID', 'STATE', 'AGENT', 'CAPABILITY', 'IN', 'RULE', 'OPENED', 'TIME LEFT'];
  const rows = views.map((view) =>
    view.kind === 'unreadable' ? badCells(view, head.length) : requestCells(view, now),
  );
  return tableOf(head, rows, paint);
}

function requestCells(view: RequestView, now: number): string[] {
  const limit = view.state === 'pending' ? view.decideBy : view.state === 'approved' ? view.useBy : null;
  const { id, state, actor, capability, environment, rule, opened } = view;
  return [
    ...[id, state, cell(actor, 24), cell(capability, 40), cell(environment, 16), cell(rule, 24)],
    ...[until(opened, now), until(limit, now).replace(/^in /, '')],
  ];
}

export function grantTable(views: readonly Listed<GrantView>[], now: number, paint: Paint): string {
  const head = ['ID', 'STATE', 'AGENT', 'CAPABILITY', 'IN', 'WHERE', 'USES', 'BY', 'ENDS'];
  const rows = views.map((view) =>
    view.kind === 'unreadable' ? badCells(view, head.length) : grantCells(view, now),
  );
  return tableOf(head, rows, paint);
}

function grantCells(view: GrantView, now: number): string[] {
  const { id, state, actor, capability, environment, where, uses, used, by, ends } = view;
  const conditions = Object.keys(where).length === 0 ? '' : JSON.stringify(where);
  return [
    ...[id, state, cell(actor, 24), cell(capability, 40), cell(environment, 16), cell(conditions, 40)],
    ...[uses === null ? `${used}` : `${used}/${uses}`, cell(by, 24), until(ends, now)],
  ];
}

function badCells({ id, fault }: BadRow, columns: number): string[] {
  return [cell(id, 24), 'unreadable', cell(fault, 80), ...Array.from({ length: columns - 3 }, () => '')];
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string {
  return tableText(
    [head, ...rows],
    columnsOf(),
    (text, column, row) => (row === 0 ? paint.dim(text) : column === 1 ? stateText(text, paint) : text),
    3,
  );
}

/** What came of each id, a line each. */
export function answeredText({ done, failed }: Answered, now: number, paint: Paint): string {
  const lines = done.map((view) => `${view.id} ${stateText(view.state, paint)}${moreOf(view, now)}`);
  const faults = failed.map(
    ({ id, message }) => `${cell(id)} ${paint.error('failed')}: ${cell(message, 500)}`,
  );
  return `${[...lines, ...faults].join('\n') || 'nothing was pending'}\n`;
}

function moreOf(view: RequestView, now: number): string {
  if (view.state === 'pending')
    return `: ${view.votes.length} of ${view.approvers} approvers have approved it`;
  if (view.state !== 'approved') return view.reason === null ? '' : `: ${cell(view.reason, 500)}`;
  const uses = view.uses === 1 ? 'once' : `${view.uses} times`;
  return `: ${view.scope}, ${uses}, to be used within ${until(view.useBy, now).replace(/^in /, '')}`;
}
