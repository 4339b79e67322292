import { exampleOf, SEGMENT } from './forms.js';
import { baseName, programOf } from './programs/index.js';
import { tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { table } from '../table.js';

/** What a project calls the tasks whose result others see. */
const FAR = /deploy|publish|release/i;
/** Builds of what is released one day, and tests of it. */
const NEAR =
  /^(?:build|bundle|compile|assemble|package|pack|test|tests|spec|e2e|unit|integration|lint|check|typecheck|format|fmt|bench|coverage|dev|start|serve)(?:[:_.-](?!.*(?:deploy|publish))|$)/i;
/** Tasks and verbs behind which stand the names of files, tests and packages. */
const TAKES =
  /^(?:test|tests|t|tst|test:(?!.*(?:deploy|publish|release))[\w:-]+|view|v|info|show|ls|list|la|ll|why|explain|outdated|install|i|in|add|ci|update|up|upgrade|uninstall|remove|rm|un|docs|repo|bugs|search|audit|fund|lint|format|fmt|eslint|prettier|jest|vitest|mocha|ava|tsc|vue-tsc|biome|stylelint|playwright|cypress|oxlint|pytest|phpunit|pest|rspec)$/;
/** Words in front of the name of a task. */
const LEADS = /^(?:run|run-script|rum|urn|exec|x|task)$/;
/** Flags that name packages and folders, and take the word behind them; and those that take none. */
const NAMES_PLACE =
  /^--(?:workspace|filter|scope|dir|cwd|prefix|directory|working-dir|projects)$|^workspace$/;
const SHORT: Readonly<Record<string, string>> = table({
  npm: '-w',
  pnpm: '-F',
  composer: '-d',
  make: '-C',
  gmake: '-C',
});
const BARE =
  /^(?:-[rsqwy]|--(?:silent|quiet|if-present|recursive|parallel|workspaces|workspace-root|include-workspace-root|offline|frozen)|--(?:workspace|filter|scope|dir|cwd|prefix|directory|projects?)=.*)$/;
const FILE =
  /^\.{1,2}\/|\.(?:[cm]?[jt]sx?|py|rb|go|rs|php|java|kt|exs?|vue|svelte|json|ya?ml|toml|md|s?css|html?|snap|txt)$/;
const MAX_LENGTH = 4096;

/** Flags by which they only tell what they would run. */
const DRY: Readonly<Record<string, RegExp>> = table({
  make: /^(?:-n|--dry-run|--just-print|--recon)$/,
  gmake: /^(?:-n|--dry-run|--just-print|--recon)$/,
  just: /^(?:-n|--dry-run)$/,
  task: /^(?:-n|--dry)$/,
});
/** Those that run a program of a package, and what such programs are called, and told, that send something. */
const FETCHES = /^(?:npx|bunx|pnpx|uvx)$/;
const SENDS =
  /^(?:gh-pages|surge|angular-cli-ghpages|push|upload|submit|login|logout|destroy|(?:@[\w-]+\/)?(?:pages|storybook)-deploy\w*)$/;
/** Those of whose words only the first names a task. */
const SINGLE =
  /^(?:npm|pnpm|yarn|yarnpkg|bun|deno|composer|composer\.phar|poetry|pdm|uv|hatch|rye|pipenv|nx|npx|bunx|pnpx)$/;

/** `npm run deploy`, `make publish`: whether a task that is named may put something where others see it. */
export function farTasks(_: unknown, __: unknown, { folded, words }: SimpleCommand): boolean {
  const rest = words.slice(1);
  if (rest.some(({ text }) => DRY[folded]?.test(text))) return false;
  if (rest.some(cannotTell)) return true;
  const fetched = FETCHES.test(folded);
  if (!rest.some(({ text, glob }) => glob || FAR.test(text) || (fetched && SENDS.test(text)))) return false;
  const named = rest.filter(({ text }, i) => !BARE.test(text) && !isPlace(folded, rest, i));
  const first = named.findIndex(({ text }) => !LEADS.test(text));
  const task = named[first];
  const single = SINGLE.test(folded) && task !== undefined && !task.text.startsWith('-');
  if (single && TAKES.test(task.text)) return false;
  if (fetched) {
    // A program that is known is judged as itself.
    if (task !== undefined && programOf(baseName(task.text)) !== undefined) return false;
    if (named.some(({ text }) => SENDS.test(text))) return true;
  }
  return named.some((word, i) => isFar(word, single && i > first));
}

/** A flag that names a package or a folder, and what it names. */
const isPlace = (program: string, words: readonly Word[], i: number): boolean =>
  [words[i], words[i - 1]].some(
    (word) => word !== undefined && (NAMES_PLACE.test(word.text) || word.text === SHORT[program]),
  );

function isFar(word: Word, behind: boolean): boolean {
  const text = exampleOf(word);
  if (FILE.test(text) || (behind && /^[\w.-]+\//.test(text))) return false;
  // Of files that are there one may be called like a task.
  if (word.glob) return !/^-\w/.test(text);
  if (!FAR.test(text)) return false;
  // `--mode=release`, `BUILD=release`.
  if (/^-|^\w+=/.test(text)) return /deploy|publish/i.test(text);
  return !NEAR.test(text);
}

/** Neither a number nor a name falls apart into words. */
const cannotTell = (word: Word): boolean =>
  !tellable(word) ||
  word.text.length > MAX_LENGTH ||
  (word.splits && (word.known || word.text.includes(SEGMENT)));
