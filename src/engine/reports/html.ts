import { visible, visibleLines } from './visible.js';

/** Markup that is safe to put into a page: made by `html` only. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlPart = Html | string | number | readonly HtmlPart[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A piece of a page. Texts that are put in are made visible and escaped, so that they mean nothing in an element or in
 * a quoted attribute; only what this function made itself is markup.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const text = literals.reduce((out, literal, index) => out + partText(parts[index - 1] ?? '') + literal);
  return new Html(text);
}

function partText(part: HtmlPart): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(partText).join('');
  return escaped(visible(String(part)));
}

/** Text of several lines, for `<pre>`. */
export function preformatted(text: string): Html {
  return new Html(escaped(visibleLines(text)));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
}

/** `12,345`, the same on every machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}
