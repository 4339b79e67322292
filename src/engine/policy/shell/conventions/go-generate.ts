import { defineConvention } from './define.js';
import type { Shown } from './define.js';

/** `//go:generate COMMAND` in a source file: what `go generate` runs, without a shell, but as one would read it. */
export const goGenerate = defineConvention({
  programs: ['go'],
  verbs: /^generate\b/,
  files: /\.go$/,
  read: (text): Shown => ({
    scripts: [...text.matchAll(/^\/\/go:generate[ \t]+(.+)$/gm)].map(([, line]) => line as string),
  }),
});
