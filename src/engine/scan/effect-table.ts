import type { EffectKind } from '../model/tool-finding.js';
import { type External, GLOBAL, pathText } from './value.js';

/** Calls of a package that do something to the world. `path` is matched against the way from the module to the call. */
export interface EffectRule {
  readonly module: RegExp;
  readonly path: RegExp;
  readonly kind: EffectKind;
}

const rule = (module: RegExp, path: RegExp, kind: EffectKind): EffectRule => ({ module, path, kind });
const ANY_CALL = /\(\)$|new$/;

/** The first rule that fits says what a call does. Sharper rules stand before broader ones of the same package. */
export const EFFECT_RULES: readonly EffectRule[] = [
  rule(
    /^(?:node:)?child_process$/,
    /^(?:promises\.)?(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|fork)\.\(\)$/,
    'exec',
  ),
  rule(
    /^(?:execa|zx|zx\/.*|shelljs|cross-spawn|node-pty|@lydell\/node-pty|simple-git|dockerode|ssh2|node-ssh|tinyexec|nano-spawn|@actions\/exec|bun)$/,
    ANY_CALL,
    'exec',
  ),
  rule(
    /^(?:@e2b\/[\w-]+|e2b|@daytonaio\/sdk|@vercel\/sandbox|modal|@cloudflare\/sandbox)$/,
    /(?:run\w*|exec\w*|process|start|create)\.\(\)$/,
    'exec',
  ),
  rule(/^(?:node:)?vm$/, /(?:runIn\w+|compileFunction|Script\.new)/, 'eval'),
  rule(/^(?:vm2|isolated-vm|quickjs-emscripten|expression-eval|static-eval|pyodide)$/, ANY_CALL, 'eval'),
  rule(/^mathjs$/, /(?:evaluate|compile|parse)\.\(\)$/, 'eval'),
  rule(
    /^(?:node:)?fs(?:\/promises)?$|^(?:fs-extra|graceful-fs|memfs)$/,
    /^(?:promises\.|fs\.)?(?:rm|rmSync|rmdir|rmdirSync|unlink|unlinkSync|remove|removeSync|emptyDir\w*)\.\(\)$/,
    'fs.delete',
  ),
  rule(/^(?:rimraf|del|trash)$/, ANY_CALL, 'fs.delete'),
  rule(
    /^(?:node:)?fs(?:\/promises)?$|^(?:fs-extra|graceful-fs)$/,
    /^(?:promises\.|fs\.)?(?:write\w*|append\w*|mkdir\w*|mkdtemp\w*|copy\w*|cp|cpSync|rename\w*|move\w*|chmod\w*|chown\w*|symlink\w*|link\w*|truncate\w*|createWriteStream|output\w*|ensure\w*|utimes\w*)\.\(\)$/,
    'fs.write',
  ),
  rule(
    /^(?:node:)?fs(?:\/promises)?$|^(?:fs-extra|graceful-fs)$/,
    /^(?:promises\.|fs\.)?(?:open\w*)\.\(\)/,
    'fs.write',
  ),
  rule(
    /^(?:node:)?fs(?:\/promises)?$|^(?:fs-extra|graceful-fs)$/,
    /^(?:promises\.|fs\.)?(?:read\w*|stat\w*|lstat\w*|access\w*|exists\w*|createReadStream|opendir\w*|realpath\w*|glob\w*|watch\w*|pathExists)\.\(\)/,
    'fs.read',
  ),
  rule(
    /^(?:write-file-atomic|write-json-file|tar|tar-fs|unzipper|adm-zip|extract-zip)$/,
    ANY_CALL,
    'fs.write',
  ),
  rule(
    /^(?:fast-glob|globby|glob|tinyglobby|read-pkg|pdf-parse|mammoth|xlsx|@vscode\/ripgrep)$/,
    ANY_CALL,
    'fs.read',
  ),
  rule(
    /^(?:stripe|@paypal\/.*|braintree|square|@adyen\/.*|razorpay|@lemonsqueezy\/.*|@polar-sh\/sdk|plaid|coinbase.*|@coinbase\/.*|ethers|viem|web3|@solana\/.*|thirdweb|@mollie\/.*)$/,
    /\.\(\)$/,
    'payment',
  ),
  rule(
    /^(?:nodemailer|resend|@sendgrid\/.*|postmark|mailgun\.js|mailgun-js|@mailchimp\/.*|mailersend|emailjs|@emailjs\/.*|@react-email\/.*|twilio|@slack\/web-api|@slack\/bolt|@slack\/webhook|discord\.js|telegraf|node-telegram-bot-api|grammy|@aws-sdk\/client-ses\w*|loops|@knocklabs\/node|web-push)$/,
    /\.\(\)$/,
    'mail',
  ),
  rule(
    /^(?:@prisma\/client|drizzle-orm(?:\/.*)?|knex|kysely|typeorm|sequelize|sequelize-typescript|mongoose|mongodb|pg|pg-promise|postgres|mysql|mysql2(?:\/.*)?|better-sqlite3|sqlite|sqlite3|bun:sqlite|node:sqlite|@libsql\/.*|@neondatabase\/serverless|@vercel\/(?:postgres|kv)|@planetscale\/database|@supabase\/.*|redis|ioredis|@upstash\/.*|neo4j-driver|cassandra-driver|oracledb|mssql|tedious|duckdb|@duckdb\/.*|@clickhouse\/client|@elastic\/elasticsearch|@opensearch-project\/.*|firebase-admin(?:\/.*)?|firebase(?:\/.*)?|@google-cloud\/(?:firestore|bigquery|spanner|datastore)|@mikro-orm\/.*|convex(?:\/.*)?|surrealdb|objection|lowdb|nedb|level|lmdb|@pinecone-database\/pinecone|chromadb|weaviate-client|weaviate-ts-client|@qdrant\/.*|@zilliz\/.*|slonik|sql\.js|@databases\/.*|@electric-sql\/pglite|@snowflake.*|snowflake-sdk)$/,
    /\.(?:\(\)|new)\..*\(\)$|^sql\.\(\)$|(?:^|\.)\(\)\.\(\)$|\.(?:create|find\w*|update\w*|delete\w*|insert\w*|save|query|aggregate)\.\(\)$/,
    'database',
  ),
  rule(
    /^(?:@aws-sdk\/.*|aws-sdk(?:\/.*)?|@google-cloud\/.*|googleapis|@googleapis\/.*|@azure\/.*|@kubernetes\/client-node|@vercel\/blob|@vercel\/sdk|cloudflare|@octokit\/.*|octokit|@actions\/github|@linear\/sdk|@notionhq\/client|jira-client|jira\.js|@gitbeaker\/.*|@hubspot\/.*|jsforce|airtable|@pulumi\/.*|@digitalocean\/.*|minio|@fal-ai\/.*|replicate|@microsoft\/microsoft-graph-client|@shopify\/.*|asana|trello|heroku-client|@netlify\/.*|fly-admin)$/,
    /\.\(\)$/,
    'cloud',
  ),
  rule(
    /^(?:playwright|playwright-core|@playwright\/test|puppeteer|puppeteer-core|selenium-webdriver|webdriverio|@browserbasehq\/.*|chrome-remote-interface|@sparticuz\/chromium|patchright)$/,
    /\.\(\)$/,
    'browser',
  ),
  rule(
    /^(?:axios|node-fetch|undici|got|ky|superagent|request|request-promise|needle|phin|cross-fetch|isomorphic-fetch|ofetch|wretch|bent|make-fetch-happen|@octokit\/request|graphql-request|ws|socket\.io-client|net|node:net|tls|node:tls|dgram|node:dgram|dns|node:dns|dns\/promises|node:dns\/promises|ssh2-sftp-client|basic-ftp|@apollo\/client|exa-js|@tavily\/core|@mendable\/firecrawl-js|@hyperbrowser\/sdk|@agentic\/.*|serpapi|duck-duck-scrape|google-it|rss-parser|wikipedia|wikijs|yahoo-finance2|openmeteo|kafkajs|amqplib|mqtt|nats|@trpc\/client|@grpc\/grpc-js)$/,
    ANY_CALL,
    'network',
  ),
  rule(/^(?:node:)?https?$/, /^(?:request|get)\.\(\)$/, 'network'),
  rule(
    /^(?:openai|@anthropic-ai\/(?:sdk|bedrock-sdk|vertex-sdk)|@google\/(?:genai|generative-ai)|cohere-ai|@mistralai\/.*|groq-sdk|ollama|together-ai|@huggingface\/inference|@xai.*)$/,
    /(?:new|\(\))\..+\.\(\)$|^\w+\.\(\)$/,
    'network',
  ),
  rule(/^(?:ai)$/, /^(?:generate\w+|stream\w+|embed\w*)\.\(\)$/, 'network'),
  rule(
    /^(?:@langchain\/.*|langchain(?:\/.*)?)$/,
    /new\.(?:invoke|call|stream|batch|similaritySearch\w*|addDocuments|load|getRelevantDocuments|run|embed\w+)\.\(\)$/,
    'network',
  ),
  rule(
    /^(?:open|opn|node-notifier|fkill|ps-tree|tree-kill|clipboardy|robotjs|@nut-tree\/.*|@nut-tree-fork\/.*|pidusage|systeminformation)$/,
    ANY_CALL,
    'process',
  ),
  rule(/^(?:node:)?(?:worker_threads|cluster)$/, /(?:Worker\.new|fork\.\(\))$/, 'process'),
  rule(/^dotenv$/, /config\.\(\)$/, 'env'),
  rule(
    new RegExp(`^${GLOBAL}$`),
    /^(?:eval\.\(\)|Function\.(?:new|\(\))|globalThis\.eval\.\(\)|setTimeout\.text)$/,
    'eval',
  ),
  rule(
    new RegExp(`^${GLOBAL}$`),
    /^(?:globalThis\.|window\.|self\.)?(?:fetch\.\(\)|WebSocket\.new|EventSource\.new|XMLHttpRequest\.new)$/,
    'network',
  ),
  rule(
    new RegExp(`^${GLOBAL}$`),
    /^Bun\.(?:spawn|spawnSync|\$)\.\(\)$|^Deno\.(?:run\.\(\)|Command\.new)$/,
    'exec',
  ),
  rule(
    new RegExp(`^${GLOBAL}$`),
    /^(?:Bun\.write|Deno\.(?:write\w*|mkdir\w*|copyFile\w*|rename\w*))\.\(\)$/,
    'fs.write',
  ),
  rule(new RegExp(`^${GLOBAL}$`), /^(?:Bun\.file|Deno\.(?:read\w*|stat\w*|open\w*))\.\(\)$/, 'fs.read'),
  rule(new RegExp(`^${GLOBAL}$`), /^Deno\.remove\w*\.\(\)$/, 'fs.delete'),
  rule(new RegExp(`^${GLOBAL}$`), /^process\.(?:kill|exit|abort|chdir|setuid|setgid)\.\(\)$/, 'process'),
  rule(/^(?:node:)?process$/, /^(?:kill|exit|abort|chdir)\.\(\)$/, 'process'),
  rule(/^(?:node:)?os$/, /^(?:userInfo|networkInterfaces|hostname|homedir)\.\(\)$/, 'env'),
];

