import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';

/** The rooms of the engine, and which rooms each may import. Everything else is refused, with the reason. */
const MAY_IMPORT = {
  model: [],
  policy: ['model'],
  decision: ['model', 'policy'],
  suite: ['model', 'policy', 'decision'],
  replay: ['model', 'policy', 'decision'],
  reports: ['model'],
};

const zones = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  target: `./src/engine/${room}`,
  from: './src/engine',
  except: [room, ...allowed].map((name) => `./${name}`),
  message: `\`${room}\` may import only ${['itself', ...allowed].join(', ')}: data flows one way.`,
}));

const OUTER = ['./src/cli', './src/commands', './src/platform'].map((from) => ({
  target: './src/engine',
  from,
  message: 'the engine can be embedded: it knows no command line and no real world.',
}));

/** Heavy or worldly packages, and the folders that are their homes. */
const HOMES = {
  chalk: ['src/cli/**'],
  'cli-table3': ['src/cli/**', 'bench/**'],
  'cli-progress': ['src/cli/**'],
  '@oclif/core': ['src/cli/**', 'src/commands/**', 'bin/**'],
  yaml: ['src/engine/policy/**'],
  zod: ['src/engine/policy/**', 'src/engine/*/schema.ts'],
  re2js: ['src/engine/policy/text/**'],
  'fast-glob': ['src/cli/**'],
};

const restrictedImports = (room) =>
  Object.entries(HOMES)
    .filter(([, files]) => !files.some((glob) => room.startsWith(glob.replace('/**', ''))))
    .map(([name]) => ({
      name,
      message: `\`${name}\` has one home: ${HOMES[name].join(', ')}.`,
      allowTypeImports: true,
    }));

const importsOf = (files, room) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: restrictedImports(room) }] },
});

const WORLD = 'comes in through Env, so that a test can replace it.';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', 'policies', 'traces'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: import.meta.dirname },
    },
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
  {
    files: ['src/**/*.ts'],
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: [...zones, ...OUTER] },
      ],
      'import-x/no-cycle': 'error',
    },
  },
  importsOf(['src/*.ts', 'src/platform/**/*.ts'], 'src/index.ts'),
  importsOf(['src/cli/**/*.ts'], 'src/cli/'),
  importsOf(['src/commands/**/*.ts'], 'src/commands/'),
  importsOf(['src/engine/policy/**/*.ts'], 'src/engine/policy/text/'),
  importsOf(['src/engine/{model,decision,reports}/**/*.ts'], 'src/engine/model/'),
  importsOf(['src/engine/{replay,suite}/**/*.ts'], 'src/engine/replay/'),
  importsOf(['src/engine/*/schema.ts'], 'src/engine/policy/'),
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
