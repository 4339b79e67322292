import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Collected } from './files.js';
import type { TsConfigs } from './tsconfigs.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** A package of the tree itself: a monorepo imports these by name. */
interface OwnPackage {
  readonly folder: string;
  readonly entries: readonly string[];
}

/** Every path that a package's `exports` (or `main`) names. */
function entriesOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.values(value).flatMap((inner) => entriesOf(inner, depth + 1));
}

function readPackage([file, text]: [string, string]): [string, OwnPackage] | undefined {
  try {
    const json = JSON.parse(text) as Record<string, unknown>;
    if (typeof json['name'] !== 'string') return undefined;
    const entries = ['source', 'module', 'main', 'exports', 'types'].flatMap((key) => entriesOf(json[key]));
    return [json['name'], { folder: dirname(file), entries }];
  } catch {
    return undefined;
  }
}

/** Finds the file of the tree that an import means. What lies in node_modules is never looked at: the answer is the same whether it is installed or not. */
export class ModuleResolver {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #configs: TsConfigs;
  readonly #packages: Map<string, OwnPackage>;
  readonly #folders = new Set<string>();
  readonly #answers = new Map<string, string | undefined>();
  readonly #isForeign: (name: string) => boolean;
  readonly #host: ts.ModuleResolutionHost;

  /** @param isForeign names that always mean the published package, even in that package's own repository */
  constructor(tree: Collected, configs: TsConfigs, isForeign: (name: string) => boolean) {
    this.#texts = tree.texts;
    this.#configs = configs;
    this.#isForeign = isForeign;
    this.#packages = new Map([...tree.packages].map(readPackage).filter((found) => found !== undefined));
    for (const file of tree.texts.keys()) this.#addFolders(dirname(file));
    this.#host = {
      fileExists: (path) => this.#texts.has(path),
      readFile: (path) => this.#texts.get(path),
      directoryExists: (path) => this.#folders.has(path.replace(/\/$/, '')),
      useCaseSensitiveFileNames: true,
    };
  }

  #addFolders(folder: string): void {
    if (this.#folders.has(folder)) return;
    this.#folders.add(folder);
    if (dirname(folder) !== folder) this.#addFolders(dirname(folder));
  }

  /** The file of the tree that `name` means in `file`, or undefined for what comes from outside. */
  resolve(name: string, file: string): string | undefined {
    const key = name.startsWith('.') ? `${dirname(file)}\0${name}` : `${dirname(file)}\0\0${name}`;
    if (!this.#answers.has(key)) this.#answers.set(key, this.#find(name, file));
    return this.#answers.get(key);
  }

  #find(name: string, file: string): string | undefined {
    if (name.startsWith('node:') || this.#isForeign(name)) return undefined;
    const { paths, baseUrl, pathsBasePath } = this.#configs.optionsFor(file);
    const options: ts.CompilerOptions = {
      allowJs: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      ...(paths && { paths }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(pathsBasePath !== undefined && { pathsBasePath }),
    };
    const found = ts.resolveModuleName(name, file, options, this.#host).resolvedModule?.resolvedFileName;
    return (
      found ??
      (name.startsWith('.') ? this.#relative(name, file) : (this.#own(name) ?? this.#alias(name, file)))
    );
  }

  /** `@/tools` and `~/tools` mean the sources of the package, also where no tsconfig (or bundler's file) says so. */
  #alias(name: string, file: string): string | undefined {
    const rest = /^[@~]\/(.+)$/.exec(name)?.[1];
    if (rest === undefined) return undefined;
    const holds = ({ folder }: OwnPackage): boolean => file.startsWith(`${folder}/`);
    const [own] = [...this.#packages.values()]
      .filter(holds)
      .sort((a, b) => b.folder.length - a.folder.length);
    return (
      own &&
      (this.#withExtension(join(own.folder, 'src', rest)) ?? this.#withExtension(join(own.folder, rest)))
    );
  }

  /** `./tool.js` where the build makes it from `tool.mts`, and the like. */
  #relative(name: string, file: string): string | undefined {
    return this.#withExtension(join(dirname(file), name.replace(/\.[cm]?[jt]sx?$/, '')));
  }

  #withExtension(base: string): string | undefined {
    const candidates = [
      base,
      ...EXTENSIONS.map((end) => base + end),
      ...EXTENSIONS.map((end) => `${base}/index${end}`),
    ];
    return candidates.find((path) => this.#texts.has(path));
  }

  #own(name: string): string | undefined {
    const parts = name.split('/');
    const size = name.startsWith('@') ? 2 : 1;
    const own = this.#packages.get(parts.slice(0, size).join('/'));
    if (!own) return undefined;
    const rest = parts.slice(size).join('/');
    const named = rest === '' ? own.entries : [rest, `src/${rest}`];
    const sources = named.map((entry) =>
      entry.replace(/^(\.\/)?(dist|build|lib|out)(\/(esm|cjs))?\//, 'src/'),
    );
    const tried = [
      ...named,
      ...sources,
      ...(rest === '' ? ['src/index', 'index', 'src/main', 'lib/index'] : []),
    ];
    const bases = tried.map((entry) => join(own.folder, entry).replace(/(\.d)?\.[cm]?[jt]sx?$/, ''));
    for (const base of bases) {
      const found = this.#withExtension(base);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether a file is what some package of the tree gives to the world. */
  isEntry(file: string): boolean {
    for (const { folder, entries } of this.#packages.values()) {
      for (const entry of entries) {
        const source = entry.replace(/^(\.\/)?(dist|build|lib|out)(\/(esm|cjs))?\//, 'src/');
        for (const path of [entry, source])
          if (this.#withExtension(join(folder, path).replace(/(\.d)?\.[cm]?[jt]sx?$/, '')) === file)
            return true;
      }
    }
    return false;
  }
}
