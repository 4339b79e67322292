import type * as prompts from '@inquirer/prompts';
import type { ShownRequest, RequestView } from '../../engine/approvals/view.js';
import { requestText, until } from '../../engine/reports/approval-text.js';
import { cell } from '../../engine/reports/log-row.js';
import { requestView } from '../../engine/approvals/view.js';
import { CapfenceError } from '../../engine/model/errors.js';
import { UsageError } from '../errors.js';
import { paintFor, textOptions } from '../paint.js';
import { approvalOf } from './answer.js';
import type { Answered, ApproveFlags } from './answer.js';
import { withOffice } from './open.js';
import type { Desk } from './open.js';
import { pendingOf } from './read.js';
import { answeredText } from './text.js';

type Prompts = typeof prompts;
type Act = 'once' | 'session' | 'while' | 'reject' | 'back';

/**
 * The list of what is pending, on a terminal: each is looked at whole before it is answered.
 * @throws UsageError where there is no terminal: nothing waits for an answer that cannot come
 */
export async function choose(file: string, flags: ApproveFlags, json: boolean): Promise<Answered> {
  if (json || process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    throw new UsageError(json ? 'with --json, name what to approve' : 'there is no terminal to choose on', {
      help: 'name the ids, which `capfence approvals list` shows; or use --all --capability GLOB',
    });
  }
  const ask = await import('@inquirer/prompts');
  const done: RequestView[] = [];
  try {
    for (;;) {
      const pending = pendingOf(file, Date.now());
      const id = await pick(ask, pending);
      if (id === undefined) return { done, failed: [] };
      const view = pending.find((one) => one.id === id);
      if (view !== undefined) done.push(...(await answer(ask, view, flags)));
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return { done, failed: [] };
    throw error;
  }
}

async function pick({ select }: Prompts, pending: readonly ShownRequest[]): Promise<string | undefined> {
  if (pending.length === 0) {
    process.stdout.write('Nothing is pending.\n');
    return undefined;
  }
  const now = Date.now();
  const choices = pending.map((view) => ({ value: view.id, name: lineOf(view, now) }));
  const message = `${pending.length} pending: which one?`;
  const chosen = await select({
    message,
    choices: [...choices, { value: '', name: 'leave' }],
    pageSize: 12,
    loop: false,
  });
  return chosen === '' ? undefined : chosen;
}

function lineOf({ id, actor, capability, environment, decideBy }: ShownRequest, now: number): string {
  return `${id}  ${cell(actor, 24)}  ${cell(capability, 40)}  ${cell(environment, 16)}  decide ${until(decideBy, now)}`;
}

async function answer(ask: Prompts, view: ShownRequest, flags: ApproveFlags): Promise<RequestView[]> {
  process.stdout.write(`\n${requestText(view, Date.now(), await textOptions('stdout'))}\n`);
  const act = await ask.select<Act>({ message: 'Your answer?', choices: actsFor(view), loop: false });
  if (act === 'back') return [];
  const why =
    flags.reason ?? (await ask.input({ message: act === 'reject' ? 'Why not?' : 'Why? (may be empty)' }));
  const span = act === 'while' ? await ask.input({ message: 'For how long?', default: '30m' }) : undefined;
  const uses = act === 'while' ? 1000 : undefined;
  try {
    const result = await withOffice(flags, (desk) =>
      given(desk, view, act, { ...flags, reason: why, span, most: uses }),
    );
    process.stdout.write(answeredText({ done: [result], failed: [] }, Date.now(), await paintFor()));
    return [result];
  } catch (error) {
    // Somebody else may have been quicker, or the policy asks for more: the list goes on.
    if (!(error instanceof CapfenceError)) throw error;
    process.stdout.write(`${cell(error.message, 500)}\n`);
    return [];
  }
}

function actsFor(view: ShownRequest): { value: Act; name: string }[] {
  const acts: { value: Act; name: string }[] = [
    { value: 'back', name: 'back to the list' },
    { value: 'once', name: 'approve, as it is' },
  ];
  if (view.session !== null)
    acts.push({ value: 'session', name: 'approve whatever it does with it in this session' });
  acts.push({ value: 'while', name: 'approve this capability for a time …' });
  return [...acts, { value: 'reject', name: 'reject' }];
}

type Given = ApproveFlags & { readonly span: string | undefined; readonly most: number | undefined };

async function given(
  { office, approver }: Desk,
  view: ShownRequest,
  act: Act,
  flags: Given,
): Promise<RequestView> {
  if (act === 'reject') {
    const row = await office.reject(view.id, approver, flags.reason ?? '');
    return requestView({ row, now: Date.now(), seq: 0, text: '' });
  }
  const wide =
    act === 'while' ? { scope: 'capability' as const, for: flags.span, uses: flags.uses ?? flags.most } : {};
  const approval = approvalOf({ ...flags, ...wide, session: act === 'session' });
  const row = await office.approve(view.id, approver, approval);
  return requestView({ row, now: Date.now(), seq: 0, text: '' });
}
