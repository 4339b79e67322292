import { argumentsOf } from './arguments.js';
import type { SimpleCommand, Word } from './script.js';
import { madeBy } from './tree-makers.js';
import type { Written } from './written.js';

/** Where anybody may put something, and other machines. */
const AWAY =
  /(?:^|[=:,])(?:\/(?:private\/)?(?:tmp|var\/tmp|dev\/shm)(?:\/|$)|(?:git\+)?(?:https?|ssh|git|ftp):\/\/|data:)/;
/** Flags by which a tool is told of code, whatever tool it is. */
const CODE =
  /^--?(?:plugin|plugins|require|loader|import|preload|globalSetup|globalTeardown|setupFiles\w*|rulesdir|resolver|transform|init-script|confcutdir|package|vettool|toolexec|processor-path|load-extension|parser|reporter|formatter|presets?|environment-file|testRunner|runner)(?:=|$)/i;
/** Flags by which tools that run code of the project are told of settings, which are code or name some. */
const SETTINGS =
  /^(?:--?(?:c|config|config-?file|conf|p|project|rootdir|root-dir|root|settings|setup|load|rcfile|r|m|i|ini|include-dir)(?:=|$)|-[cpI]\/)/i;
const RUNS =
  /^(?:pytest|py\.test|tox|nox|jest|vitest|mocha|ava|tap|c8|nyc|karma|cypress|playwright|webpack|rollup|vite|esbuild|babel|tsup|rspack|next|nuxt|astro|eslint|stylelint|prettier|oxlint|tsc|tsx|ts-node|gulp|grunt|rspec|cucumber|rake|rubocop|phpunit|pest|phpstan|psalm|make|gmake|mkdocs|sphinx-build|gunicorn|uvicorn|celery|flask|locust|behave|robot|pylint|mypy|coverage|alembic|hardhat|truffle|turbo|nx|lerna|nodemon|pm2|wdio|protractor|testcafe|storybook|docusaurus|eleventy|gatsby|svelte-kit|remix|ng|vue-cli-service|react-scripts|commitlint|semantic-release|lint-staged|knip|depcheck|size-limit|typedoc|plop|hygen|metro|expo|react-native)$/;
const INSPECTS = /^--inspect(?:-\w+)?=(?:0\.0\.0\.0|\[?::\]?|\*)(?::|$)/;
/** What they are told of first holds settings that are code. */
const SOURCES = /^sphinx-(?:build|autobuild)$/;
/** Libraries that a program of Java is run with, packed by somebody. */
const CLASSES = /^--?(?:cp|classpath|class-path|module-path|jar)(?:=|$)/;
const PACKED = /(?:^|[=:])\/(?:private\/)?(?:tmp|var\/tmp|dev\/shm)\/[^:]*(?:\.[jw]ar|\*)(?::|$)/;
/** `coverage run /tmp/x.py`. */
const RUN_BY = /^(?:coverage|kernprof|scalene|memray|py-spy|debugpy|viztracer|pyinstrument|austin|trace)$/;
const CONTEXT = /^(?:--build-context=)?[\w./-]+=(?:~|\/|\$\{?HOME|\.\.)/;

/**
 * Whether a flag tells a tool to load code that lies where anybody may have put it: settings of tools for projects are
 * code, too. What the script has written there itself is read with it, and so is what lies in a folder it has made.
 */
export function toldOfCode(
  command: SimpleCommand,
  written: Written,
  before: readonly SimpleCommand[],
): string | undefined {
  const { folded, words } = command;
  for (let i = 1; i < words.length; i++) {
    const word = words[i] as Word;
    // Most words name neither a place nor an address.
    if (!/[/:]/.test(word.text) && !word.text.includes('=')) continue;
    const last = words[i - 1]?.text ?? '';
    if (INSPECTS.test(word.text)) return 'whoever reaches this machine may run code in it';
    if (CONTEXT.test(word.text) && (last === '--build-context' || word.text.startsWith('--build-context')))
      return 'a folder that lies elsewhere goes into an image';
    if (!AWAY.test(word.text)) continue;
    const flag = word.text.startsWith('-') ? word.text : last;
    const settings = RUNS.test(folded) && SETTINGS.test(flag);
    const run = RUN_BY.test(folded) && /\.py$/.test(word.text);
    const packed = CLASSES.test(flag) && (PACKED.test(word.text) || bringsClasses(word, before));
    const sources = SOURCES.test(folded) && argumentsOf(command).operands[0] === word;
    if (!CODE.test(flag) && !settings && !run && !packed && !sources) continue;
    if (!isRead(command, word, written) && !isMade(word, before))
      return 'a flag names code that lies elsewhere';
  }
  return undefined;
}

const COMPILES = /^(?:javac|kotlinc|scalac|ecj|groovyc)$/;

/** Of `java -cp /tmp/x:lib` a folder that no compiler has filled before it in the script. */
function bringsClasses({ text }: Word, before: readonly SimpleCommand[]): boolean {
  return text
    .replace(/^--?[\w-]+=/, '')
    .split(':')
    .some(
      (folder) =>
        AWAY.test(folder) &&
        !before.some(
          ({ folded, words }) =>
            COMPILES.test(folded) && words.some((word) => word.known && word.text === folder),
        ),
    );
}

const valueOf = ({ text }: Word): string => text.slice(text.search(/\//));

function isRead(command: SimpleCommand, word: Word, written: Written): boolean {
  return written.of(command, { ...word, text: valueOf(word) })?.text !== undefined;
}

function isMade(word: Word, before: readonly SimpleCommand[]): boolean {
  const value = valueOf(word);
  return before.some((command) => {
    const folder = madeBy(command)?.text;
    return folder !== undefined && (value === folder || value.startsWith(`${folder.replace(/\/$/, '')}/`));
  });
}
