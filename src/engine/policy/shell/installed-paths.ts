import type { Arguments } from './arguments.js';
import { knownWord } from './script.js';
import type { SimpleCommand, Word } from './script.js';

const PACKAGE = /^@?\w(?:(?!\.\.)[\w./@-])*$/;

/** Where an installed package or its file lies, of which a command prints the path: what is there is no project's. */
export function installedPath(command: SimpleCommand, args: Arguments): Word | undefined {
  const path = TELLERS.get(command.folded)?.(args, command);
  return path === undefined ? undefined : knownWord(path);
}

type Teller = (args: Arguments, command: SimpleCommand) => string | undefined;

const TELLERS: ReadonlyMap<string, Teller> = new Map(
  Object.entries<Teller>({
    go: inModules,
    bundle: ofGem,
    npm: inNode,
    pnpm: inNode,
    brew: ofFormula,
    node: resolved,
    python: imported,
    python3: imported,
  }),
);

/** `go list -m -f '{{.Dir}}' MODULE`, `go env GOMODCACHE`. */
function inModules({ operands }: Arguments, { words }: SimpleCommand): string | undefined {
  const [verb, ...rest] = words.slice(1).map(({ text }) => text);
  if (verb === 'env' && operands.length === 2)
    return { GOMODCACHE: '~/go/pkg/mod', GOROOT: '/usr/lib/go' }[operands[1]?.text ?? ''];
  const [last = ''] = rest.slice(-1);
  const plain = verb === 'list' && /^(?:-m )?-f=? ?\{\{ ?\.Dir ?\}\} \S+$/.test(rest.join(' '));
  return plain && PACKAGE.test(last) && last.includes('.') ? `~/go/pkg/mod/${last}@v0` : undefined;
}

/** `bundle info NAME --path`, `bundle show NAME`. */
function ofGem({ operands, flags }: Arguments): string | undefined {
  const [verb, gem, ...more] = operands.map(({ text }) => text);
  const shows = verb === 'show' ? flags.size === 0 : verb === 'info' && flags.size === 1 && flags.has('path');
  return shows && more.length === 0 && /^\w[\w-]*$/.test(gem ?? '') ? `/usr/lib/ruby/gems/${gem}` : undefined;
}

/** `npm root`, which may be that of a folder above. */
function inNode({ operands, flags }: Arguments): string | undefined {
  const plain = operands.length === 1 && [...flags.keys()].every((flag) => /^(?:g|global)$/.test(flag));
  return plain && operands[0]?.text === 'root' ? '/usr/lib/node_modules' : undefined;
}

/** `brew --prefix FORMULA`. */
function ofFormula({ operands, flags }: Arguments): string | undefined {
  const [name, ...more] = operands;
  const plain =
    flags.size === 1 && flags.has('prefix') && more.length === 0 && /^\w[\w@.+-]*$/.test(name?.text ?? '');
  return plain ? `/opt/homebrew/opt/${name?.text}` : undefined;
}

/** `node -p 'require.resolve("NAME")'`. */
function resolved(_: Arguments, { words }: SimpleCommand): string | undefined {
  const name = /^require\.resolve\((["'])(@?\w[\w./-]*)\1\)$/.exec(words[2]?.text ?? '')?.[2];
  return words.length === 3 &&
    /^-p|^--print$/.test(words[1]?.text ?? '') &&
    name !== undefined &&
    PACKAGE.test(name)
    ? `/usr/lib/node_modules/${name}.js`
    : undefined;
}

const IMPORTS = String.raw`(?:\s*(?:import|from) [\w ,.]+(?:;|\n))+\s*`;
const FILE = String.raw`([A-Za-z]\w*)(?:\.[A-Za-z]\w*)*\.__file__|inspect\.get(?:source)?file\(([A-Za-z]\w*)(?:\.[A-Za-z]\w*)*\)`;
const PRINTS_FILE = new RegExp(String.raw`^${IMPORTS}print\((?:${FILE})\)\s*$`);
const PRINTS_FOLDER = new RegExp(
  String.raw`^${IMPORTS}print\((?:os\.path\.dirname\((?:${FILE})\)|([A-Za-z]\w*)(?:\.[A-Za-z]\w*)*\.__path__\[0\])\)\s*$`,
);

/** `python -c 'import NAME; print(NAME.__file__)'`. */
function imported(_: Arguments, { words, code }: SimpleCommand): string | undefined {
  const [flag, text, ...more] = words.slice(1).map((word) => word.text);
  // The code is one that is read, and does no more than that.
  if (flag !== '-c' || text === undefined || more.length > 0 || code === undefined) return undefined;
  const file = PRINTS_FILE.exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
  const folder = PRINTS_FOLDER.exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
  if (file !== undefined) return `/usr/lib/python3/dist-packages/${file}/__init__.py`;
  return folder === undefined ? undefined : `/usr/lib/python3/dist-packages/${folder}`;
}
