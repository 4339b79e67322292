import { setTimeout as sleep } from 'node:timers/promises';
import { requestView } from '../../engine/approvals/view.js';
import type { RequestView } from '../../engine/approvals/view.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import { spanOf } from '../time.js';

const LOOK_MS = 20;
/** The clock may end a request while nobody writes. */
const SURE_LOOKS = 25;

/** Waits until a request is no longer pending, or the time is up. @throws ApprovalError, AuditError, UsageError */
export async function waitFor(file: string, id: string, timeout: string): Promise<RequestView> {
  const deadline = performance.now() + spanOf(timeout, '--timeout');
  const reader = openLogReader(file);
  try {
    for (let look = 0, version = -1; ; look++) {
      const now = reader.dataVersion();
      if (now !== version || look % SURE_LOOKS === 0) {
        version = now;
        const view = reader.snapshot(() => requestView(reader.approvals.request(id, Date.now())));
        if (view.state !== 'pending' || performance.now() >= deadline) return view;
      }
      await sleep(Math.max(1, Math.min(LOOK_MS, deadline - performance.now())));
      if (performance.now() >= deadline) version = -1;
    }
  } finally {
    reader.close();
  }
}
