import { exampleOf } from './forms.js';
import { knownWord } from './script.js';
import type { Word } from './script.js';

/** The host that an operand names: a URL, `user@host:path`, `host:port`. Undefined where nobody can say. */
export function hostOf(word: Word): string | undefined {
  const before = hostBefore(word);
  if (before !== undefined) return hostOf(knownWord(before));
  if (word.open === true) return behindHost(word) ? hostOf(knownWord(exampleOf(word))) : undefined;
  if (/^(?:https?:\/\/)?\[::1\](?::\d+)?(?:\/[\w./?&=%-]*)?$/.test(word.text) && (word.known || word.glob))
    return '[::1]';
  if (!word.known || word.glob || word.text === '' || /[{}[\]]/.test(word.text)) return undefined;
  // `user:word@host` to one program is `host:path` to another.
  if (/^[^/:@]*:[^/@]*@/.test(word.text)) return undefined;
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(word.text) ? word.text : `http://${stripScp(word.text)}`;
  try {
    // Only a special scheme is parsed into a host as curl would see it.
    const host = new URL(url.replace(/^[a-z][a-z0-9+.-]*:/i, 'http:')).hostname;
    return host === '' ? undefined : host.toLowerCase().replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

/**
 * The address up to the `/` behind its host, where what is not known, or what may be a pattern of file names, stands
 * behind that: the host is the same whatever follows.
 */
function hostBefore({ text, known, glob, splits }: Word): string | undefined {
  if (splits || (known && !glob)) return undefined;
  return /^(?:https?:\/\/)?[\w.-]+(?::\d+)?\/(?=[\w./?&=%$`{*-])/.exec(text)?.[0];
}

/** This machine, as programs that ask others call it. */
export function isHere(host: string | undefined): boolean {
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/.test(
    host ?? '',
  );
}

/** Whether what is not known of an address stands behind its host. */
function behindHost({ text }: Word): boolean {
  return /^(?:[a-z]+:\/\/)?[\w.-]+(?::\d+)?\/[^{}[\]*?]*$/i.test(text);
}

/** `git@host:path` has no port. */
function stripScp(text: string): string {
  const at = text.lastIndexOf('@', text.indexOf(':') < 0 ? undefined : text.indexOf(':'));
  const rest = at < 0 ? text : text.slice(at + 1);
  return rest.replace(/:(?!\d+(?:\/|$)).*$/, '');
}

/** Whether an operand of `scp` or `rsync` lies on another machine. */
export function isRemote(word: Word): boolean {
  return !word.known || /^[^/]*:/.test(word.text) || /^[a-z]+:\/\//.test(word.text);
}
