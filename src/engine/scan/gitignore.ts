/** One line of a .gitignore, ready to be asked. */
interface IgnoreRule {
  readonly pattern: RegExp;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

/** The rules of one .gitignore and the folder they count from (relative to the root, '' for the root itself). */
export interface IgnoreFile {
  readonly folder: string;
  readonly rules: readonly IgnoreRule[];
}

const ESCAPED = /[.+^${}()|\\]/g;

/** The characters of a git glob as a regular expression; `**` crosses folders, `*` and `?` do not. */
function globSource(glob: string): string {
  let out = '';
  for (let i = 0; i < glob.length; i++) {
    const rest = glob.slice(i);
    if (rest.startsWith('**/')) [out, i] = [`${out}(?:[^/]+/)*`, i + 2];
    else if (rest === '**') [out, i] = [`${out}.*`, i + 1];
    else if (glob[i] === '*') out += '[^/]*';
    else if (glob[i] === '?') out += '[^/]';
    else if (glob[i] === '[' && rest.indexOf(']', 1) > 1) {
      const end = rest.indexOf(']', 1);
      out += `[${rest.slice(1, end).replace(/^!/, '^').replace(/[\\[]/g, '\\$&')}]`;
      i += end;
    } else if (glob[i] === '\\' && i + 1 < glob.length) out += (glob[++i] ?? '').replace(/\W/g, '\\$&');
    else out += (glob[i] ?? '').replace(/\[/g, '\\[').replace(ESCAPED, '\\$&');
  }
  return out;
}

function toRule(line: string): IgnoreRule | undefined {
  let glob = line.replace(/(?<!\\)\s+$/, '');
  if (glob === '' || glob.startsWith('#')) return undefined;
  const negated = glob.startsWith('!');
  if (negated) glob = glob.slice(1);
  const foldersOnly = glob.endsWith('/');
  if (foldersOnly) glob = glob.slice(0, -1);
  const anchored = glob.includes('/');
  const source = `^${anchored ? '' : '(?:[^/]+/)*'}${globSource(glob.replace(/^\//, ''))}$`;
  try {
    return { pattern: new RegExp(source), negated, foldersOnly };
  } catch {
    return undefined;
  }
}

/** Reads one .gitignore. A line that git would not understand either counts for nothing. */
export function parseIgnore(folder: string, text: string): IgnoreFile {
  const rules = text.split(/\r?\n/).map(toRule);
  return { folder, rules: rules.filter((rule) => rule !== undefined) };
}

function inside(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** What the .gitignore files of a tree say of its paths; answers of folders are kept. */
export class IgnoreMatcher {
  readonly #files: readonly IgnoreFile[];
  readonly #folders = new Map<string, boolean>();

  constructor(files: readonly IgnoreFile[]) {
    this.#files = [...files].sort((a, b) => a.folder.length - b.folder.length);
  }

  /** Whether git would leave out the file, because of itself or of a folder above it. */
  ignores(path: string): boolean {
    const slash = path.lastIndexOf('/');
    return (slash > 0 && this.#folder(path.slice(0, slash))) || this.#matches(path, false);
  }

  #folder(path: string): boolean {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf('/');
    const ignored = (slash > 0 && this.#folder(path.slice(0, slash))) || this.#matches(path, true);
    this.#folders.set(path, ignored);
    return ignored;
  }

  /** The last rule that matches wins, and nearer files come later. */
  #matches(path: string, folder: boolean): boolean {
    let ignored = false;
    for (const file of this.#files) {
      const rest = inside(file.folder, path);
      if (rest === undefined) continue;
      for (const rule of file.rules) {
        if (rule.foldersOnly && !folder) continue;
        if (rule.negated === ignored && rule.pattern.test(rest)) ignored = !rule.negated;
      }
    }
    return ignored;
  }
}
