import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, verbs, WORKS } from './works.js';

/** Clients of services that are not of the great clouds: what they build and show, and what they change there. */
export const services = defineFamily('services', [
  verbs(
    'shopify',
    'theme check|theme dev|theme init|app build|app function build|app generate|app init|hydrogen build|hydrogen dev|hydrogen codegen|hydrogen init|help|version',
    {
      values: 'path s store e environment o output config c',
      looks: 'theme list|theme info|app info',
    },
  ),
  verbs('contentful', '', {
    looks: 'space list|space environment list|content-type list|content-type get|help',
  }),
  verbs('clasp', 'status|open', { looks: 'list|versions|deployments|logs|help' }),
  verbs('vsce', 'package|ls|version', {
    values: 'o out t target readme-path changelog-path ignoreFile',
    looks: 'search|show',
    also: ['unknown if p,pat'],
  }),
  verbs('ovsx', '', { looks: 'version|help' }),
  verbs('convex', 'dev|codegen|docs|typecheck', {
    values: 'admin-key url env-file run until-success',
    opaque: 'run-sh',
    also: ['unknown if prod,admin-key,url,preview-name,deployment-name,run'],
  }),
  verbs(
    'strapi',
    'develop|dev|build|generate|ts:generate-types|version|report|routes:list|routes|policies:list|controllers:list|services:list|middlewares:list|hooks:list|content-types:list|components:list|components|watch-admin|plugin:build|plugin:verify',
    {
      values: 'o out-dir',
    },
  ),
  verbs(
    'sanity',
    'dev|build|start|check|schema extract|typegen generate|schema validate|codemod|preview|init',
    {
      looks: 'version|versions|documents query|dataset list|projects list|debug|hook list',
    },
  ),
  verbs('hs swa func arc', 'init|start|build|new|help|version|sandbox|lint|theme preview|local', {
    values: 'p port o output-location api-location',
    also: ['unknown if d,deployment-token'],
  }),
  verbs('sfdx', '', { looks: 'version|help' }),
  verbs('turso', 'dev', { looks: 'db list|db show|group list|help|version' }),
  // What they are for is to send what is built.
  {
    names: 'chromatic percy gh-pages npm-publish deployctl b2 s3cmd zappa chalice fab renovate',
    does: ASKS,
  },
  verbs('web-ext', 'build|lint|run|docs|dump-config', {
    values: 's source-dir a artifacts-dir i ignore-files o f firefox target p firefox-profile',
    opaque: 'f firefox chromium-binary',
  }),
  verbs('lhci', 'collect|assert|healthcheck|open', {
    values: 'config url numberOfRuns staticDistDir',
    opaque: 'startServerCommand start-server-command',
    also: ['unknown away'],
  }),
  verbs('snyk', 'test|code test|iac test|container test|version|help', {
    values: 'file severity-threshold json-file-output sarif-file-output org',
  }),
  verbs('hive', 'schema:check|introspect', { looks: 'operations:check' }),
  verbs('modal', '', { looks: 'app list|profile current|environment list' }),
  { names: 'bumpp', does: [...WORKS, 'unknown unless no-push'] },
  // Tasks in a file of the project.
  {
    names: 'inv',
    values: 'c collection r search-root f config',
    does: [...BUILDS, 'execute =r,search-root', 'privilege tasks'],
  },
  {
    names: 'jscodeshift codeshift',
    values: 't transform p parser c cpus extensions ignore-pattern ignore-config parser-config verbose v',
    does: [...BUILDS, 'execute =t,transform', 'unknown origins'],
  },
  { names: 'duf dysk', does: [] },
  {
    names: 'ncdu gdu',
    values: 'o f output-file input-file',
    does: ['write =o,output-file', 'read operands'],
  },
  // They fetch what they are told, into the folder at hand.
  {
    names: 'yt-dlp youtube-dl gdown',
    values: 'o output f format P paths a batch-file config-location downloader postprocessor-args O',
    opaque:
      'exec exec-before-download downloader external-downloader config-location config-locations plugin-dirs netrc-cmd',
    does: [...LOOKS, 'write .', 'write =o,output,P,paths', 'read_secret if cookies-from-browser,netrc,n'],
  },
]);
