import { defineConvention } from './define.js';
import type { Shown } from './define.js';
import { furtherOf } from './loaded-code.js';

/** Deletes or reads in a home, hands its process over, or runs what nobody can read. */
const HANDS_OVER =
  /\bhomedir\s*\(|\buserInfo\s*\(|\b(?:eval|Function)\s*\(\s*(?:Buffer|atob|await|require|decodeURIComponent|fs\b)|\bprocess\.(?:binding|dlopen)\b|\.pipe\s*\(\s*\w+\.stdin\s*\)|\b(?:createConnection|connect)\s*\(\s*(?:\{[^}]*host\s*:\s*["'`](?!localhost|127\.|::1)|\d+\s*,\s*["'`](?!localhost|127\.|::1))|\bnew\s+Worker\s*\([^)]*eval\s*:\s*true|\bchild_process["'`]?\s*\)?\s*\[|\bJSON\.stringify\s*\(\s*process\.env\s*\)/;
const SHELL_CALL = /\b(?:exec|execSync|execaCommand\w*|\$)\s*(?:\(\s*)?("|'|`)((?:\\.|(?!\1)[^\\])*)\1/g;
const SETTING =
  /\b(?:command|onSuccess|startServerCommand|buildCommand|devCommand)\s*:\s*("|'|`)((?:\\.|(?!\1)[^\\\n])*)\1/g;
const LIST_CALL =
  /\b(?:spawn|spawnSync|execFile|execFileSync|execa|execaSync)\s*\(\s*("|'|`)((?:\\.|(?!\1)[^\\])*)\1\s*(?:,\s*\[([^\]]*)\])?/g;

/**
 * Tests and settings that a runner or a bundler loads: not what they may do, which would take reading all of it, but
 * commands that stand in them, and what none of a project needs.
 */
export const javascriptCode = defineConvention({
  programs:
    'npm npx pnpm yarn bun bunx deno node tsx ts-node jest vitest mocha ava tap c8 nyc karma playwright cypress webpack vite rollup esbuild parcel babel eslint next nuxt astro gulp grunt turbo nx make sequelize sequelize-cli knex typeorm drizzle-kit tsup stylelint prettier postcss tailwindcss expo wdio semantic-release release-it commitlint lint-staged changeset svelte-check rsbuild rspack tsdown'.split(
      ' ',
    ),
  // Any of them may be imported, by whatever spelling.
  files: /\.[cm]?[jt]sx?$|^\.(?:sequelize|mocha|eslint|babel|stylelint|prettier)rc$/i,
  read: (text): Shown => {
    const lines = [...text.matchAll(SHELL_CALL)].map(([, , script]) => script as string);
    // A server that is started before the tests, and what follows a build.
    for (const [, , script] of text.matchAll(SETTING)) lines.push(script as string);
    const lists = [...text.matchAll(LIST_CALL)].map(([, , program, list = '']) =>
      [
        program as string,
        ...[...list.matchAll(/(["'`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , word]) => word as string),
      ]
        .map(quoted)
        .join(' '),
    );
    // What is put into a command when it runs is a variable to whoever reads it.
    const scripts = [...lines, ...lists].map((script) =>
      script.replace(/\$\{[^}]*(\}?)/g, (all, end) => (end === '' ? all : '"$UNKNOWN"')),
    );
    const doubt = HANDS_OVER.test(text) ? 'the code that is loaded hands its process over' : furtherOf(text);
    return { scripts, ...(doubt !== undefined && { doubt }) };
  },
});

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
