import type { PathCall, Places } from './define.js';
import { argumentsAt, callsOf, literalOf } from './source.js';
import type { Source } from './source.js';

const MAX_DEPTH = 6;

/** Names that keep keys, and what runs later by itself, wherever they lie. */
const KEEPS =
  /(?:^|\/)(?:\.(?:ssh|aws|gnupg|kube|docker|git|netrc|pypirc|npmrc|env(?:\..*)?|pgpass|vault-token|git-credentials|husky|bash\w*|zsh\w*|profile)|id_(?:rsa|dsa|ecdsa|ed25519)\b.*)(?:\/|$)/i;

/** Whether a path that stands in code is one of the project, or of `/tmp`. */
export function isNear(path: string, how: PathCall['how']): boolean {
  if (KEEPS.test(path) || path.includes('\0') || /^~|\$|%|^[A-Za-z]:/.test(path)) return false;
  const scratch = /^\/(?:var\/)?tmp\/(.*)$/.exec(path)?.[1];
  const rest = scratch ?? path;
  if (rest.startsWith('/') || rest.startsWith('\\')) return false;
  // Tests read what lies beside their folder.
  const up = scratch === undefined && how === 'read' ? rest.replace(/^(?:\.\.\/){1,3}(?=\w)/, '') : rest;
  if (up.split(/[\\/]/).includes('..')) return false;
  return how === 'read' || !/^[./*]*$/.test(rest);
}

/** Whether all that calls touch lies in the project or in `/tmp`, as far as it stands in the text. */
export function staysNear(source: Source, calls: readonly PathCall[], places: Places): boolean {
  return calls.every(({ call, at = [0], how }) => {
    const found = callsOf(source, call);
    return found?.every((args) =>
      at.every((i) => args[i] !== undefined && new Follower(source, places, how).near(args[i])),
    );
  });
}

/** Follows an expression to where it comes from. */
class Follower {
  constructor(
    private readonly source: Source,
    private readonly places: Places,
    private readonly how: PathCall['how'],
  ) {}

  near(expression: string, depth = 0): boolean {
    if (depth > MAX_DEPTH) return false;
    const { scratch, join, below } = this.places;
    const text = expression.trim().replace(/^[&*]+(?:mut\b)?\s*/, '');
    const literal = literalOf(this.source, text);
    if (literal !== undefined) return isNear(literal, this.how);
    if (scratch?.test(text) === true) return true;
    const joined = join?.exec(text);
    if (joined) return this.#joined(text, joined[0].length, depth);
    const behind = below && /^([\w.]+|"\d+")((?:\.\w+\([^()]*\)|\?)+)$/.exec(text);
    if (behind) return this.#below(behind[1] as string, behind[2] as string, depth);
    // `dir + "/x"`.
    const sum = /^(.+?)(?<!\s)\s*\+\s*("\d+")$/s.exec(text);
    if (sum !== null) return this.#isName(sum[2] as string) && this.near(sum[1] as string, depth + 1);
    return /^[A-Za-z_]\w*$/.test(text) && this.#assigned(text, depth);
  }

  /** `filepath.Join(dir, "x")`: nothing in what follows leads up. */
  #joined(text: string, start: number, depth: number): boolean {
    const args = argumentsAt(text, start);
    const whole = args !== undefined && text.endsWith(')');
    const [first, ...rest] = args ?? [];
    return (
      whole &&
      first !== undefined &&
      this.near(first, depth + 1) &&
      rest.every((piece) => this.#isName(piece))
    );
  }

  #below(start: string, calls: string, depth: number): boolean {
    const steps = [...calls.matchAll(/\.(\w+)\(([^()]*)\)/g)];
    const told = steps.every(
      ([, name, inside]) =>
        this.places.below?.test(name as string) === true &&
        (inside === '' || this.#isName((inside as string).trim())),
    );
    return told && this.near(start, depth + 1);
  }

  #isName(piece: string): boolean {
    const text = literalOf(this.source, piece);
    return (
      text !== undefined && !text.split(/[\\/]/).includes('..') && !KEEPS.test(text) && !/[$%~]/.test(text)
    );
  }

  /** Every time it is set it must be near, and it must not come from whoever calls. */
  #assigned(name: string, depth: number): boolean {
    const { code } = this.source;
    const handed = new RegExp(
      `[(,|]\\s*(?:mut\\s+)?${name}\\s*(?:,\\s*\\w+\\s*)*(?:\\s+[\\w*\\[]|:\\s*[&\\w])|[\\w>\\]]\\s+${name}\\s*[,)]|\\b(?:in|range)\\s+${name}\\b`,
    );
    if (handed.test(code) || new RegExp(`&\\s*(?:mut\\s+)?${name}\\s*(?:$|[;\\n])`).test(code)) return false;
    const set = [
      ...code.matchAll(
        new RegExp(`\\b${name}\\b\\s*(?:,\\s*\\w+\\s*)?(?::\\s*[\\w<>&]+\\s*)?([:+]?=)(?!=)\\s*`, 'g'),
      ),
    ];
    const isOne = ([all, sign]: RegExpExecArray, at: number): boolean =>
      sign !== '+=' && this.near(expressionAt(code, at + all.length), depth + 1);
    return set.length > 0 && set.every((match) => isOne(match as RegExpExecArray, match.index));
  }
}

/** What stands up to the end of a statement. */
function expressionAt(code: string, start: number): string {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    const sign = code[at] as string;
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && --depth < 0) return code.slice(start, at);
    else if (depth === 0 && (sign === ';' || sign === '\n')) return code.slice(start, at);
  }
  return code.slice(start);
}
