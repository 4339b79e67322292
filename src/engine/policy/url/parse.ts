import { ParseCache } from '../parse-cache.js';
import { imitates } from './look-alikes.js';
import { networksOf } from './networks.js';
import type { Network } from './networks.js';
import { table } from '../table.js';

/** One way in which a client might take a URL. What is undefined, nobody can say. */
export interface UrlForm {
  readonly scheme: string | undefined;
  /** In the form of WHATWG, without brackets and trailing dot; null where there is none, as in `mailto:`. */
  readonly host: string | null | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
  /** Undefined for a name. */
  readonly networks: readonly Network[] | undefined;
}

export interface ParsedUrl {
  readonly forms: readonly UrlForm[];
  /** Why clients may differ about it, or fail: then there is one reading more, that nobody understands. */
  readonly unclear: string | undefined;
}

const MAX_LENGTH = 32_768;
const DEFAULT_PORTS: Readonly<Record<string, number>> = table({
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  ftp: 21,
});
/** Schemes after which no host can stand. */
const HOSTLESS: ReadonlySet<string> = new Set(['data', 'mailto', 'tel', 'sms', 'urn', 'about', 'cid', 'geo']);
const NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
const cache = new ParseCache(readUrl);

/** Takes a URL apart, in every way that a client might. Never throws. */
export function parseUrl(text: string): ParsedUrl {
  return cache.get(text);
}

function readUrl(text: string): ParsedUrl {
  if (text.length > MAX_LENGTH) return unclear('it is too long');
  const trimmed = trimControls(text);
  if (trimmed === '') return unclear('it is empty');
  const parsed = readClean(trimmed.replace(/[\t\n\r]/g, ''));
  if (!/[\0-\x20\x7f]/.test(trimmed)) return parsed;
  return { ...parsed, unclear: parsed.unclear ?? 'there is white space or a control character in it' };
}

/** WHATWG leaves tabs and line breaks out, wherever they stand. */
function readClean(url: string): ParsedUrl {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || hostAndPort(url)) return withoutScheme(url);
  if (scheme === 'file') return fileUrl(url);
  if (DEFAULT_PORTS[scheme] !== undefined) return specialUrl(url, scheme);
  const rest = url.slice(scheme.length + 1);
  if (/^[/\\]{2}/.test(rest)) return genericUrl(url, rest, scheme);
  if (HOSTLESS.has(scheme)) return { forms: [bare(scheme, null, undefined)], unclear: undefined };
  return { forms: [bare(scheme, undefined, undefined)], unclear: undefined };
}

