import type { Fault } from './verify-report.js';

const MAX_LISTED = 100;

/** Faults as they are found. All are counted, the first hundred kept. */
export class Faults {
  readonly list: Fault[] = [];
  count = 0;

  add(fault: Fault): void {
    this.count++;
    if (this.list.length < MAX_LISTED) this.list.push(fault);
  }
}