/** Packages and globals that only compute: calling them does nothing to the world. */
const PURE = new RegExp(
  `^(?:(?:node:)?(?:path(?:/.*)?|url|util|crypto|buffer|events|string_decoder|querystring|assert|os|timers(?:/.*)?|perf_hooks|async_hooks|stream(?:/.*)?|zlib|readline(?:/.*)?)|zod(?:/.*)?|zod-\\w[\\w-]*|valibot|yup|joi|ajv.*|@sinclair/typebox|@standard-schema/.*|arktype|lodash(?:[./-].*)?|ramda|uuid|nanoid|ulid|dayjs(?:/.*)?|date-fns(?:/.*)?|luxon|moment(?:-.*)?|chalk|picocolors|kleur|debug|pino|winston|consola|loglevel|cheerio|marked|turndown|gray-matter|yaml|js-yaml|toml|csv-parse(?:/.*)?|papaparse|semver|ms|diff|fuse\\.js|minimatch|picomatch|slugify|validator|change-case|dedent|strip-ansi|react|superjson|p-\\w+|@opentelemetry/.*|jsonwebtoken|jose|bcrypt.*|fastest-levenshtein|tiktoken|js-tiktoken|gpt-tokenizer|handlebars|mustache|ejs|html-to-text|jsdom|linkedom|xml2js|fast-xml-parser|ts-pattern|neverthrow|effect|decimal\\.js|big\\.js|bignumber\\.js|mathjs|rxjs(?:/.*)?|tslib)$`,
);

