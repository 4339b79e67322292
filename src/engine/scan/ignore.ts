import ts from 'typescript';
import type { FileProblem, Place, ScanReport, ToolFinding } from '../model/tool-finding.js';

/** A reason that stands in the source for letting the next definition be. */
export interface Ignore {
  readonly reason: string;
  readonly place: Place;
  /** The line that it speaks of: the next one with code on it. */
  readonly line: number;
}

export interface Ignores {
  readonly ignores: readonly Ignore[];
  readonly problems: readonly FileProblem[];
}

const WORD = 'capfence-ignore-next-line';
const DIRECTIVE = /^(?:\/\/|\/\*)[ \t*]*capfence-ignore-next-line\b[ \t]*:?([^\r\n]*?)[ \t]*(?:\*\/)?$/;
const NONE: Ignores = { ignores: [], problems: [] };

/**
 * The `// capfence-ignore-next-line: reason` comments of a source file. Only what the compiler takes for a comment
 * counts, so that a string or a template cannot switch the check off; without a reason it is a problem and nothing else.
 */
export function ignoresOf(text: string, file: string): Ignores {
  if (!text.includes(WORD)) return NONE;
  const found = commentsOf(text, file);
  return {
    ignores: found.filter((one) => 'line' in one),
    problems: found.filter((one) => 'code' in one),
  };
}

function commentsOf(text: string, file: string): (Ignore | FileProblem)[] {
  try {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kindOf(file));
    return commentsWith(source, WORD).flatMap((range) => read(source, file, range));
  } catch (error) {
    // Nested too deep for the parser: then nothing in it is ignored.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function read(source: ts.SourceFile, file: string, range: ts.TextRange): (Ignore | FileProblem)[] {
  const match = DIRECTIVE.exec(source.text.slice(range.pos, range.end));
  if (match === null) return [];
  const at = source.getLineAndCharacterOfPosition(range.pos);
  const place = { file, line: at.line + 1, column: at.character + 1 };
  const reason = (match[1] ?? '').trim();
  if (/[\p{L}\p{N}]/u.test(reason)) return [{ reason, place, line: nextCodeLine(source, range.end) }];
  const message = `\`${WORD}\` has no reason, so nothing is ignored: write \`${WORD}: why\``;
  return [{ place, code: 'ignored-without-reason', message, severity: 'medium' }];
}

/** The line of the first token after a comment: further comments and empty lines do not count. */
function nextCodeLine(source: ts.SourceFile, end: number): number {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, source.languageVariant, source.text);
  scanner.resetTokenState(end);
  // In JSX a comment stands in braces of its own; the closing one belongs to it.
  if (scanner.scan() === ts.SyntaxKind.CloseBraceToken) scanner.scan();
  return source.getLineAndCharacterOfPosition(scanner.getTokenStart()).line + 1;
}

/** The comments that contain a word, as the parser sees them. */
function commentsWith(source: ts.SourceFile, word: string): ts.TextRange[] {
  const { text } = source;
  const found: ts.TextRange[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const range = commentAt(source, at);
    if (range !== undefined && found.at(-1)?.pos !== range.pos) found.push(range);
  }
  return found;
}

/** The comment around a position: it lies before the token that the position belongs to, and is no part of one. */
function commentAt(source: ts.SourceFile, at: number): ts.TextRange | undefined {
  let node: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = node
      .getChildren(source)
      .find((child) => child.pos <= at && at < child.end);
    if (inner === undefined) break;
    node = inner;
  }
  const { text } = source;
  const ranges = [
    ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
    ...(ts.getTrailingCommentRanges(text, node.pos) ?? []),
  ];
  return node.getStart(source) <= at ? undefined : ranges.find((range) => range.pos <= at && at < range.end);
}

function kindOf(file: string): ts.ScriptKind {
  if (/\.[jt]sx$/i.test(file)) return ts.ScriptKind.TSX;
  return /\.[cm]?jsx?$/i.test(file) ? ts.ScriptKind.JSX : ts.ScriptKind.TS;
}

/** Reads a file of the tree again; undefined where that is not possible. */
export type ReadSource = (file: string) => string | undefined;

/** The report with what the sources ignore, and with a problem for each comment that gives no reason. */
export function withIgnores(scan: ScanReport, read: ReadSource): ScanReport {
  const cache = new Map<string, Ignores>();
  const of = (file: string): Ignores => {
    const known = cache.get(file) ?? ignoresOf(read(file) ?? '', file);
    cache.set(file, known);
    return known;
  };
  const tools = scan.tools.map((tool) => withIgnore(tool, of(tool.place.file).ignores));
  const problems = [...cache.values()].flatMap((one) => one.problems);
  const seen = new Set(scan.problems.map(keyOf));
  return { ...scan, tools, problems: [...scan.problems, ...problems.filter((one) => !seen.has(keyOf(one)))] };
}

function withIgnore(tool: ToolFinding, ignores: readonly Ignore[]): ToolFinding {
  const ignore = ignores.find(({ line }) => line === tool.place.line);
  if (ignore === undefined || tool.ignored !== undefined) return tool;
  return { ...tool, ignored: { reason: ignore.reason, place: ignore.place } };
}

function keyOf({ code, place }: FileProblem): string {
  return JSON.stringify([code, place.file, place.line]);
}
