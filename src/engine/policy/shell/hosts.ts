import { exampleOf } from './forms.js';
import { knownWord } from './script.js';
import type { Word } from './script.js';

/** The host that an operand names: a URL, `user@host:path`, `host:port`. Undefined where nobody can say. */
export function hostOf(word: Word): string | undefined {
  if (word.open === true) return behindHost(word) ? hostOf(knownWord(exampleOf(word))) : undefined;
  if (word.known && word.glob && /^https?:\/\/[\w.-]+(?::\d+)?\/[^{}[\]]*$/.test(word.text))
    return hostOf(knownWord(word.text));
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
