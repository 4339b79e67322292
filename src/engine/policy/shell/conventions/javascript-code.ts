import { defineConvention } from './define.js';
import { loaded } from './loaded-code.js';
import { quoted } from '../quoted.js';

/** Deletes or reads in a home, hands its process over, or runs what nobody can read. */
const HANDS_OVER =
  /\bhomedir\s*\(|\buserInfo\s*\(|\b(?:eval|Function)\s*\(\s*(?:Buffer|atob|await|require|decodeURIComponent|fs\b)|\bprocess\.(?:binding|dlopen)\b|\.pipe\s*\(\s*\w+\.stdin\s*\)|\b(?:createConnection|connect)\s*\(\s*(?:\{[^}]*host\s*:\s*["'`](?!localhost|127\.|::1)|\d+\s*,\s*["'`](?!localhost|127\.|::1))|\bnew\s+Worker\s*\([^)]*eval\s*:\s*true|\bchild_process["'`]?\s*\)?\s*\[|\bJSON\.stringify\s*\(\s*process\.env\s*\)/;
const SHELL_CALL = /\b(?:exec|execSync|execaCommand\w*|\$)\s*(?:\(\s*)?("|'|`)((?:\\.|(?!\1)[^\\])*)\1/g;
const SETTING =
  /\b(?:command|onSuccess|startServerCommand|buildCommand|devCommand)\s*:\s*("|'|`)((?:\\.|(?!\1)[^\\\n])*)\1/g;
const LIST_CALL =
  /\b(?:spawn|spawnSync|execFile|execFileSync|execa|execaSync)\s*\(\s*("|'|`)((?:\\.|(?!\1)[^\\])*)\1\s*(?:,\s*\[([^\]]*)\])?/g;

/** The same in any module, where `pattern.exec(…)` and `db.exec(…)` are none. */
const MODULE_CALL =
  /(?:(?<![.\w$])|(?<![.\w$])(?:child_process|childProcess|cp|shell|shelljs|sh)\.)(?:(?:exec|execSync|execaCommand\w*)\s*\(\s*|\$(?=`))("|'|`)((?:\\.|(?!\1)[^\\])*)\1/g;
const SETTINGS =
  /\.(?:test|spec|cy|e2e)\.[cm]?[jt]sx?$|^\.(?:sequelize|mocha|eslint|babel|stylelint|prettier)rc$|^(?:[\w.-]+\.config|\.?\w+rc|Gruntfile|gulpfile|setupTests|jest\.setup|vitest\.setup)\.[cm]?[jt]s$/i;

/**
 * Tests and settings that a runner or a bundler loads: not what they may do, which would take reading all of it, but
 * commands that stand in them, and what none of a project needs.
 */
export const javascriptCode = defineConvention({
  programs:
    'npm npx pnpm yarn bun bunx deno node tsx ts-node jest vitest mocha ava tap c8 nyc karma playwright cypress webpack vite rollup esbuild parcel babel eslint next nuxt astro gulp grunt turbo nx make sequelize sequelize-cli knex typeorm drizzle-kit tsup stylelint prettier postcss tailwindcss expo wdio semantic-release release-it commitlint lint-staged changeset svelte-check rsbuild rspack tsdown'.split(
      ' ',
    ),
  files: SETTINGS,
  // A server that is started before the tests, and what follows a build.
  read: (text) => loaded(text, scriptsIn(text, [SHELL_CALL, SETTING]), HANDS_OVER),
});

/** Any other module may be imported, by whatever spelling. */
export const javascriptModules = defineConvention({
  programs: javascriptCode.programs,
  files: new RegExp(`^(?!.*(?:${SETTINGS.source})).*\\.[cm]?[jt]sx?$`, 'i'),
  read: (text) => loaded(text, scriptsIn(text, [MODULE_CALL])),
});

function scriptsIn(text: string, calls: readonly RegExp[]): readonly string[] {
  const lines = calls.flatMap((call) => [...text.matchAll(call)].map(([, , script]) => script as string));
  const lists = [...text.matchAll(LIST_CALL)].map(([, , program, list = '']) =>
    [
      program as string,
      ...[...list.matchAll(/(["'`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , word]) => word as string),
    ]
      .map(quoted)
      .join(' '),
  );
  // What is put into a command when it runs is a variable to whoever reads it.
  return [...lines, ...lists].map((script) =>
    script.replace(/\$\{[^}]*(\}?)/g, (all, end) => (end === '' ? all : '"$UNKNOWN"')),
  );
}
