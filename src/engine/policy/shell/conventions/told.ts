import { baseName, programOf } from '../programs/index.js';
import { defineConvention } from './define.js';
import type { Convention, Shown } from './define.js';
import { quoted } from '../quoted.js';

/* Settings of tools that start what they are told: tasks, hooks, plugins. Whatever the form of the file, a command in it
   is a line, a text in quotes, or a list of texts. */

const LIST =
  /\[\s*((?:"(?:[^"\\]|\\.){0,4000}"|'[^']{0,4000}')(?:\s*,\s*(?:"(?:[^"\\]|\\.){0,4000}"|'[^']{0,4000}'))*)\s*,?\s*\]/g;
const TEXT = /"((?:[^"\\\n]|\\.){1,4000})"|'([^'\n]{1,4000})'/g;
const KEY = /^(?:[\s[{(|>]*(?:-\s+)?(?:["']?[\w.$:@/-]+["']?\s*(?::(?=\s)|[=+]=?)\s*)?)?/;
const DIRECTIVE =
  /^(?:RUN|CMD|ENTRYPOINT|sh|command|run|exec|system|local|shell|script|cmd)\b[ \t(]+(?=\w+ )/;
const MARK = /^[!@%$&-]+\s*/;

/** Places from which no tool of a project loads anything, and which none of them serves or fills. */
const ELSEWHERE =
  /(?:^|[\s"'=:,([{@])(?:\/(?:tmp|var\/tmp|dev\/shm|root|home|Users)(?=[/\s"',\]}:;)]|$)|\/etc\/(?!ssl|nginx|letsencrypt|pki|localtime|timezone|mime|caddy|redis|hosts)|~\/|\$\{?HOME\b|file:\/\/)|(?:\.\.\/){2}/;

const unescaped = (text: string): string =>
  text
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\(["'`\\/])/g, '$1');

/** Whether a text begins as a command does that is known, and says more than its name. */
function isCommand(text: string): boolean {
  const [, first = ''] = /^(?:[A-Za-z_]\w*=\S*\s+)*([\w./~$-]+)\s+\S/.exec(text) ?? [];
  return first !== '' && (programOf(baseName(first)) !== undefined || /^[~/]|^\.{1,2}\//.test(first));
}

/** The commands that stand in settings, as far as they look like some. */
export function commandsIn(text: string): readonly string[] {
  const found = new Set<string>();
  const take = (piece: string): void => {
    let line = piece.trim();
    for (let i = 0; i < 4; i++) {
      const rest = line
        .replace(i === 0 ? MARK : KEY, '')
        .replace(MARK, '')
        .trim();
      if (isCommand(line)) break;
      if (rest === line) break;
      line = rest;
    }
    for (const one of [line, line.replace(DIRECTIVE, '')]) if (isCommand(one)) found.add(trimmed(one));
  };
  for (const [, list = ''] of text.matchAll(LIST)) {
    const words = [...list.matchAll(TEXT)].map(([, double, single]) => unescaped(double ?? single ?? ''));
    if (words.length > 1) found.add(words.map(quoted).join(' '));
  }
  for (const [, double, single] of text.matchAll(TEXT))
    for (const line of unescaped(double ?? single ?? '').split('\n')) take(line);
  for (const line of text.split('\n')) if (line.length < 4000) take(line);
  for (const [, line = ''] of text.matchAll(/\bsystem\(([^()\n]{1,4000})\)/g)) take(line);
  return [...found].filter((line) => isCommand(line) || line.startsWith("'"));
}

/** Without the brackets and quotes of what it stood in. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && /[\s,\]})]/.test(line[end - 1] as string)) end--;
  const cut = line.slice(0, end);
  const odd = (mark: string): boolean => cut.endsWith(mark) && cut.split(mark).length % 2 === 0;
  return odd('"') || odd("'") ? cut.slice(0, -1) : cut;
}

const read = (text: string): Shown => ({
  // What a tool puts in may be any word.
  scripts: commandsIn(text).map((line) => line.replace(/\$?\{\{[^{}]*\}\}|\{\w*\}/g, 'x')),
  ...(ELSEWHERE.test(text) && { doubt: 'it is told of files that lie elsewhere' }),
});

const told = (programs: string, files: RegExp): Convention =>
  defineConvention({
    programs: programs.split(' '),
    files,
    flags: ['c', 'config', 'f', 'file', 'rcfile'],
    read,
  });

export const TOLD: readonly Convention[] = [
  told(
    'git pre-commit prek npx lint-staged simple-git-hooks lefthook husky',
    /^\.?(?:pre-commit-config\.ya?ml|pre-commit-hooks\.ya?ml|huskyrc.*|lintstagedrc.*|lint-staged\.config\..*|simple-git-hooks.*|lefthook(?:-local)?\.(?:ya?ml|toml|json)|commitlintrc.*)$/,
  ),
  told(
    'nodemon mocha pm2 nx turbo graphql-codegen deno bun serverless sls lerna jest vitest npx npm pnpm yarn concurrently wireit rush moon',
    /^(?:nodemon\.json|\.mocharc\..*|ecosystem\.config\..*|project\.json|nx\.json|workspace\.json|turbo\.jsonc?|codegen\.ya?ml|\.graphqlrc.*|graphql\.config\..*|deno\.jsonc?|bunfig\.toml|serverless\.ya?ml|lerna\.json|rush\.json|command-line\.json|moon\.ya?ml|tasks\.ya?ml|\.c8rc.*|\.nycrc.*|\.swcrc|\.babelrc(?:\.json)?)$/,
  ),
  told(
    'task poe pdm hatch pipenv uv poetry rye pixi pylint mypy flake8 coverage pytest tox py.test python python3 invoke nox cz semantic-release bumpversion bump-my-version',
    /^(?:pyproject\.toml|Pipfile|tox\.ini|setup\.cfg|\.?pylintrc(?:\.toml)?|\.?mypy\.ini|\.flake8|\.coveragerc|pytest\.(?:ini|toml)|pixi\.toml|hatch\.toml|uv\.toml|pdm\.toml|\.bumpversion\.(?:cfg|toml))$/,
  ),
  told('wrangler', /^wrangler\.(?:toml|jsonc?)$/),
  told('netlify ntl', /^netlify\.toml$/),
  told('vercel vc', /^(?:vercel|now)\.json$/),
  told('tauri cargo cargo-tauri', /^tauri(?:\.\w+)?\.conf\.json5?$/),
  told('ng nx', /^angular\.json$/),
  told('changeset changesets', /^config\.json$/),
  told('dvc', /^dvc\.ya?ml$|\.dvc$/),
  told('snakemake', /^Snakefile$|\.smk$/),
  told('nextflow', /\.nf$|^nextflow\.config$/),
  told('mkdocs properdocs', /^mkdocs\.ya?ml$/),
  told('jupyter papermill jupytext jupyter-nbconvert nbconvert ipython', /\.ipynb$/),
  told('quarto Rscript R julia', /\.(?:qmd|[Rr]md|jmd|Rnw)$|^_(?:quarto|bookdown|output)\.ya?ml$/),
  told('latexmk pdflatex xelatex lualatex', /^\.?latexmkrc$/),
  told(
    'air golangci-lint goreleaser sqlc buf mockery ko',
    /^\.?(?:air\.(?:toml|conf)|golangci\..*|goreleaser\.ya?ml|sqlc\.(?:ya?ml|json)|buf(?:\.gen|\.work)?\.ya?ml|mockery\.ya?ml|ko\.ya?ml)$/,
  ),
  told(
    'cargo bacon cargo-make makers cargo-run-script dist',
    /^(?:Makefile|bacon|Cargo|dist|release|Cross|Trunk)\.toml$/,
  ),
  told('trunk cross', /^(?:Trunk|Cross)\.toml$/),
  told('zig', /^build\.zig(?:\.zon)?$/),
  told('shards crystal', /^shard\.ya?ml$/),
  told('dub', /^dub\.(?:json|sdl)$/),
  told('mill', /^build\.(?:sc|mill)$|\.mill$/),
  told('qmake', /\.pr[iof]$/),
  told('xmake premake5 premake', /\.lua$/),
  told('nimble nim', /\.nims?(?:ble)?$/),
  told('dune', /^dune(?:-project)?$/),
  told('rebar3 rebar', /^rebar\.config(?:\.script)?$/),
  told('tilt', /^Tiltfile$/),
  told('earthly', /^Earthfile$/),
  told('helmfile', /^helmfile.*\.ya?ml(?:\.gotmpl)?$/),
  told('skaffold', /^skaffold\.ya?ml$/),
  told('devcontainer', /^\.?devcontainer\.json$/),
  told(
    'nix nix-shell nix-build nix-instantiate nix-env devenv devbox flox',
    /\.nix$|^devbox\.json$|^devenv\.ya?ml$/,
  ),
  told('gitlab-ci-local gitlab-runner act nektos-act', /\.ya?ml$/),
  told('vagrant', /^Vagrantfile$/),
  told('caddy', /^Caddyfile$|^caddy\.json$/),
  told(
    'redis-server valkey-server nginx supervisord haproxy mongod postgres mysqld httpd apachectl uwsgi vector telegraf fluent-bit prometheus',
    /\.(?:conf|cnf|ini|ya?ml|toml|cfg)$/,
  ),
  told('asdf mise rtx', /^\.tool-versions$|^\.?mise(?:\..*)?\.toml$|^config\.toml$/),
  told('process-compose mprocs overmind', /^(?:process-compose|mprocs)\.ya?ml$/),
  told(
    'composer phpunit pest phpstan psalm',
    /^(?:composer\.json|phpunit(?:\.dist)?\.xml(?:\.dist)?|phpstan(?:\.dist)?\.neon(?:\.dist)?|psalm\.xml)$/,
  ),
  told('rspec cucumber rubocop', /^\.rspec$|^cucumber\.ya?ml$|^\.rubocop\.ya?ml$/),
  told('carton cpanm cpm perl', /^cpanfile$/),
  told(
    'ansible ansible-playbook ansible-lint ansible-inventory',
    /^(?:\.?ansible\.cfg|.*inventory.*|hosts(?:\.ini|\.ya?ml)?)$/,
  ),
  told(
    'sbt mvn gradle gradlew mvnw',
    /^(?:\.(?:sbt|jvm)opts|(?:jvm|maven)\.config|extensions\.xml|(?:gradle|maven|gradle-wrapper|maven-wrapper)\.properties|init\.gradle(?:\.kts)?)$/,
  ),
];
