import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('src', import.meta.url));

/** The adapters against the real packages, which `examples` has: `npm run test:adapters`. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^capfence$/, replacement: `${src}/index.ts` },
      { find: /^capfence\/(.+)$/, replacement: `${src}/adapters/$1/index.ts` },
    ],
  },
  test: {
    include: ['examples/test/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'forks',
  },
});