/** `localhost:8080/x` is no URL with the scheme `localhost`. */
function hostAndPort(url: string): boolean {
  return /^(?!(?:tel|sms|urn|data):)[a-z0-9.-]+:\d{1,5}(?:[/?#]|$)/i.test(url);
}

function specialUrl(url: string, scheme: string): ParsedUrl {
  const plain = /^[a-z]+:\/\/(?![/\\])/i.test(url);
  const parsed = tryUrl(url);
  if (parsed === undefined) return unclear('it is no URL');
  const authority = plain ? authorityOf(url.slice(scheme.length + 3)) : '';
  return read(parsed, parsed, scheme, authority, plain ? doubt(url, authority) : 'the slashes are missing');
}

/** Schemes that WHATWG does not know: the host is read as one of `http`, since their clients resolve it alike. */
function genericUrl(url: string, rest: string, scheme: string): ParsedUrl {
  const hostless = /^\/\/(?:[/?#]|$)/.test(rest);
  if (hostless) return { forms: [bare(scheme, null, tryUrl(url)?.pathname)], unclear: undefined };
  const parsed = tryUrl(`http:${rest}`);
  if (parsed === undefined) return unclear('it is no URL');
  const authority = authorityOf(rest.slice(2));
  return read(parsed, tryUrl(url) ?? parsed, scheme, authority, doubt(url, authority));
}

function fileUrl(url: string): ParsedUrl {
  const parsed = tryUrl(url);
  if (parsed === undefined) return unclear('it is no URL');
  if (parsed.hostname === '') return { forms: [bare('file', null, parsed.pathname)], unclear: undefined };
  return read(parsed, parsed, 'file', parsed.hostname, undefined);
}

/** `host`, `host:port/path`, `//host/path`, `user@host:path`, or relative to something that nobody names. */
function withoutScheme(url: string): ParsedUrl {
  const copied = /^[a-z0-9._-]+@([a-z0-9.-]+):(?!\d+(?:\/|$))/i.exec(url);
  const rest = /^[/\\]{2}/.test(url) ? url.slice(2) : copied === null ? url : (copied[1] as string);
  if (rest === url && /^[/?#.\\]/.test(url))
    return { forms: [bare(undefined, undefined, tryUrl(`http://x${url}`)?.pathname)], unclear: undefined };
  const bracketed = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(rest) ? `[${rest}]` : rest;
  const parsed = tryUrl(`http://${bracketed}`);
  if (parsed === undefined) return unclear('it is no URL');
  const authority = authorityOf(bracketed);
  const port = /:(\d+)$/.exec(authority)?.[1];
  const form = read(parsed, parsed, undefined, authority, doubt(bracketed, authority));
  return {
    ...form,
    forms: form.forms.map((item) => ({ ...item, port: port === undefined ? undefined : Number(port) })),
  };
}

function read(
  parsed: URL,
  original: URL,
  scheme: string | undefined,
  authority: string,
  doubts: string | undefined,
): ParsedUrl {
  const host = hostOf(parsed.hostname);
  const explicit = original.port === '' ? undefined : Number(original.port);
  const port = explicit ?? (scheme === undefined ? undefined : DEFAULT_PORTS[scheme]);
  const make = (name: string | undefined): UrlForm[] =>
    readingsOf(name).map((found) => ({ scheme, ...found, port, path: parsed.pathname }));
  const decimal = decimalReading(authority);
  const forms = decimal === undefined ? make(host) : [...make(host), ...make(decimal)];
  return { forms, unclear: doubts ?? hostDoubt(host) };
}

function hostDoubt(host: string | undefined): string | undefined {
  if (host === undefined) return 'the host is no plain name';
  return imitates(host) ? 'the host imitates another by its letters' : undefined;
}

function readingsOf(name: string | undefined): readonly Pick<UrlForm, 'host' | 'networks'>[] {
  const unnamed = { host: name, networks: undefined };
  const found = name === undefined ? undefined : networksOf(name);
  return found?.map(({ address, networks }) => ({ host: address ?? name, networks })) ?? [unnamed];
}

/** Names that a shell or a template would still expand, or with empty labels, mean nothing yet. */
function hostOf(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  const host = hostname.replace(/\.$/, '').toLowerCase();
  return NAME.test(host) ? host : undefined;
}

/** `0127.0.0.1`: octal for most, and decimal for some. */
function decimalReading(authority: string): string | undefined {
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');
  if (!/^\d+(?:\.\d+){3}$/.test(host) || !/(?:^|\.)0\d/.test(host)) return undefined;
  const parts = host.split('.').map(Number);
  return parts.every((part) => part < 256) ? parts.join('.') : undefined;
}

/** What other parsers see otherwise than WHATWG does. */
function doubt(url: string, authority: string): string | undefined {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (/\\/.test(url.split(/[?#]/, 1)[0] ?? '')) return 'there is a back slash in it';
  if (authority.indexOf('@') !== authority.lastIndexOf('@')) return 'there are two @ before the host';
  if (/^[^/]*[?#][^/]*@/.test(url.replace(/^[a-z0-9+.-]*:?\/\//i, ''))) return 'an @ follows the host';
  if (host.includes('%')) return 'the host is percent-encoded';
  if (/[^\0-\x7f]/.test(host) && foldsToAscii(host)) return 'the host is written in other characters';
  return undefined;
}

/** Where some clients see plain letters, or different ones: `ⓔ`, `。`, `ß`. */
function foldsToAscii(host: string): boolean {
  if (/[ßẞς\u200c\u200d]/.test(host)) return true;
  const ascii = tryUrl(`http://${host}`)?.hostname ?? '';
  const foreign = (text: string): boolean => /[^\0-\x7f]/.test(text);
  const labels = host.replace(/:\d*$/, '').split('.');
  const plain = ascii.split('.');
  return (
    labels.length !== plain.length ||
    labels.some((label, i) => foreign(label) && !plain[i]?.startsWith('xn--'))
  );
}

function authorityOf(rest: string): string {
  return /^[^/\\?#]*/.exec(rest)?.[0] ?? '';
}

/** Not by `URL.canParse`, which in some releases of Node answers otherwise once it is compiled: letters such as `ü`. */
export function tryUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function bare(scheme: string | undefined, host: null | undefined, path: string | undefined): UrlForm {
  return { scheme, host, port: undefined, path, networks: undefined };
}

function unclear(why: string): ParsedUrl {
  return { forms: [], unclear: why };
}

/** As WHATWG does it: control characters and spaces around a URL are not part of it. */
function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}
