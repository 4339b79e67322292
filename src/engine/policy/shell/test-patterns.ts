import type { SimpleCommand, Word } from './script.js';

/** Flags of test runners that tell which tests to run, by patterns for names: no value of theirs is a path. */
const PATTERNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'phpunit pest paratest artisan composer codecept phpspec':
      '--filter --exclude-filter --group --exclude-group --testsuite',
    'pytest py.test': '-k -m',
    'jest vitest': '-t --testNamePattern --test-name-pattern',
    playwright: '-g --grep --grep-invert',
    mocha: '-g --grep -f --fgrep',
    ava: '-m --match',
    'rspec bundle': '-e --example -E --example-matches',
    behave: '-n --name',
    behat: '--name',
    bun: '-t --test-name-pattern',
    node: '--test-name-pattern --test-skip-pattern',
    'mvn mvnw': '-Dtest -Dit.test',
    'gradle gradlew': '--tests',
    dotnet: '--filter',
    ctest: '-R -E --tests-regex --exclude-regex',
    go: '-run -skip -bench',
    gotestsum: '-run -skip',
    ginkgo: '--focus --skip -focus -skip',
    swift: '--filter --skip',
    bats: '-f --filter',
    robot: '-t --test',
    mix: '--only --exclude --include',
    testcafe: '-t -T --test --test-grep',
  }).flatMap(([names, flags]) => names.split(' ').map((name) => [name, flags.split(' ')] as const)),
);

/** The words behind a program, but for patterns of names of tests. */
export function butPatterns({ folded, words }: SimpleCommand): readonly Word[] {
  const flags = PATTERNS.get(folded);
  if (flags === undefined) return words.slice(1);
  return words.slice(1).filter((word, i) => {
    const before = words[i] as Word;
    if (word.splits) return true;
    const apart = before.known && flags.includes(before.text) && i > 0;
    return !apart && !flags.some((flag) => word.text.startsWith(`${flag}=`));
  });
}
