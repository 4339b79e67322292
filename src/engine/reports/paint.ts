/** Colours by meaning. A report is plain text unless a terminal hands it a painter. */
export interface Paint {
  error(text: string): string;
  warning(text: string): string;
  note(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  dim(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Paint = { error: same, warning: same, note: same, good: same, strong: same, dim: same };

/** How a text report is to look. Files below `root` (absolute) are shown from there. */
export interface TextOptions {
  readonly paint?: Paint;
  readonly root?: string;
  /** Cells of the terminal; a quoted line of a file is cut to them. */
  readonly columns?: number;
}
