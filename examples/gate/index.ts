/** A function of your own, gated. */
import { ActionBlocked, gate } from 'capfence';
import { done, host, proposals, readNote, tell } from '../shared.js';

const gated = gate(readNote, { ...host, capability: 'notes.read' });

for (const proposal of proposals()) {
  try {
    tell(await gated(proposal));
  } catch (error) {
    if (!(error instanceof ActionBlocked)) throw error;
    tell(error.message);
  }
}
await done();
