import type { Program } from './programs/define.js';
import type { Word } from './script.js';

/** Flags of `docker run` and `docker exec` that stand alone; any other takes a value. */
const ALONE =
  /^-(?:[diPtqT]+|-(?:rm|detach|interactive|tty|privileged|init|read-only|publish-all|no-healthcheck|quiet|oom-kill-disable|sig-proxy|no-deps|build|service-ports|stdin|it))$/;
export const RUNNERS = new Set(['run', 'exec', 'create', 'debug', 'shell', 'ssh']);
export const RUNNERS_THERE = new Set(['run', 'exec', 'debug']);
export const GROUPS = new Set(['container', 'compose', 'service', 'stack']);

/** Where the words of the command begin that runs in a container: `kubectl` wants dashes before them. */
export function innerStart(words: readonly Word[], verb: number, kubectl = false): number {
  const dashes = kubectl ? words.findIndex((word, i) => i > verb && word.text === '--') : -1;
  return dashes >= 0 ? dashes + 1 : behindName(words, verb + 1);
}

/** The words that say what the wrapper itself does: what stands behind the container's name is no flag of its own. */
export function wordsOutside(words: readonly Word[], model: Program | undefined): readonly Word[] {
  const name = model?.names[0] ?? '';
  if (name === 'kubectl') return behindDashes(words);
  if (name !== 'docker' && name !== 'docker-compose') return words;
  const verb = words.findIndex(({ text, known }, i) => i > 0 && known && RUNNERS.has(text));
  const before = words.slice(1, verb).filter(({ text }) => !text.startsWith('-'));
  const plain = verb > 0 && before.every(({ text, known }) => known && GROUPS.has(text)) && before.length < 2;
  return plain ? words.slice(0, innerStart(words, verb)) : words;
}

/** `kubectl exec POD -- COMMAND`. */
function behindDashes(words: readonly Word[]): readonly Word[] {
  const dashes = words.findIndex(({ text }) => text === '--');
  const runs = words
    .slice(0, Math.max(0, dashes))
    .some(({ text, known }) => known && RUNNERS_THERE.has(text));
  return runs ? words.slice(0, dashes) : words;
}

/** Where the words begin behind the flags and the name of a container or image. */
function behindName(words: readonly Word[], from: number): number {
  let i = from;
  while (i < words.length && words[i]?.text.startsWith('-') === true) {
    const text = words[i]?.text ?? '';
    if (text === '--') return i + 2;
    i +=
      text.includes('=') || ALONE.test(text) || (/^-[a-zA-Z].+/.test(text) && !text.startsWith('--')) ? 1 : 2;
  }
  return i + 1;
}
