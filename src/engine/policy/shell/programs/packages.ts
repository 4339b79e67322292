import { defineFamily } from './define.js';
import type { Does } from './define.js';

const INSTALLS: readonly Does[] = [
  'network',
  'write .',
  'execute',
  // Where what is installed for all lies nobody here can say.
  'write if g,global',
  'write =t,target,d,dest,prefix,root',
];
const SYSTEM: readonly Does[] = ['network', 'privilege', 'write', 'execute'];
const NODE: Readonly<Record<string, readonly Does[]>> = {
  'run|run-script|test|t|start|stop|restart|rum|urn|tst|lint|build|dev|format|typecheck|check|coverage|e2e|bench|preview|serve|workspace|workspaces|node':
    ['execute', 'write .'],
  'exec|dlx|create|init|x|npx|innit': ['execute', 'network', 'write .'],
  'install|i|add|ci|update|up|upgrade|install-test|link|ln|rebuild|rb|dedupe|import|clean-install|install-ci-test|patch|patch-commit|fetch':
    [...INSTALLS, 'execute strange'],
  'uninstall|remove|rm|un|r|prune|unlink': ['write .', 'delete .'],
  'ls|list|ll|la|why|explain|root|bin|prefix|help|version|pack|-v|licenses|store path|fund|completion|help-search':
    [],
  'view|info|show|v|outdated|audit|search|ping|whoami|docs|repo|bugs|doctor|sbom|query|npm audit|diff': [
    'network',
  ],
  'publish|unpublish|deprecate|dist-tag|access|owner|team|org|login|logout|adduser|star|hook|profile': [
    'network',
    'privilege',
  ],
  'config|set|get|pkg|edit': ['write .'],
  'config set|config delete|set-script': ['write', 'persist'],
  token: ['read_secret'],
  'cache ls|cache list|cache verify|store status': [],
  // What is kept there is fetched again where it is missed.
  'cache clean|cache add|store prune|store add': ['network', 'execute'],
  'cache|store': ['delete'],
  'config list|config ls': [],
  'config get': ['read_secret settings'],
  deploy: ['execute', 'write .', 'write named'],
  '*': ['execute', 'unknown'],
};
/** `yarn NAME` and `pnpm NAME` run a script of the project. */
const SCRIPTS = { ...NODE, '*': ['execute', 'write .'] } satisfies Readonly<Record<string, readonly Does[]>>;
const PYTHON: Readonly<Record<string, readonly Does[]>> = {
  'list|show|freeze|check|help|inspect|debug|hash|config list|config get|version|env list|env show|env info|info|tree|graph|--version|cache list|cache info|cache dir|python list|python find|python dir|tool list|tool dir|environment|projects|verify|deactivate':
    [],
  'cache purge|cache clean|cache remove|cache prune|cache clear': ['network', 'execute'],
  activate: ['execute'],
  export: ['network', 'write =o,output,output-file,f,file', 'write .'],
  config: ['write .', 'unknown setting'],
  'fix|format|fmt|lint|outdated': ['execute', 'write .', 'network'],
  'python pin|pin|use|local|init-venv': ['write .'],
  'search|index|outdated': ['network'],
  'install|download|wheel|add|sync|lock|update|upgrade|self|tool|venv|init|build|env|create|compile|python|python install|pip|cache':
    INSTALLS,
  // From the environment at hand; what is removed there is installed again.
  'uninstall|remove|rm': ['execute', 'write .'],
  'run|shell|exec|test|x|runpip': ['execute'],
  publish: ['network', 'privilege'],
  '*': ['unknown'],
};
const ENVIRONMENTS = {
  runs: { special: 'runner' },
  posix: false,
  folder: 'C directory project',
  values: 'C directory project p python with from extra index-url n name',
} as const;
const OS: Readonly<Record<string, readonly Does[]>> = {
  'list|show|search|info|policy|depends|rdepends|leaves|deps|home|cat|doctor|config|--version|outdated|desc|provides|repolist|history|uses|why|-l|-s|-S|-L|-Q|-Qi|-Ss|-q|-qa':
    ['network'],
  'install|add|update|upgrade|dist-upgrade|full-upgrade|reinstall|source|build-dep|tap|cask|bundle|link|unlink|pin|-i|-U|-Sy|-Syu|localinstall|groupinstall|in|services|fetch|create|edit':
    SYSTEM,
  'remove|purge|uninstall|autoremove|clean|autoclean|del|erase|rm|cleanup|untap|-r|-P|-R|-Rns|autopurge': [
    'delete',
    'privilege',
  ],
  '*': ['unknown', 'privilege'],
};