const PURE_GLOBALS =
  /^(?:console|JSON|Math|Number|String|Boolean|Object|Array|Date|RegExp|Map|Set|WeakMap|WeakSet|Promise|Symbol|BigInt|Error|TypeError|RangeError|URL|URLSearchParams|Intl|parseInt|parseFloat|isNaN|isFinite|encodeURIComponent|decodeURIComponent|encodeURI|decodeURI|structuredClone|TextEncoder|TextDecoder|AbortController|AbortSignal|Buffer|Uint8Array|ArrayBuffer|crypto|performance|atob|btoa|setTimeout|clearTimeout|setInterval|clearInterval|queueMicrotask|setImmediate|Headers|FormData|Blob|Proxy|Reflect|process\.(?:cwd|uptime|hrtime|memoryUsage|nextTick|on|emitWarning|stdout|stderr)|globalThis\.crypto|Function\.prototype)\b/;

/** What a call (its path ends in `()` or `new`) does to the world, if we know. */
export function effectOf(value: External, rules: readonly EffectRule[]): EffectKind | undefined {
  const path = pathText(value.path);
  return rules.find((one) => one.module.test(value.module) && one.path.test(path))?.kind;
}

/** Whether a call is known to do nothing to the world. */
export function isPure(value: External): boolean {
  return value.module === GLOBAL ? PURE_GLOBALS.test(pathText(value.path)) : PURE.test(value.module);
}

/** Database calls that only read. */
export const readsOnly = (value: External): boolean =>
  /(?:^|\.)(?:find\w*|select\w*|get\w*|count\w*|aggregate|groupBy|exists|scan|similaritySearch\w*|search|mget|hget\w*|keys|list\w*|describe\w*)\.\(\)/.test(
    pathText(value.path),
  );
