/** What `--format` offers. Kept apart from the renderers, which a command loads only when it prints. */
export const CHECK_FORMATS = ['text', 'json', 'github', 'sarif'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export const CASE_FORMATS = ['text', 'json', 'junit', 'tap'] as const;
export type CaseFormat = (typeof CASE_FORMATS)[number];

export const DIFF_FORMATS = ['text', 'github', 'sarif', 'markdown'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

export const TOOL_FORMATS = ['text', 'json', 'sarif', 'github', 'markdown', 'html'] as const;
export type ToolFormat = (typeof TOOL_FORMATS)[number];

export const PROOF_FORMATS = ['text', 'json', 'github', 'sarif', 'markdown'] as const;
export type ProofFormat = (typeof PROOF_FORMATS)[number];
