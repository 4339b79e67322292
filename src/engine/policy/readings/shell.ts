import type { JsonArray, JsonObject, JsonValue } from '../../model/json.js';

/** One command of a payload: a script for a shell, or a list of words for the system. */
export type ShellReading =
  | { readonly kind: 'script'; readonly text: string; readonly at: string }
  | { readonly kind: 'argv'; readonly words: readonly string[]; readonly at: string }
  /** Something stands where a command is looked for, and nobody can say what a tool makes of it. */
  | { readonly kind: 'unclear'; readonly at: string; readonly raw: JsonValue };

/** A key whose last word is one of these holds a command: `command`, `shell_command`, `bashScript`. */
export const SHELL_WORDS = ['command', 'cmd', 'script', 'shell', 'bash', 'argv'] as const;

const ENDS = new Set<string>([
  ...SHELL_WORDS.flatMap((word) => [word, `${word}s`]),
  ...[
    'cmdline',
    'commandline',
    'cmdstr',
    'commandstr',
    'cmdstring',
    'commandstring',
    'commandtext',
    'scripttext',
    'zsh',
    'sh',
  ],
]);
const PAIRS = new Set([
  'line',
  'string',
  'str',
  'text',
  'list',
  'args',
  'argv',
  'content',
  'body',
  'source',
  'code',
]);
/** Beside a command that is one word, its arguments. */
const ARGUMENTS = ['args', 'arguments', 'argv', 'params', 'parameters'];
/** `shell: /bin/bash` beside a command says who reads it. */
const NAMES_A_SHELL =
  /^(?:\/[\w/]*\/)?(?:sh|bash|zsh|dash|ksh|fish|cmd(?:\.exe)?|pwsh|powershell(?:\.exe)?)$/;

/** Every command in a payload, at any depth. */
export function readCommands(payload: JsonObject): readonly ShellReading[] {
  const walk = new Walk();
  walk.object(payload, '$', false);
  return walk.found;
}

/** The readings of one argument that a policy names. */
export function readCommand(value: JsonValue, at: string): readonly ShellReading[] {
  const walk = new Walk();
  walk.value(value, at, true, false);
  return walk.found;
}

class Walk {
  readonly found: ShellReading[] = [];

  object(object: JsonObject, at: string, below: boolean): void {
    let commands = false;
    for (const key in object) {
      const value = object[key] as JsonValue;
      const kind = kindOfKey(key);
      if (kind === NONE) this.value(value, `${at}.${key}`, below, false);
      else if (!(kind === SHELL && namesShell(value, object))) {
        commands = true;
        this.value(value, `${at}.${key}`, true, kind === MANY);
      }
    }
    if (commands || below) this.#joined(object, at);
  }

  /** `below`: the value stands at or below a key that holds a command. `many`: a list there is one of scripts. */
  value(value: JsonValue, at: string, below: boolean, many: boolean): void {
    if (typeof value === 'string') {
      if (below) this.found.push({ kind: 'script', text: value, at });
    } else if (Array.isArray(value)) this.#array(value as JsonArray, at, below, many);
    else if (typeof value === 'object' && value !== null) {
      if (below) this.found.push({ kind: 'unclear', at, raw: value });
      this.object(value as JsonObject, at, below);
    } else if (below && typeof value === 'number') this.found.push({ kind: 'unclear', at, raw: value });
  }

  #array(items: JsonArray, at: string, below: boolean, many: boolean): void {
    const words = below ? wordsOf(items) : undefined;
    if (words === undefined || words.length === 0) {
      items.forEach((item, i) => this.value(item, `${at}[${i}]`, below, many));
      return;
    }
    this.found.push({ kind: 'argv', words, at });
    // A list under a key of many, or one that begins with more than a program's name, may be a list of scripts.
    if (many || /[\s;&|]/.test(words[0] as string))
      words.forEach((text, i) => this.found.push({ kind: 'script', text, at: `${at}[${i}]` }));
  }

  /** `{command: "rm", args: ["-rf", "/"]}`: the words of both are one command. */
  #joined(object: JsonObject, at: string): void {
    const args = ARGUMENTS.map((key) => (Object.hasOwn(object, key) ? object[key] : undefined)).find(
      (value) => value !== undefined,
    );
    if (args === undefined || args === null) return;
    const rest = Array.isArray(args)
      ? wordsOf(args as JsonArray)
      : typeof args === 'string'
        ? [args]
        : undefined;
    for (const key in object) {
      const value = object[key];
      if (
        (typeof value !== 'string' && !Array.isArray(value)) ||
        ARGUMENTS.includes(key) ||
        !(kindOfKey(key) !== NONE || PROGRAMS.has(key))
      )
        continue;
      const head = typeof value === 'string' ? [value] : wordsOf(value as JsonArray);
      if (rest === undefined || head === undefined) this.found.push({ kind: 'unclear', at, raw: args });
      else this.#pair(head, rest, typeof args === 'string', at);
    }
  }

  #pair(head: readonly string[], rest: readonly string[], line: boolean, at: string): void {
    if (line || head.some((word) => /\s/.test(word)))
      this.found.push({ kind: 'script', text: `${head.join(' ')} ${rest.join(' ')}`, at });
    if (!line) this.found.push({ kind: 'argv', words: [...head, ...rest], at });
  }
}

const PROGRAMS = new Set(['program', 'executable', 'exe', 'binary', 'file', 'path', 'name', 'bin']);

/** A list of scalars, also in lists of its own, as words. */
function wordsOf(items: JsonArray): string[] | undefined {
  const flat = (items as readonly unknown[]).flat(MAX_NESTING);
  return flat.some((item) => typeof item === 'object') ? undefined : flat.map(String);
}

const MAX_NESTING: number = 64;

function namesShell(value: JsonValue, object: JsonObject): boolean {
  if (typeof value === 'boolean' || value === null) return true;
  if (typeof value !== 'string' || !NAMES_A_SHELL.test(value)) return false;
  for (const key in object) if (kindOfKey(key) === ONE || kindOfKey(key) === MANY) return true;
  return false;
}

const NONE = 0;
const ONE = 1;
const MANY = 2;
const SHELL = 3;

const known = new Map<string, number>();
const MAX_KNOWN = 4096;

/** Remembered for keys seen before, within bounds: agents choose keys. */
function kindOfKey(key: string): number {
  const kind = known.get(key);
  if (kind !== undefined) return kind;
  const made = computeKind(key);
  if (known.size >= MAX_KNOWN) known.clear();
  if (key.length <= 64) known.set(key, made);
  return made;
}

function computeKind(key: string): number {
  const plain = key.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, '');
  const words = plain
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  const whole = words.join('');
  const last = words.at(-1) ?? '';
  if (whole === 'shell' || whole === 'bash' || whole === 'sh' || whole === 'zsh') return SHELL;
  if (ENDS.has(last) || ENDS.has(whole))
    return last.endsWith('s') && last !== 'bash' ? MANY : last === 'script' ? MANY : ONE;
  const before = words.at(-2);
  return before !== undefined && PAIRS.has(last) && ENDS.has(before) ? ONE : NONE;
}
