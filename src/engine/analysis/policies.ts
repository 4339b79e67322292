import type { Policy } from '../policy/model.js';

/** A policy without a rule, which denies everything. */
export const NOTHING: Policy = {
  ...{ name: 'nothing', rules: [], riskLevels: {}, approvalTimeoutSeconds: 3600, enforcementMode: 'enforce' },
  ...{ digest: '', file: '', parents: [], schemas: [], warnings: [] },
};
