import type { Arguments } from '../../arguments.js';
import { shown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { judgeJulia } from './julia.js';
import { judgeOctave } from './octave.js';
import { judgeR } from './r.js';
import { table } from '../../../table.js';

interface Calculator {
  readonly code: readonly string[];
  /** Flags that change nothing about the code, and the values that they may have. */
  readonly plain: Readonly<Record<string, RegExp>>;
  readonly judge: (code: string) => readonly CodeEffect[];
}

const ALONE = /^$/;
const flags = (names: string): Readonly<Record<string, RegExp>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, ALONE]));

const CALCULATORS: Readonly<Record<string, Calculator>> = table({
  Rscript: {
    code: ['e'],
    plain: table(flags('vanilla quiet q s slave no-save no-restore no-echo no-init-file no-environ')),
    judge: judgeR,
  },
  julia: {
    code: ['e', 'eval', 'E', 'print'],
    plain: table({
      ...flags('q quiet'),
      ...{ project: /^(?:@?\.|test|docs)?$/, threads: /^(?:auto|\d+)$/, 'startup-file': /^no$/ },
      ...{ color: /^\w+$/, 'history-file': /^no$/ },
    }),
    judge: judgeJulia,
  },
  octave: {
    code: ['eval'],
    plain: table(flags('no-gui no-window-system q quiet silent f norc no-init-file W')),
    judge: judgeOctave,
  },
  matlab: {
    code: ['batch', 'r'],
    plain: table(flags('nodisplay nosplash nodesktop nojvm')),
    judge: judgeOctave,
  },
});

/** Whether code on the line of a program, by the name of its model, is read here. */
export const isCalculator = (model: string): boolean => model in CALCULATORS;

/** What code on the line of a language of statistics and numbers does; undefined where it may do anything. */
export function judgeCalculator(
  model: string,
  { given, flags, operands }: Arguments,
): readonly CodeEffect[] | undefined {
  const calculator = CALCULATORS[model];
  if (calculator === undefined || operands.length > 0) return undefined;
  const { code, plain, judge } = calculator;
  const isPlain = ([name, value]: readonly [string, { text: string } | undefined]): boolean =>
    code.includes(name) || plain[name]?.test(value?.text ?? '') === true;
  const codes = given.filter(([flag]) => code.includes(flag));
  if (![...flags].every(isPlain) || !given.every(isPlain)) return undefined;
  if (codes.length === 0 || !codes.every(([, { known }]) => known)) return undefined;
  return shown(() => judge(codes.map(([, { text }]) => text).join('\n')));
}
