import { defineConvention } from './define.js';
import type { Shown } from './define.js';

const linesOf = (form: RegExp, text: string): readonly string[] =>
  [...text.matchAll(form)].map(([, line]) => line as string);

/** The processes that `honcho` and its like start. */
export const procfile = defineConvention({
  programs: ['honcho', 'foreman', 'overmind', 'hivemind', 'goreman', 'forego', 'nf', 'shoreman'],
  files: /^Procfile(?:\..*)?$/,
  flags: ['f', 'procfile', 'j'],
  read: (text): Shown => ({ scripts: linesOf(/^[\w-]+:[ \t]*(.+)$/gm, text) }),
});

/** The commands of `ninja`, with names of files put in before. */
export const ninja = defineConvention({
  programs: ['ninja', 'samu', 'ninja-build'],
  files: /\.ninja$/,
  flags: ['f'],
  read: (text): Shown => ({
    scripts: linesOf(/^[ \t]+command[ \t]*=[ \t]*(.+)$/gm, text.replace(/\$\r?\n[ \t]*/g, '')).map((line) =>
      line.replace(/\$(?:\$|in\b|out\b|\{(?:in|out)\})/g, (sign) => (sign === '$$' ? '$' : 'built')),
    ),
  }),
});

/** Requirements that name something else than a package of the index at hand. */
export const requirements = defineConvention({
  programs: ['pip', 'pip3', 'uv', 'pipx'],
  files: /^(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\.(?:txt|in)$/,
  flags: ['r', 'requirement', 'requirements', 'c', 'constraint', 'constraints'],
  read: (text): Shown => ({
    scripts: [],
    ...(/^(?!\s*#).*(?:[a-z+]:\/\/|@\s*(?:\/|~|file:))|^\s*(?:--?(?:extra-)?index-url|-i\b|--find-links|-f\b|--trusted-host|-e\s*(?:\/|~|\.\.))/m.test(
      text,
    ) && {
      doubt: 'it installs what lies elsewhere',
    }),
  }),
});
