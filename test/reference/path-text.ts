/**
 * A path text taken apart. The root is `/`, a drive (`c:`), empty (relative), or the first segment where that stands for
 * a folder which only the tool knows: `~`, `~bob`, `$HOME`.
 */
export interface Path {
  readonly root: string;
  readonly segments: readonly string[];
}

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
const EXPANDS = /[$`]|%[A-Za-z_][A-Za-z0-9_]*%/;
const VARIABLE = /^(\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\}|%[A-Za-z_]\w*%)$/;
/** One escape of an ASCII character, or the escapes of one longer UTF-8 sequence. */
const ESCAPE =
  /%[0-7][0-9A-F]|%[CD][0-9A-F]%[89AB][0-9A-F]|%E[0-9A-F](%[89AB][0-9A-F]){2}|%F[0-7](%[89AB][0-9A-F]){3}/gi;

/** The roots above which there is nothing. */
export const isAbsolute = (root: string): boolean => root === '/' || root.endsWith(':');

export const isVariable = (segment: string): boolean => VARIABLE.test(segment);
const standsForFolder = (segment: string): boolean => segment.startsWith('~') || isVariable(segment);

/** The text without a file: URL around it; null where it names no file of this machine. */
function withoutUrl(text: string): string | null {
  const slashed = text.replaceAll('\\', '/');
  if (!/^file:/i.test(slashed)) return slashed;
  const [, authority, rest] = /^file:(?:\/\/([^/]*))?(.*)$/is.exec(slashed)!;
  if (authority !== undefined && !/^(localhost)?$/i.test(authority)) return null;
  return rest!.replace(/^\/(?=[A-Za-z]:(\/|$))/, '');
}

/** Null where nobody can say what the text names. */
function split(text: string, clean: (segment: string) => string): Path | null {
  const path = text.includes('\0') ? null : withoutUrl(text);
  if (path === null || /^[A-Za-z]:[^/]/.test(path)) return null;
  const drive = /^[A-Za-z]:/.exec(path)?.[0].toLowerCase();
  const pieces = (drive === undefined ? path : path.slice(2)).split('/').map(clean);
  const first = drive === undefined && standsForFolder(pieces[0]!) ? pieces.shift()! : '';
  const segments = pieces.filter((segment) => segment !== '' && segment !== '.');
  const root = drive ?? (path.startsWith('/') ? '/' : first);
  const found = { root, segments };
  return segments.some((segment) => EXPANDS.test(segment)) && !ofRouter(found) ? null : found;
}

/** `app/routes/posts.$postId.tsx`: a source file below a plain folder, with nothing that goes up. */
function ofRouter({ root, segments }: Path): boolean {
  if (segments.length < 2 || !['', '/'].includes(root) || EXPANDS.test(segments[0]!)) return false;
  if (!/\.([cm]?[jt]sx?|mdx?|vue|svelte)$/.test(segments.at(-1)!)) return false;
  return !segments.slice(1).some((segment) => {
    const odd = segment
      .split('.')
      .some((part) => !/^([\w()[\]-]*|\(?\$([a-z][A-Za-z0-9]*)?_?\)?)$/.test(part));
    return segment === '..' || (EXPANDS.test(segment) && odd);
  });
}

export const rawPath = (text: string): Path | null => split(text, (segment) => segment);

function decodeOnce(text: string): string {
  return text.replace(ESCAPE, (escape) => {
    try {
      return decodeURIComponent(escape);
    } catch {
      return escape;
    }
  });
}

function trimmed(segment: string): string {
  const name = segment.replace(/ +$/, '');
  return name === '.' || name === '..' ? name : name.replace(/[. ]+$/, '');
}

export function normalPath(text: string): Path | null {
  const path = split(decodeOnce(decodeOnce(decodeOnce(text))), trimmed);
  return path && resolveUps(path);
}

/** `..` taken away where there is a segment for it to leave. */
export function resolveUps({ root, segments }: Path): Path {
  const done: string[] = [];
  for (const segment of segments) {
    if (segment !== '..') done.push(segment);
    else if (done.length > 0 && done.at(-1) !== '..') done.pop();
    else if (!isAbsolute(root)) done.push(segment);
  }
  return { root, segments: done };
}

/** The path as a tool might read it that folds look-alikes and drops what cannot be seen. */
export const foldedText = (text: string): string => text.normalize('NFKC').replace(INVISIBLE, '');
