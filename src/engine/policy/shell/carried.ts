import { argumentsOf, valuesOf } from './arguments.js';
import { baseName } from './programs/index.js';
import type { SimpleCommand, Word } from './script.js';

/** What a command brings from one file into another, besides what it prints. */
export interface Carried {
  /** A file or folder, and where it is then; undefined for what nobody has read. */
  readonly pairs: readonly (readonly [from: Word | undefined, to: Word])[];
  /** Whether it makes files whose names stand nowhere, and whether those keep the names that they had. */
  readonly scatters?: 'renamed' | 'named';
  /** Whether what is there and what was there are one and the same. */
  readonly links?: true;
}

const COPIES = /^(?:cp|gcp|mv|gmv|ln|gln|install|ginstall|rsync|scp|ditto|link|clonefile|xcp|rcp)$/;
const LINKS = /^(?:ln|gln|link)$/;
const INTO = ['t', 'target-directory'];

/** By the name of a program: most carry nothing. */
export function carriedBy(command: SimpleCommand): Carried | undefined {
  const { folded, words } = command;
  if (COPIES.test(folded)) return copied(command, words);
  if (command.remote) return undefined;
  if (folded === 'git' && words[1]?.text === 'mv') return copied(command, words.slice(1));
  return OTHERS.get(folded)?.(command);
}

function copied(command: SimpleCommand, words: readonly Word[]): Carried {
  const args = argumentsOf(command);
  const plain = words.slice(1).filter(({ text }) => !text.startsWith('-') || text === '-');
  const [told] = valuesOf(args, INTO);
  const glued = words.find(({ text }) => /^--target-directory=/.test(text));
  const into = told ?? (glued && { ...glued, text: glued.text.slice('--target-directory='.length) });
  const sources = into === undefined ? plain.slice(0, -1) : plain.filter((word) => word !== into);
  const target = into ?? plain.at(-1);
  const links =
    LINKS.test(command.folded) || ['s', 'l', 'symbolic-link', 'link'].some((flag) => args.flags.has(flag));
  if (target === undefined) return { pairs: [] };
  const pairs = sources.flatMap((from) => [
    [from, target] as const,
    [from, { ...target, text: `${target.text.replace(/\/$/, '')}/${baseName(from.text)}` }] as const,
  ]);
  return { pairs, ...(links && { links: true as const }) };
}

type Carries = (command: SimpleCommand) => Carried | undefined;

/** `sort -o FILE`, `-oFILE`, `--output=FILE`. */
const toOutput: Carries = ({ words }) => ({
  pairs: words.flatMap((word, i) => {
    if (/^(?:-\w*o|--output)$/.test(words[i - 1]?.text ?? '')) return [[undefined, word] as const];
    const glued = /^(?:-o|--output=)(.+)$/s.exec(word.text)?.[1];
    return glued === undefined ? [] : [[undefined, { ...word, text: glued }] as const];
  }),
});

const toOperands =
  (from: number): Carries =>
  (command) => ({
    pairs: argumentsOf(command)
      .operands.slice(from)
      .map((to) => [undefined, to] as const),
  });

const renamed: Carries = () => ({ pairs: [], scatters: 'renamed' });

/** An archive that is taken apart, where its words do not say that one is made or looked at. */
const unpacked =
  (verbs: RegExp, flags = /(?!)/): Carries =>
  ({ words }) => {
    if (verbs.test(words[1]?.text ?? '') || words.some(({ text }) => flags.test(text))) return undefined;
    const changes = words.some(
      ({ known, text }) => !known || /transform|xform|^-s|substitution|^--rename/.test(text),
    );
    return { pairs: [], scatters: changes ? 'renamed' : 'named' };
  };

/** `gunzip a.gz` puts it where it was. */
const inPlace: Carries = (command) => ({
  pairs: argumentsOf(command).operands.map((word) => [
    undefined,
    { ...word, text: word.text.replace(/\.(?:gz|bz2|xz|zst|lz4|Z|br|gpg|enc|age|asc|uue?|b64)$/, '') },
  ]),
});

const OTHERS: ReadonlyMap<string, Carries> = new Map(
  (
    [
      ['sort gsort shuf gshuf', toOutput],
      ['sponge', toOperands(0)],
      ['uniq guniq', toOperands(1)],
      [
        'split gsplit csplit gcsplit shar unshar uudecode rename prename perl-rename mmv mcp zmv vidir exrename',
        renamed,
      ],
      [
        'tar gtar bsdtar',
        unpacked(
          /^-?[b-zA-Z]*[ctru][a-zA-Z]*$/,
          /^-[b-zA-Z]*[ctru][a-zA-Z]*$|^--(?:create|list|append|update|diff|compare|delete)$/,
        ),
      ],
      ['unzip', unpacked(/^-[lZtvz]+$/)],
      ['7z 7za 7zz', unpacked(/^(?:a|l|t|u|d|i|h)$/)],
      ['ar jar', unpacked(/^-?[ctrdqu]\w*$/)],
      ['unar unrar bsdcpio cpio pax funzip dpkg-deb', unpacked(/(?!)/)],
      ['gunzip bunzip2 unxz unzstd unlz4 uncompress', inPlace],
    ] as const
  ).flatMap(([names, carries]) => names.split(' ').map((name) => [name, carries] as const)),
);
