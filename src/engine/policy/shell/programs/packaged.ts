import { baseName } from './index.js';

/** Programs that act on services, registries and databases, with the packages that bring them under other names. */
const ACTING: readonly string[] = [
  'amplify: @aws-amplify/cli @aws-amplify/cli-internal',
  'ampx: @aws-amplify/backend-cli',
  'apollo',
  'arc: @architect/architect',
  'aws: awscli awscliv2',
  'az: azure-cli',
  'bumpp',
  'bw: @bitwarden/cli',
  'cdk: aws-cdk',
  'cdktf: cdktf-cli',
  'chalice',
  'changeset: @changesets/cli changesets',
  'chromatic: chromatic-cli',
  'clasp: @google/clasp',
  'contentful: contentful-cli',
  'convex',
  'copilot',
  'deployctl: @deno/deployctl',
  'drizzle-kit',
  'eas: eas-cli @expo/eas-cli',
  'eb: awsebcli',
  'electron-builder',
  'fab: fabric',
  'firebase: firebase-tools',
  'flyctl: fly-cli @flydotio/flyctl',
  'func: azure-functions-core-tools',
  'gh-pages',
  'heroku: heroku-cli',
  'hf: huggingface-hub huggingface_hub',
  'hive: @graphql-hive/cli',
  'hs: @hubspot/cli',
  'infisical: @infisical/cli',
  'knex',
  'lhci: @lhci/cli',
  'mikro-orm: @mikro-orm/cli',
  'modal',
  'neonctl: neon @neondatabase/neonctl',
  'netlify: netlify-cli',
  'ngrok: @ngrok/ngrok @expo/ngrok',
  'lt: localtunnel',
  'np',
  'npm-publish: @jsdevtools/npm-publish',
  'ovsx',
  'percy: @percy/cli',
  'pio: platformio',
  'prisma: @prisma/cli',
  'pulumi: @pulumi/pulumi',
  'railway: @railway/cli',
  'release-it',
  'renovate',
  'rover: @apollo/rover',
  's3cmd',
  'sam: aws-sam-cli',
  'sanity: @sanity/cli',
  'semantic-release: python-semantic-release',
  'sentry-cli: @sentry/cli',
  'sequelize: sequelize-cli',
  'serverless: osls @serverless/cli',
  'sfdx: sfdx-cli @salesforce/cli',
  'shopify: @shopify/cli @shopify/theme @shopify/app',
  'sls',
  'snyk',
  'sst',
  'strapi: @strapi/strapi @strapi/cli',
  'supabase',
  'surge',
  'swa: @azure/static-web-apps-cli',
  'tmole: tunnelmole',
  'twine',
  'typeorm: typeorm-ts-node-commonjs typeorm-ts-node-esm',
  'vercel',
  'vsce: @vscode/vsce',
  'web-ext',
  'wrangler: @cloudflare/wrangler',
  'zappa',
];

/** Others whose packages have other names. */
const OTHERS: readonly string[] = [
  'ansible: ansible-core',
  'api-extractor: @microsoft/api-extractor',
  'asyncapi: @asyncapi/cli',
  'babel: @babel/cli',
  'cap: @capacitor/cli',
  'claude: @anthropic-ai/claude-code',
  'codex: @openai/codex',
  'commitlint: @commitlint/cli',
  'cz: commitizen',
  'dbt: dbt-core dbt-postgres dbt-duckdb',
  'del: del-cli',
  'electron-forge: @electron-forge/cli',
  'expo: @expo/cli',
  'gemini: @google/gemini-cli',
  'graphql-codegen: @graphql-codegen/cli',
  'http: httpie',
  'inv: invoke',
  'ionic: @ionic/cli',
  'mmdc: @mermaid-js/mermaid-cli',
  'nest: @nestjs/cli',
  'ng: @angular/cli',
  'openapi-generator-cli: @openapitools/openapi-generator-cli',
  'playwright: @playwright/test',
  'quasar: @quasar/cli',
  'react-native: @react-native-community/cli',
  'redocly: @redocly/cli',
  'spectral: @stoplight/spectral-cli',
  'sphinx-build: sphinx',
  'storybook: @storybook/cli',
  'stryker: @stryker-mutator/core',
  'svgr: @svgr/cli',
  'swc: @swc/cli',
  'tailwindcss: @tailwindcss/cli',
  'tauri: @tauri-apps/cli',
  'trash: trash-cli',
  'vue: @vue/cli',
];

interface Names {
  readonly byPackage: ReadonlyMap<string, string>;
  readonly acting: ReadonlySet<string>;
}

let names: Names | undefined;

function namesOf(): Names {
  if (names !== undefined) return names;
  const byPackage = new Map<string, string>();
  const acting = new Set<string>();
  for (const [lines, acts] of [
    [ACTING, true],
    [OTHERS, false],
  ] as const)
    for (const line of lines) {
      const [program = '', packages = ''] = line.split(': ');
      for (const name of packages.split(' ')) if (name !== '') byPackage.set(name, program);
      if (acts) for (const name of [program, ...packages.split(' ')]) acting.add(name);
    }
  return (names = { byPackage, acting });
}

/** `wrangler@3`, `@sentry/cli@latest`, `twine==5.0`, `httpie[tests]`: what stands behind the name of a package. */
const BEHIND_NAME = /^((?:@[\w.-]+\/)?[\w.-]*\w)(?:@|[=<>!~]=?|\[)[^]*$/;

/** The name of the program that a package brings, as runners of packages are told: with a version, or without. */
export function programOfPackage(spec: string): string {
  const name = BEHIND_NAME.exec(spec)?.[1] ?? spec;
  return namesOf().byPackage.get(name) ?? baseName(name);
}

/** Whether the word is a package under another name than its program's: it may be named to be fetched only. */
export const isPackageOnly = (spec: string): boolean => programOfPackage(spec) !== baseName(spec);

/** Whether a program of this name acts on services, registries or databases: no script of a project is called so. */
export const actsAway = (name: string): boolean => namesOf().acting.has(name);
