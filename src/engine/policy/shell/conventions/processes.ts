import { defineConvention, doubtful } from './define.js';
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
    ...(/^(?![ \t]*#).*(?:[a-z+]:\/\/|@\s*(?:\/|~|file:))|^[ \t]*(?:--?(?:extra-)?index-url|-i\b|--find-links|-f\b|--trusted-host|-e\s*(?:\/|~|\.\.))/m.test(
      text,
    ) && {
      doubt: 'it installs what lies elsewhere',
    }),
  }),
});

/** Tests for a shell: what stands in them and around them runs. */
export const bats = defineConvention({
  programs: ['bats'],
  files: /\.(?:bats|bash)$/,
  operand: true,
  read: (text): Shown => ({ scripts: [text.replace(/^([ \t]*)@test\b.*\{[ \t]*$/gm, '$1{')] }),
});

/** Commands of a debugger, some of which start a shell or run code. */
export const debuggerCommands = defineConvention({
  programs: ['gdb', 'lldb', 'gdb-multiarch', 'rust-gdb', 'rust-lldb'],
  files: /^\.?(?:gdb|lldb)init$|\.(?:gdb|lldb)$/,
  flags: ['x', 'command', 's', 'source', 'S', 'ix', 'init-command'],
  read: doubtful(
    /^(?![ \t]*#)(?:.*\b(?:sh\w*|make|pipe|python\w*|pi|py|guile|gu|source|command|script|platform|call|print|expression|dump|generate-core-file|set logging|save)\b|[ \t]*[!|])/m,
    'a debugger is told to start something',
  ),
});

/** Packages of an environment that come from elsewhere than the usual channels. */
export const environments = defineConvention({
  programs: ['conda', 'mamba', 'micromamba', 'conda-lock', 'pixi'],
  files: /^(?:.*[-_.])?(?:environment|env|conda)(?:[-_.].*)?\.ya?ml$/,
  flags: ['f', 'file'],
  read: doubtful(
    /git\+|(?:https?|file|ssh|s3):\/\/(?!(?:conda\.anaconda\.org|repo\.anaconda\.com|download\.pytorch\.org|prefix\.dev|pypi\.org)\/)|^\s*-\s*["']?(?:-e\b|--?(?:extra-)?(?:index|find)|\/|~|\.\.\/)/m,
    'it installs what lies elsewhere',
  ),
});
