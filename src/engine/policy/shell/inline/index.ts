import { valuesOf } from '../arguments.js';
import type { Arguments } from '../arguments.js';
import type { Program } from '../programs/define.js';
import { fedText } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import { judgeJavaScript } from './javascript/judge.js';
import { judgeJshell, judgeStatements } from './jshell.js';
import { judgePerl, judgePerlFile } from './perl/index.js';
import { judgePhp, judgePhpFile } from './php/judge.js';
import type { Place } from './php/paths.js';
import { SETTINGS } from './php/functions.js';
import { judgePython } from './python/judge.js';
import { judgeRubyFile, judgeRubyLine } from './ruby/command.js';
import { judgeSql } from './sql.js';
import { isInterpreter, onlyComputes } from '../unparsed/scratch.js';
import { isCalculator, judgeCalculator } from './numeric/index.js';
import type { Origin } from './javascript/parse.js';
import type { CodeEffect } from './code-effect.js';
import { table } from '../../table.js';

export type { CodeEffect } from './code-effect.js';

type Judge = (
  code: string,
  argv: readonly Word[] | undefined,
  origin: Origin,
) => readonly CodeEffect[] | undefined;

interface Language {
  /** Flags whose value is code, and those that change nothing about it. */
  readonly code: readonly string[];
  readonly plain: ReadonlySet<string>;
  /** Flags of which only these values change nothing. */
  readonly how?: Readonly<Record<string, RegExp>>;
  readonly judge: Judge;
}

const LANGUAGES: Readonly<Record<string, Language>> = table({
  python: {
    code: ['c'],
    plain: new Set('c u B s S E I q O X W'.split(' ')),
    how: {
      X: /^(?:importtime(?:=[12])?|dev|utf8(?:=[01])?|faulthandler|tracemalloc(?:=\d+)?|int_max_str_digits=\d+)$/,
      // A category with a dot in it names a module, which is imported.
      W: /^(?:ignore|default|error|always|module|once)(?:::(?:\w*Warning)?)?$/,
    },
    judge: judgePython,
  },
  node: {
    code: ['e', 'eval', 'p', 'print', 'pe'],
    plain: new Set(
      `e eval p print no-warnings input-type expose-gc expose_gc trace-warnings trace-uncaught trace-deprecation no-deprecation stack-trace-limit
       max-old-space-size max-semi-space-size enable-source-maps experimental-strip-types experimental-transform-types unhandled-rejections`.split(
        /\s+/,
      ),
    ),
    how: { 'input-type': /^(?:module|commonjs)$/, 'unhandled-rejections': /^[a-z-]+$/ },
    judge: judgeJavaScript,
  },
  tsx: {
    code: ['e', 'eval', 'p', 'print'],
    plain: new Set('e eval p print'.split(' ')),
    judge: judgeJavaScript,
  },
  php: {
    code: ['r'],
    plain: new Set('r d n'.split(' ')),
    how: { d: new RegExp(`^(?:${SETTINGS.source.slice(1, -1)})(?:=[\\w./,:+-]*)?$`) },
    judge: phpJudge('php'),
  },
  'artisan:tinker': {
    code: ['execute'],
    plain: new Set('execute no-interaction n no-ansi ansi q v'.split(' ')),
    judge: phpJudge('tinker'),
  },
});

function phpJudge(mode: Place['mode']): Judge {
  return (code, argv, { source, folder }) => {
    const place: Place = { mode, folder, argv };
    return source === 'file' && mode === 'php' ? judgePhpFile(code, place) : judgePhp(code, place);
  };
}

/** What code on the line of an interpreter, or fed to it, does; undefined where it may do anything. */
export function judgeInline(
  model: Program,
  command: SimpleCommand,
  args: Arguments,
): readonly CodeEffect[] | undefined {
  const name = model.names[0] as string;
  if (args.unclear || (command.remote && name !== 'psql')) return undefined;
  if (name === 'perl') return judgePerl(command, args);
  if (name === 'jshell') return judgeJshell(command, args);
  if (name === 'ruby') return judgeRubyLine(command, args);
  if (/^(?:psql|sqlite3)$/.test(name)) return judgeSql(name, command, args);
  if (name === 'wp') return judgeWordPress(args);
  if (isInterpreter(name)) return judgeLine(command);
  if (name === 'ghc') return judgeLine({ ...command, folded: 'runghc' });
  if (isCalculator(name)) return judgeCalculator(name, args);
  const language = LANGUAGES[name];
  if (language === undefined || ![...args.flags.keys()].every((flag) => language.plain.has(flag)))
    return undefined;
  const how = Object.entries(language.how ?? {});
  if (how.some(([flag, form]) => args.flags.has(flag) && !isOf(form, flag, args))) return undefined;
  const found = codeOf(language, command, args);
  return found === undefined
    ? undefined
    : language.judge(found.code, found.argv, { ...originOf(name, args), near: looksNear(command) });
}

