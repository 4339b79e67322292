import type { CorpusName, Entry } from './corpus.js';

/** One way in which a tool may ask for what an entry says. */
export interface Ask {
  readonly capability: string;
  readonly payload: object;
  readonly cwd?: string;
}

/** A pack, asked about one corpus. */
export interface Subject {
  readonly pack: string;
  readonly corpus: CorpusName;
  /** What the pack is for; entries that belong to no tool of it are left out. All unless given. */
  readonly covers?: (entry: Entry) => boolean;
  /**
   * All tools that would run the entry. An attacker picks the one that suits, so that an attack is blocked if all are; what is
   * harmless passes if the tool that is made for it lets it through.
   */
  readonly asks: (entry: Entry) => readonly Ask[];
  /** Where not `development`, which is what events say by default and where packs are at their laxest. */
  readonly environment?: string;
  /** The pack as its comments say that it is set up for an entry. */
  readonly adapt?: (policy: string, entry: Entry) => string;
}

const PROJECT = '/work/project';
const REPO = '/work/repo';

const one = (capability: string, payload: object, cwd?: string): Ask[] => [
  { capability, payload, ...(cwd === undefined ? {} : { cwd }) },
];

/** Statements that only read, by their first word. */
const reads = (text: string): boolean =>
  /^(?:\s|--.*\n|\/\*[^!]*?\*\/|#.*\n)*(?:select|with|values|table|show|explain)\b/i.test(text);
const startsWith =
  (...programs: string[]) =>
  ({ text }: Entry): boolean =>
    programs.some((program) => text === program || text.startsWith(`${program} `));

const MCP_TOOL: Readonly<Record<string, string>> = {
  postgres: 'mcp.postgres.query',
  mysql: 'mcp.mysql.query',
  sqlite: 'mcp.sqlite.read_query',
};

export const SUBJECTS: readonly Subject[] = [
  {
    pack: 'shell',
    corpus: 'shell',
    asks: ({ text }) => one('shell.exec.workspace', { command: text }, PROJECT),
  },
  {
    pack: 'coding-agent',
    corpus: 'shell',
    asks: ({ text }) => one('shell.exec.workspace', { command: text }, PROJECT),
  },
  {
    pack: 'coding-agent',
    corpus: 'path',
    asks: ({ text }) => [
      ...one('filesystem.read.workspace', { file_path: text }, REPO),
      ...one('filesystem.write.workspace', { file_path: text, content: 'x' }, REPO),
    ],
  },
  {
    pack: 'coding-agent',
    corpus: 'url',
    asks: ({ text }) => one('http.fetch.page', { url: text, prompt: 'What does it say?' }, REPO),
  },
  {
    pack: 'git',
    corpus: 'shell',
    // What feeds another program than a reader is a shell's business.
    covers: (entry) => startsWith('git')(entry) && !/\| (?:xargs )?npx /.test(entry.text),
    asks: ({ text }) => one('git.exec.workspace', { command: text }, PROJECT),
  },
  {
    pack: 'filesystem',
    corpus: 'path',
    asks: ({ text }) => [
      ...one('filesystem.read.workspace', { path: text }, REPO),
      ...one('filesystem.write.workspace', { path: text, content: 'x' }, REPO),
    ],
  },
  {
    pack: 'database',
    corpus: 'sql',
    asks: ({ text }) =>
      ['query', 'write', 'admin', 'execute'].flatMap((verb) => one(`database.${verb}.app`, { query: text })),
    adapt: (policy, { dialect = 'postgres' }) => policy.replace('&dialect postgres', `&dialect ${dialect}`),
  },
  {
    pack: 'http',
    corpus: 'url',
    asks: ({ text }) =>
      ['get', 'fetch'].flatMap((verb) => one(`http.${verb}.page`, { url: text, method: 'GET' })),
  },
  {
    pack: 'payments',
    corpus: 'payment',
    asks: ({ with: payload = {}, verb = 'refund' }) => one(`payments.${verb}.support`, payload),
  },
  {
    pack: 'kubernetes',
    corpus: 'kubernetes',
    asks: ({ with: payload = {}, verb = 'get', scope = 'default' }) =>
      one(`kubernetes.${verb}.${scope}`, payload),
  },
  {
    pack: 'mcp',
    corpus: 'sql',
    covers: ({ attack, text, dialect = 'postgres' }) => dialect in MCP_TOOL && (attack || reads(text)),
    asks: ({ text, dialect = 'postgres' }) => one(MCP_TOOL[dialect] as string, { sql: text }),
  },
  {
    pack: 'mcp',
    corpus: 'url',
    asks: ({ text }) => one('mcp.fetch.fetch', { url: text }),
  },
  {
    pack: 'mcp',
    corpus: 'path',
    asks: ({ text }) => [
      ...one('mcp.filesystem.read_file', { path: text }, REPO),
      ...one('mcp.filesystem.write_file', { path: text, content: 'x' }, REPO),
    ],
  },
];
