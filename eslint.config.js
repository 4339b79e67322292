import tseslint from 'typescript-eslint';

/** The rooms of the engine, and which rooms each may import. Everything else is refused, with the reason. */
const MAY_IMPORT = {
  model: [],
  policy: ['model'],
  decision: ['model', 'policy'],
  suite: ['model', 'policy', 'decision'],
  replay: ['model', 'policy', 'decision'],
  analysis: ['model', 'policy', 'decision'],
  audit: ['model'],
  approvals: ['model', 'audit'],
  stores: ['model', 'audit', 'approvals'],
  runtime: ['model', 'policy', 'decision', 'audit', 'approvals'],
  reports: ['model', 'audit', 'approvals'],
  scan: ['model'],
};
const ROOMS = Object.keys(MAY_IMPORT);

/** Rooms of the engine that no adapter may use: an adapter asks the runtime, and decides nothing itself. */
const CLOSED_TO_ADAPTERS = ROOMS.filter((name) => !['model', 'runtime', 'reports'].includes(name));
/** Frameworks are optional, and known to the adapters by their shapes alone. */
const FRAMEWORKS =
  '^(@langchain/|langchain|@openai/|ai$|@ai-sdk/|@modelcontextprotocol/|@mastra/|@?llamaindex|@anthropic-ai/|genkit|@genkit-ai/|@google/)';

/** Heavy or worldly packages, and the folders that are their homes. */
const HOMES = {
  chalk: ['src/cli/'],
  'cli-table3': ['src/cli/'],
  'cli-progress': ['src/cli/'],
  '@oclif/core': ['src/cli/', 'src/commands/'],
  yaml: ['src/engine/policy/'],
  zod: [
    'src/engine/policy/',
    ...['suite', 'replay', 'analysis', 'scan'].map((room) => `src/engine/${room}/schema.ts`),
  ],
  re2js: ['src/engine/policy/text/'],
  'fast-glob': ['src/cli/', 'src/engine/scan/'],
  typescript: ['src/engine/scan/'],
  'better-sqlite3': ['src/engine/stores/sqlite/'],
};

const packagesFor = (place) =>
  Object.entries(HOMES)
    .filter(([, homes]) => !homes.some((home) => place.startsWith(home)))
    .map(([name, homes]) => ({
      name,
      message: `\`${name}\` has one home: ${homes.join(', ')}.`,
      allowTypeImports: true,
    }));

/** Rooms lie side by side, so the way of an import says where it leads. */
const waysFor = (room) => {
  const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
  const closed = ROOMS.filter((name) => !allowed.includes(name));
  return [
    {
      regex: `^(\\.\\./)+(${closed.join('|')})/`,
      message: `\`${room}\` may import only ${['itself', ...MAY_IMPORT[room]].join(', ')}: data flows one way.`,
    },
    {
      regex: '^(\\.\\./)+(cli|commands|platform)/',
      message: 'the engine can be embedded: it knows no command line and no real world.',
    },
  ];
};

/** What files at a place may import. */
const importsAt = (place, files = [`${place}**/*.ts`]) => {
  const room = ROOMS.find((name) => place.startsWith(`src/engine/${name}/`));
  const options = { paths: packagesFor(place), patterns: room === undefined ? [] : waysFor(room) };
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', options] } };
};

const WORLD = 'comes in through Env, so that a test can replace it.';

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'coverage',
      'policies',
      'traces',
      '**/node_modules',
      'test/fixtures/scan',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  importsAt('src/', ['src/*.ts']),
  importsAt('src/platform/'),
  importsAt('src/cli/'),
  importsAt('src/commands/'),
  {
    files: ['src/adapters/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: packagesFor('src/adapters/'),
          patterns: [
            {
              regex: `^(\\.\\./)+engine/(${CLOSED_TO_ADAPTERS.join('|')})/`,
              message:
                'an adapter imports model, runtime and reports only: it asks, and decides nothing itself.',
            },
            {
              regex: '^(\\.\\./)+(cli|commands|platform)/',
              message: 'adapters are embedded: they know no command line.',
            },
            { regex: FRAMEWORKS, message: 'frameworks are optional: an adapter knows them by their shapes.' },
          ],
        },
      ],
    },
  },
  ...ROOMS.map((room) => importsAt(`src/engine/${room}/`)),
  ...['suite', 'replay', 'analysis', 'scan'].map((room) =>
    importsAt(`src/engine/${room}/schema.ts`, [`src/engine/${room}/schema.ts`]),
  ),
  importsAt('src/engine/policy/text/'),
  importsAt('src/engine/stores/sqlite/'),
  {
    files: ['src/engine/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: `the clock ${WORLD}` },
        { object: 'Math', property: 'random', message: `randomness ${WORLD}` },
        { object: 'process', property: 'env', message: `the environment ${WORLD}` },
        { object: 'process', property: 'cwd', message: `the working folder ${WORLD}` },
      ],
      'no-restricted-globals': ['error', { name: 'console', message: 'the engine prints nothing.' }],
    },
  },
  { files: ['scripts/**', 'bench/**', 'test/**', 'bin/**'], rules: { 'no-console': 'off' } },
);