/** `elixir -e CODE`, and nothing beside it. */
function judgeLine({ folded, words }: SimpleCommand): readonly CodeEffect[] | undefined {
  const [, flag, code, ...more] = words;
  if (!/^(?:-e|--eval)$/.test(flag?.text ?? '') || code?.known !== true || more.length > 0) return undefined;
  // GHC's own commands.
  if (/^\s*:/m.test(code.text)) return undefined;
  return onlyComputes(folded, code.text) ? [] : undefined;
}

const OF_WORDPRESS = new Set('path url skip-plugins skip-themes allow-root quiet no-color'.split(' '));

/** `wp eval 'CODE'`: what the site is, and what it holds. */
function judgeWordPress({ flags, operands }: Arguments): readonly CodeEffect[] | undefined {
  const [verb, code, ...more] = operands;
  if (verb?.text !== 'eval' || code?.known !== true || more.length > 0) return undefined;
  if (![...flags.keys()].every((flag) => OF_WORDPRESS.has(flag))) return undefined;
  return judgePhp(code.text, { mode: 'wordpress', folder: undefined, argv: undefined });
}

/** Whether a flag is given values of this form only. */
function isOf(form: RegExp, flag: string, args: Arguments): boolean {
  const values = valuesOf(args, [flag]);
  return values.length > 0 && values.every(({ known, text }) => known && form.test(text));
}

/** Flags of `bun` and `deno` that say what a program may do, or how it is shown. */
const OF_RUNNERS =
  /^(?:A|q|allow-(?:all|read|write|env|net|sys|hrtime)|quiet|no-check|check|no-lock|no-prompt|node-modules-dir|sloppy-imports|smol|bail|timeout)$/;

/** What code in a file does that the script itself has written. */
export function judgeFile(
  program: string,
  code: string,
  file: Word,
  argv: readonly Word[] | undefined,
  command: SimpleCommand,
  args: Arguments,
): readonly CodeEffect[] | undefined {
  if (program === 'jshell') return judgeStatements(code);
  if (program === 'ruby') return judgeRubyFile(code, file, folderOf(file), argv, command, args);
  if (program === 'perl') return judgePerlFile(code, argv, args);
  if (isInterpreter(program)) return onlyComputes(command.folded, code) && isPlain(args) ? [] : undefined;
  const name = /^(?:tsx|bun|deno)$/.test(program) ? 'node' : program;
  const typescript = /\.[mc]?tsx?$/.test(file.text);
  const runner = /^(?:bun|deno)$/.test(program);
  // What else they run by its name, and what they load before it, is not read here.
  if (
    runner &&
    (!/\.[mc]?[jt]sx?$/.test(file.text) || ![...args.flags.keys()].every((flag) => OF_RUNNERS.test(flag)))
  )
    return undefined;
  const near = looksNear(command);
  const found = LANGUAGES[name]?.judge(code, argv, {
    source: 'file',
    folder: folderOf(file),
    typescript,
    near,
  });
  // What is not installed it fetches.
  const fetches =
    program === 'bun' && found?.some(({ kind, path }) => kind === 'execute' && path === undefined);
  return fetches === true ? undefined : found;
}

/** No flag says what else is loaded. */
const isPlain = ({ flags, unclear }: Arguments): boolean => !unclear && flags.size === 0;

/** `PYTHONPATH=src`. */
const looksNear = ({ assigned }: SimpleCommand): boolean =>
  assigned.some(
    ({ text, known }) => known && /^PYTHONPATH=(?:\.\/)?(?:\.|[A-Za-z][\w-]*(?:\/[\w-]+)*)\/?$/.test(text),
  );

function folderOf({ text, known, glob }: Word): string | undefined {
  if (!known || glob) return undefined;
  const end = text.lastIndexOf('/');
  return end < 0 ? '.' : text.slice(0, Math.max(1, end));
}

/** `--input-type=module`; other types are none that is read here. */
function originOf(name: string, { flags }: Arguments): Origin {
  if (name === 'php') return { source: flags.has('r') ? 'line' : 'file', folder: '.', typescript: false };
  const source = flags.get('input-type')?.text === 'module' ? 'module' : 'line';
  return { source, folder: '.', typescript: name === 'tsx' };
}

function codeOf(
  { code }: Language,
  { stdin, words }: SimpleCommand,
  { given, flags, operands }: Arguments,
): { code: string; argv: readonly Word[] | undefined } | undefined {
  const values = given.filter(([flag]) => code.includes(flag));
  const [value, ...more] = values;
  if (value !== undefined)
    return value[1].known && more.length === 0
      ? { code: value[1].text, argv: behind(words, value[1]) }
      : undefined;
  const fed = fedText(stdin);
  if (code.some((flag) => flags.has(flag)) || fed === undefined) return undefined;
  const [first, ...rest] = operands;
  if (first !== undefined && first.text !== '-') return undefined;
  return { code: fed, argv: rest };
}

/** What stands behind the code is handed to it, whatever it looks like. */
function behind(words: readonly Word[], code: Word): readonly Word[] | undefined {
  const at = words.indexOf(code);
  return at < 0 ? undefined : words.slice(at + 1);
}
