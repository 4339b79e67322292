import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, STORES, tools, verbs, WORKS } from './works.js';
import type { Does } from './define.js';

const INSTALLS: readonly Does[] = [...BUILDS, 'unknown elsewhere', 'unknown if repository,repository-url'];

/** What people run on projects in PHP, Ruby, Perl and Lua. */
export const scripting = defineFamily('scripting', [
  {
    names: 'composer composer.phar',
    runs: { special: 'runner' },
    posix: false,
    folder: 'd working-dir',
    values: 'd working-dir f format',
    also: ['privilege tasks'],
    sub: {
      'show|info|validate|licenses|outdated|why|depends|why-not|prohibits|diagnose|about|status|check-platform-reqs|audit|fund|suggests|search|list|help|browse':
        LOOKS,
      'install|i|update|u|upgrade|require|r|create-project|dump-autoload|dumpautoload|init|bump|reinstall|archive|remove|clear-cache|clearcache':
        INSTALLS,
      'global|self-update|selfupdate': [...INSTALLS, 'write'],
      config: [
        ...BUILDS,
        'persist if g,global',
        'read_secret if a,auth',
        'unknown composer',
        'unknown if l,list,e,editor',
      ],
      'run|run-script|exec|test|tests|check|lint|format|fix|analyse|analyze|phpstan|phpunit|cs|cs-fix|cs-check|stan|psalm|rector|unit|dev':
        ['execute'],
      '*': ['execute', 'unknown verbs', 'unknown origins'],
    },
  },
  {
    names: 'manage.py django-admin',
    values: 'settings pythonpath v verbosity database',
    opaque: 'c command',
    does: [...BUILDS, 'unknown django', 'unknown production'],
  },
  {
    names: 'artisan',
    values: 'env database',
    feeds: false,
    does: [...BUILDS, 'unknown artisan', 'unknown production'],
  },
  {
    names: 'console bin/console sf spark yii craft think hyperf.php',
    does: [...STORES, 'read_secret credentials', 'unknown artisan', 'unknown symfony'],
  },
  {
    names:
      'phpunit pest phpstan psalm php-cs-fixer pint phpinsights phparkitect phpmetrics pdepend phploc phpcpd composer-unused composer-require-checker ecs easy-coding-standard parallel-lint phpspec php-scoper box tlint duster blade-formatter twig-cs-fixer phpactor peck castor php-parallel-lint composer-normalize laravel-pint phpdocumentor psalter',
    values:
      'filter testsuite group exclude-group c configuration bootstrap l level log-junit cache-directory memory-limit a autoload-file error-format',
    does: BUILDS,
  },
  verbs(
    'drush',
    'cr|cc|cache:rebuild|cache:clear|cex|config:export|cim|config:import|updb|updatedb|updatedb:status|pml|pm:list|pm:install|en|status|st|core:status|ws|watchdog:show|cget|config:get|config:status|cron|core:cron|generate|gen|locale:check|locale:update|twig:compile|field:info|role:list|list|help|version|entity:updates|deploy:hook-status|migrate:status|search-api:status|queue:list|state:get',
    { values: 'r root l uri format fields', also: ['unknown away', 'unknown if ssh'] },
  ),
  verbs(
    'wp wp-cli',
    'plugin list|plugin status|plugin get|theme list|theme status|core version|core check-update|core verify-checksums|plugin verify-checksums|option get|option list|post list|post get|user list|user get|term list|menu list|cron event|cron schedule|rewrite list|site list|role list|db check|db size|db tables|i18n make-pot|i18n make-json|i18n make-mo|scaffold|cache flush|transient list|block|cli version|cli info|help|language core|language plugin|rewrite flush|core is-installed|plugin is-active',
    {
      values: 'path url user format fields',
      opaque: '@eval',
      sub: { eval: ['execute'] },
      also: ['unknown if ssh,http,exec,require,context'],
    },
  ),
  {
    names: 'rake',
    opaque: 'e execute p execute-print E execute-continue',
    values: 'f rakefile C directory r require I libdir j jobs R rakelibdir',
    does: [...BUILDS, 'unknown rails', 'unknown goals', 'read_secret credentials', 'unknown production'],
  },
  {
    names: 'rails bin/rails',
    values: 'e environment p port b binding n name m template d database',
    runs: { special: 'rails' },
    posix: false,
    does: [
      'execute',
      'network',
      'network urls',
      'write .',
      'write untested',
      'unknown rails',
      'unknown origins',
      'read_secret credentials',
      'unknown production',
      'unknown railsfed',
    ],
  },
  {
    names: 'rspec rubocop minitest cucumber parallel_rspec parallel_test turbo_tests knapsack',
    values: 'f format o out r require e example t tag c config I only except P pattern',
    does: BUILDS,
  },
  tools(
    'standardrb standard-rb erb_lint erb-lint haml-lint i18n-tasks bundle-audit bundler-audit rufo htmlbeautifier annotate annotaterb derailed rdoc-lint packwerk syntax_tree stree herb ruby-lsp-check sdoc middleman nanoc bridgetown appraisal skunk rubycritic-lite debride undercover database_consistency active_record_doctor rails-erd erd strong_migrations',
    {
      values: 'o output c config f format r require',
    },
  ),
  {
    names: 'rackup puma thin unicorn shotgun rdbg falcon',
    opaque: 'e eval c',
    values: 'p port b bind C config',
    does: BUILDS,
  },
  { names: 'sidekiq guard solid_queue good_job resque shoryuken', does: BUILDS },
  { names: 'spring', runs: { rest: 'words' }, does: [] },
  { names: 'rerun', values: 'd dir p pattern s signal n name', runs: { rest: 'words' }, does: ['execute'] },
  {
    names: 'foreman overmind hivemind honcho',
    runs: { special: 'runner' },
    posix: false,
    does: ['execute', 'write .', 'write named', 'unknown if e'],
  },
  { names: 'thor', does: [...WORKS, 'unknown goals', 'unknown elsewhere'] },
  { names: 'kamal mrsk mina', does: ASKS },
  // Perl.
  { names: 'prove', values: 'I j jobs P e exec a archive formatter', opaque: 'e exec M P', does: BUILDS },
  tools(
    'perltidy perlcritic cover podchecker pod2text pod2man pod2html pod2usage dzil minil milla perlimports yath',
    { values: 'o' },
  ),
  {
    names: 'cpanm cpan cpm',
    does: [...BUILDS, 'unknown elsewhere', 'unknown if mirror,e,uninstall,self-upgrade'],
  },
  { names: 'carton', runs: { special: 'runner' }, posix: false, does: BUILDS },
  { names: 'perldoc', does: LOOKS, opaque: 'n' },
  // Lua.
  {
    names: 'busted',
    values: 'o output p pattern r run C directory helper lua lpath cpath',
    opaque: 'e lua ignore-lua',
    does: BUILDS,
  },
  {
    names: 'luarocks',
    sub: {
      'list|show|search|doc|lint|which|path|help': LOOKS,
      'make|build|test|install|remove|init|pack|unpack|purge|new_version|write_rockspec|download': [
        ...BUILDS,
        'unknown elsewhere',
        'unknown if server,only-server,from',
      ],
      config: [...LOOKS, 'unknown sourced'],
      '*': ASKS,
    },
  },
]);
