import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, STORES, tools, verbs } from './works.js';

/** Sites and services that are developed here, and the databases behind them. */
export const web = defineFamily('web', [
  tools(
    'webpack webpack-cli rollup vite esbuild parcel swc babel tsup rspack rsbuild rslib turbopack next nuxt nuxi astro remix gatsby svelte-kit ng expo react-scripts storybook serve http-server live-server tsdown farm rolldown wmr snowpack browserify budo modern vinxi solid-start qwik fresh react-router vike waku million lit-analyzer wtr web-test-runner web-dev-server wds browser-sync sirv lite-server json-graphql-server gatsby-cli ember preact stencil aurelia marko sapper umi dumi father ice docz start-storybook build-storybook unlighthouse pa11y pa11y-ci axe loki-visual source-map-explorer webpack-bundle-analyzer statoscope vite-bundle-visualizer bundle-phobia workbox critical purgecss uncss penthouse autoprefixer cssnano sass-lint linaria windicss unocss panda tokens-studio style-dictionary theo',
    {
      values:
        'c config o output out-dir outDir outfile outdir d dist-dir p port host mode m entry target env format',
    },
  ),
  verbs('pm2', 'start|restart|reload|stop|flush|monit|ecosystem|init|report|scale|dump', {
    runs: { special: 'anywhere' },
    posix: false,
    values: 'n name i instances l log o output e error',
    looks: 'list|ls|l|status|logs|describe|show|info|prettylist|jlist|id|ping',
    opaque: 'interpreter node-args interpreter-args cron c',
    also: ['unknown if cron,cron-restart', 'unknown spaced'],
  }),
  verbs(
    'wrangler',
    'dev|types|build|check|init|docs|generate|pages functions|d1 migrations create|complete|setup',
    {
      same: ['local', 'remote'],
      values: 'c config e env port ip local-protocol o outdir outfile command file name',
      looks:
        'whoami|d1 list|d1 info|d1 migrations list|kv namespace list|deployments list|versions list|r2 bucket list|queues list|tail',
      also: ['unknown if remote,r,x-remote,tunnel'],
      sub: {
        'd1 execute|d1 migrations apply|kv key|kv bulk|r2 object': [
          'execute',
          'write .',
          'read =file',
          'unknown unless local',
          'unknown production',
        ],
        'secret list': ['network', 'read_secret'],
        '*': ['network', 'network verb', 'unknown'],
      },
    },
  ),
  verbs(
    'netlify ntl',
    'dev|build|recipes|functions:build|functions:create|functions:serve|functions:invoke|serve',
    {
      opaque: 'c command',
      values: 'd dir p port context filter s site',
      looks: 'status|functions:list|sites:list|help|version|watch',
      also: ['unknown if live,l'],
      sub: {
        'env:get|env:list|env:clone': ['network', 'read_secret'],
        '*': ['network', 'network verb', 'unknown'],
      },
    },
  ),
  verbs('vercel vc', 'dev|build|init', {
    values: 'cwd scope t token A local-config listen l',
    looks: 'ls|list|inspect|whoami|help|logs|project ls|project list|domains ls|env ls|certs ls|teams ls',
    does: ASKS,
    also: ['unknown if token,t,prod'],
    sub: {
      'env pull': ['network', 'read_secret', 'write .', 'unknown'],
      '*': ['network', 'network verb', 'unknown'],
    },
  }),
  {
    names: 'firebase',
    values: 'only project P config import export-on-exit except ui token',
    runs: { special: 'quoted' },
    posix: false,
    sub: {
      'emulators:start|emulators:export|serve|init|setup:emulators:firestore|setup:emulators:ui|setup:emulators:database|setup:emulators:storage|setup:emulators:pubsub|experiments:list|emulators:exec|help|firestore:indexes':
        BUILDS,
      'projects:list|apps:list|hosting:sites:list|functions:list|functions:log|hosting:channel:list|login:list|use':
        LOOKS,
      'functions:config:get|functions:secrets:access|functions:config:export|login:ci|apps:sdkconfig': [
        'network',
        'read_secret',
        'unknown',
      ],
      '*': ['network', 'network verb', 'unknown'],
    },
  },
  verbs(
    'supabase',
    'start|stop|status|db reset|db diff|db lint|db start|migration new|migration list|migration up|migration squash|gen types|gen keys|functions serve|functions new|functions list|test|init|inspect|seed|services|help|db pull-local',
    {
      values: 'workdir f file schema s port debug o output lang',
      also: ['unknown if linked,db-url,project-id,project-ref,p,password,dns-resolver'],
      sub: { 'db dump': [...BUILDS, 'unknown unless local'], '*': ['network', 'network verb', 'unknown'] },
    },
  ),
  // Databases of the project: made, changed and filled here.
  verbs(
    'prisma',
    'generate|validate|format|version|init|debug|studio|migrate dev|migrate status|migrate diff|db seed|db pull|-v',
    {
      values:
        'schema name n from-url to-url from-schema-datamodel to-schema-datamodel url o output generator port shadow-database-url',
      also: ['unknown away', 'unknown production'],
      sub: {
        'migrate reset': [...BUILDS, 'unknown unless-tests'],
        'db push|migrate deploy|migrate resolve': [...BUILDS, 'unknown if accept-data-loss,force-reset'],
      },
    },
  ),
  verbs('drizzle-kit', 'generate|check|introspect|pull|studio|up|export|push|migrate', {
    values: 'config dialect schema out url name',
    also: ['unknown away', 'unknown production', 'unknown if force'],
  }),
  {
    names:
      'knex sequelize sequelize-cli typeorm mikro-orm dbmate goose diesel atlas migrate golang-migrate sqitch refinery sea-orm-cli sea alembic yoyo pgroll dbmigrate node-pg-migrate db-migrate umzug migra sqldef psqldef mysqldef sqlite3def reshape tern phinx doctrine-migrations doctrine ecto evolve rambler sql-migrate soda-migrate',
    values:
      'u url uri d database dir path source e env c config f file name n t target x schema dev-url migrations-dir migrations-table',
    opaque: 'exec',
    does: STORES,
  },
  verbs('sqlx', 'migrate|database|prepare', {
    values: 'D database-url source',
    also: ['unknown away', 'unknown production', 'unknown emptying'],
  }),
]);