/** Package managers and the commands that they run. */
export const packages = defineFamily('packages', [
  {
    names: 'npm',
    runs: { special: 'runner' },
    posix: false,
    folder: 'C prefix',
    values: 'prefix w workspace registry tag userconfig loglevel otp C',
    alone: 's d dd ddd g ws workspaces include-workspace-root foreground-scripts legacy-peer-deps',
    opaque: 'c call script-shell',
    also: ['network =registry', 'network urls', 'unknown registries', 'privilege tasks'],
    sub: { ...NODE, set: ['write', 'persist'] },
  },
  {
    names: 'pnpm',
    runs: { special: 'runner' },
    posix: false,
    folder: 'C dir',
    values: 'C dir filter F reporter',
    opaque: 'c shell-mode script-shell',
    also: ['network =registry', 'network urls', 'unknown registries', 'privilege tasks'],
    sub: SCRIPTS,
  },
  {
    names: 'yarn yarnpkg',
    runs: { special: 'runner' },
    posix: false,
    folder: 'cwd',
    values: 'cwd registry',
    also: [
      'network =registry',
      'network urls',
      'unknown registries',
      'privilege tasks',
      'read_secret if no-redacted',
    ],
    sub: { ...SCRIPTS, env: ['read_secret'] },
    does: INSTALLS,
  },
  {
    names: 'npx bunx pnpx',
    values:
      'p package c call registry cache userconfig globalconfig w workspace prefix loglevel script-shell node-options n shell',
    // A flag that is not known may take the program for its value.
    switches:
      'y yes no no-yes q quiet silent s d dd ddd verbose no-install prefer-offline offline prefer-online ignore-existing ignore-scripts legacy-peer-deps force f foreground-scripts workspaces include-workspace-root bun b version v help h no-save always-spawn',
    opaque: 'c call script-shell node-options userconfig globalconfig shell n',
    runs: { special: 'launcher' },
    // What follows the program is its own: `npx jest -c jest.config.js`.
    posix: true,
    does: ['execute', 'network', 'unknown emptied', 'unknown registries', 'privilege tasks'],
  },
  {
    names: 'bun',
    runs: { special: 'runner' },
    posix: false,
    folder: 'cwd',
    values: 'cwd filter registry',
    also: ['unknown registries', 'privilege tasks'],
    opaque: 'e eval p print',
    sub: SCRIPTS,
  },
  {
    names: 'corepack volta nvm fnm n',
    runs: { special: 'runner' },
    posix: false,
    does: ['network', 'write .', 'execute', 'unknown sourced'],
  },
  {
    names: 'asdf mise rtx proto vfox',
    runs: { special: 'runner' },
    posix: false,
    values: 'C cd E env j jobs',
    also: ['privilege tasks'],
    sub: {
      'list|ls|current|where|which|latest|info|version|doctor|plugins|plugin list|plugin-list|list-all|ls-remote|outdated|tasks|env-vars|settings|bin-paths|status|help':
        ['network'],
      'install|local|use|reshim|run|exec|x|upgrade|shell|set|pin|task|fmt|prune|cache|sync|r|i|u|test|build|lint|format':
        ['network', 'execute', 'write .'],
      'uninstall|remove': ['execute'],
      'trust|plugin add|plugin-add|plugin|plugin update|activate|self-update|env|hook-env|registry|generate':
        ['execute', 'unknown'],
      '*': ['unknown'],
    },
  },
  {
    names: 'direnv',
    runs: { special: 'runner' },
    posix: false,
    sub: { 'status|version|stdlib|help': [], 'exec|reload': ['execute'], '*': ['execute', 'unknown'] },
  },
  {
    names: 'nx turbo lerna rush moon',
    runs: { special: 'runner' },
    posix: false,
    does: ['execute', 'write .', 'unknown registries', 'privilege tasks'],
  },
  {
    names: 'pip',
    values: 'r requirement c constraint t target i index-url extra-index-url e editable prefix root d dest',
    also: ['network =i,index-url,extra-index-url', 'network urls', 'unknown =find-links', 'execute strange'],
    sub: PYTHON,
  },
  {
    names: 'pipx poetry uv rye pipenv conda mamba micromamba',
    ...ENVIRONMENTS,
    also: ['unknown origins'],
    sub: PYTHON,
  },
  {
    names: 'pdm hatch',
    ...ENVIRONMENTS,
    also: ['unknown origins', 'privilege tasks'],
    sub: PYTHON,
  },
  {
    names: 'uvx',
    runs: { special: 'launcher' },
    posix: false,
    does: ['execute', 'network', 'unknown origins', 'privilege tasks'],
  },
  // Looks at what was built; what is published is waited for by a person.
  { names: 'twine', sub: { check: ['read operands'], '*': ['network', 'unknown'] } },
  { names: 'virtualenv', does: ['write operands', 'network'] },
  {
    names: 'pyenv rbenv nodenv jenv goenv sdk sdkman',
    runs: { special: 'runner' },
    posix: false,
    sub: {
      'show|versions|version|which|list|current|doc|check|root|prefix|commands|help|shims|whence|home': [],
      // What they install stands beside what they have installed, and is used where the project asks for it.
      'install|local|rehash|exec|virtualenv|shell|use|i|latest|update|env': ['network', 'execute', 'write .'],
      '*': ['network', 'write', 'execute'],
    },
  },
  {
    names: 'rustup',
    runs: { special: 'runner' },
    posix: false,
    values: 'toolchain target c component profile',
    sub: {
      'show|which|check|doc|help|toolchain list|target list|component list|override list|man': [],
      'update|upgrade|install|component|target|toolchain install|toolchain add|override|default|run|component add|target add|toolchain':
        ['network', 'execute', 'write .'],
      'toolchain link': ['execute', 'unknown'],
      '*': ['network', 'write', 'execute'],
    },
  },
  {
    names: 'gem bundle bundler',
    runs: { special: 'runner' },
    posix: false,
    sub: {
      config: ['execute', 'write .', 'write named', 'persist if global', 'unknown sourced'],
      'list|show|info|check|outdated|search|env|which|contents|platform': [],
      'install|update|add|fetch|init|lock|pristine': [...INSTALLS, 'unknown sourced'],
      'exec|console|open|build|gem|cache|package|binstubs|doctor|lock|viz|help|version|audit|plugin list|fund|why|licenses':
        ['execute', 'write .'],
      'uninstall|remove|clean|cleanup': ['delete'],
      'push|yank|signin|owner': ['network', 'privilege'],
      '*': ['unknown'],
    },
    does: INSTALLS,
  },
  {
    names:
      'apt apt-get aptitude dnf yum microdnf zypper apk pkg pacman yay paru port snap flatpak choco scoop winget nix-env xbps-install emerge',
    values: 'o c t',
    opaque: 'o option',
    sub: OS,
  },
  {
    names: 'brew',
    values: 'o c t',
    opaque: 'o option',
    // `brew --prefix FORMULA` shows where one lies.
    sub: { ...OS, '*': ['unknown unless prefix,cellar', 'privilege unless prefix,cellar'] },
  },
  // Files of somebody's repository.
  {
    names: 'giget gitpick',
    does: ['network', 'write .', 'write operands', 'unknown if f,force'],
  },
  { names: 'apt-cache dpkg-query rpmquery apt-mark apt-config', does: [] },
  { names: 'apt-key add-apt-repository rpm-import', does: ['privilege', 'network', 'persist'] },
  {
    names: 'dpkg rpm',
    does: [
      'privilege unless l,L,S,s,p,q,V,list,listfiles,search,status,print-avail,query,verify,I,info,c,contents,print-architecture,compare-versions,get-selections',
      'delete if r,P,e,remove,purge,erase,i,U,F,install,upgrade,freshen,unpack,configure,rebuilddb,initdb,import,set-selections,add-architecture,clear-selections,force-all',
    ],
  },
  {
    names: 'installer',
    does: ['privilege', 'write', 'execute'],
  },
  {
    names: 'carthage symfony quicklisp raco-pkg nimble-pkg r-lib spago-pkg purs-tidy',
    does: ['execute', 'network', 'write .', 'write named', 'network urls'],
  },
]);
