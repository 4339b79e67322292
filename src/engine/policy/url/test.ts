import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { ANY, EVERY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import { CompiledPathTest } from '../conditions/path-test.js';
import { pathForms } from '../readings/path-forms.js';
import { hasGlob, matchGlob } from '../text/glob.js';
import { NETWORKS } from './networks.js';
import type { Network } from './networks.js';
import { tryUrl } from './parse.js';
import type { ParsedUrl, UrlForm } from './parse.js';

/** What a `url` condition asks of one URL: all that is given must hold. */
export interface UrlTest {
  readonly host?: readonly string[];
  readonly scheme?: readonly string[];
  readonly port?: readonly number[];
  readonly path?: readonly string[];
  readonly network?: readonly Network[];
}

/** What is wrong with a host that a policy names, or undefined. */
export function checkHost(text: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'is a URL: name its host alone';
  if (text.includes('/')) return 'is no host; `network` asks about ranges of addresses';
  if (!/^\[?[0-9a-f:.]*\]?$/i.test(text) && text.includes(':')) return 'has a port: say it with `port`';
  return hostPattern(text) === undefined ? 'is no host' : undefined;
}

/** A host of a policy as hosts of URLs are written: `MÜLLER.de` is `xn--mller-kva.de`, `127.1` is `127.0.0.1`. */
export function hostPattern(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/\.$/, '');
  if (!hasGlob(plain)) return canonicalHost(plain);
  const labels = plain.split('.').map((label) => (hasGlob(label) ? asciiGlob(label) : asciiLabel(label)));
  return labels.every((label) => label !== undefined) ? labels.join('.') : undefined;
}

function asciiGlob(label: string): string | undefined {
  return /^[a-z0-9_*?-]+$/.test(label) ? label : undefined;
}

function asciiLabel(label: string): string | undefined {
  return /^\d+$/.test(label) ? label : canonicalHost(label);
}

function canonicalHost(host: string): string | undefined {
  const address = /^[0-9a-f.]*:[0-9a-f:.]*$/.test(host) ? `[${host}]` : host;
  const url = `http://${address}`;
  if (address === '' || /[@?#\\\s%]/.test(address)) return undefined;
  return tryUrl(url)
    ?.hostname.replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** A URL test, compiled. */
export class CompiledUrlTest {
  readonly #hosts: readonly string[] | undefined;
  readonly #paths: CompiledPathTest | undefined;

  constructor(private readonly test: UrlTest) {
    this.#hosts = test.host?.map((host) => hostPattern(host) ?? host);
    this.#paths = test.path === undefined ? undefined : new CompiledPathTest({ glob: test.path });
  }

  /** Over all forms of one URL. */
  evaluate(url: ParsedUrl, mode: Mode): Truth {
    const truths = url.forms.map((form) => this.form(form, mode));
    if (url.unclear !== undefined) truths.push(UNKNOWN);
    return (mode === ANY ? Math.max(...truths) : Math.min(...truths)) as Truth;
  }

  form(form: UrlForm, mode: Mode): Truth {
    const { scheme, port, network } = this.test;
    return Math.min(
      scheme === undefined
        ? TRUE
        : oneOf(form.scheme, (value) => scheme.some((glob) => matchGlob(glob.toLowerCase(), value))),
      this.#host(form.host),
      port === undefined ? TRUE : oneOf(form.port, (value) => port.includes(value)),
      this.#path(form.path, mode),
      network === undefined ? TRUE : networkTruth(form, network, mode),
    ) as Truth;
  }

  #host(host: string | null | undefined): Truth {
    const hosts = this.#hosts;
    if (hosts === undefined) return TRUE;
    return host === null ? FALSE : oneOf(host, (value) => hosts.some((glob) => matchGlob(glob, value)));
  }

  #path(path: string | undefined, mode: Mode): Truth {
    if (this.#paths === undefined) return TRUE;
    return path === undefined
      ? UNKNOWN
      : this.#paths.evaluate(pathForms(showLetters(path), undefined, []), undefined, mode);
  }
}

/** WHATWG escapes letters beyond ASCII; the `%C3%` of `/Z%C3%BCrich` is no variable, as it would be in a file's name. */
function showLetters(path: string): string {
  return path.replace(/(?:%[89a-f][0-9a-f])+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** A name may lead to any network. A restriction does not take it for one of them, and no grant rests on it. */
function networkTruth(form: UrlForm, wanted: readonly Network[], mode: Mode): Truth {
  if (form.host === null) return FALSE;
  if (form.host === undefined) return UNKNOWN;
  const { networks } = form;
  if (networks !== undefined) return networks.some((network) => wanted.includes(network)) ? TRUE : FALSE;
  if (wanted.length === NETWORKS.length) return TRUE;
  return mode === EVERY ? UNKNOWN : FALSE;
}

function oneOf<T>(value: T | undefined, matches: (value: T) => boolean): Truth {
  return value === undefined ? UNKNOWN : matches(value) ? TRUE : FALSE;
}

/** The parts of a URL as they were read, for an explanation. */
export function describeUrl({ forms, unclear }: ParsedUrl): string {
  const read = forms.map(({ scheme, host, port, networks }) =>
    [
      host === null ? 'no host' : `host ${host ?? 'unknown'}`,
      `scheme ${scheme ?? 'unknown'}`,
      ...(port === undefined ? [] : [`port ${port}`]),
      ...(networks === undefined ? [] : [`network ${networks.join(' and ')}`]),
    ].join(', '),
  );
  const parts = read.length === 0 ? [] : [`read as ${[...new Set(read)].join('; or as ')}`];
  if (unclear !== undefined) parts.push(`clients may not agree on it: ${unclear}`);
  return parts.join('; ');
}
