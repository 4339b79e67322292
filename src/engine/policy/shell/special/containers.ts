import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** Flags of `docker run` and `docker exec` that stand alone; any other takes a value. */
const ALONE =
  /^-(?:[diPtqT]+|-(?:rm|detach|interactive|tty|privileged|init|read-only|publish-all|no-healthcheck|quiet|oom-kill-disable|sig-proxy|no-deps|build|service-ports|stdin|it))$/;
const RUNNERS = new Set(['run', 'exec', 'create', 'debug', 'shell', 'ssh']);
const RUNNERS_THERE = new Set(['run', 'exec', 'debug']);
const KNOWN = /^(?:docker|podman|nerdctl|kubectl|oc|k|kubecolor|docker-compose|podman-compose)$/;
const GROUPS = new Set(['container', 'compose', 'service', 'stack']);

/** `docker exec NAME COMMAND`, `docker run IMAGE COMMAND`, `docker compose exec …`, `kubectl exec NAME -- COMMAND`. */
export function containers(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const runs = /^(?:kubectl|oc|k|kubecolor)$/.test(wrapped.command.folded) ? RUNNERS_THERE : RUNNERS;
  const verb = words.findIndex((word, i) => i > 0 && runs.has(word.text));
  const [first] = wrapped.args.operands;
  if (verb < 0 || !isVerb(wrapped, words[verb] as Word)) {
    if (first !== undefined && !first.known) wrapped.unknown('a subcommand that is not known before it runs');
    return;
  }
  if (words.slice(1).some((word) => word.splits)) wrapped.unknown('words that are not known before it runs');
  if (!KNOWN.test(wrapped.command.folded))
    wrapped.unknown('what it runs there is written in a way of its own');
  entrypoint(wrapped, words);
  const dashes = words.findIndex((word, i) => i > verb && word.text === '--');
  const inner = dashes >= 0 ? words.slice(dashes + 1) : behindName(words, verb + 1);
  // The image's own program is asked what it is.
  if (inner.length === 1 && /^--(?:version|help)$/.test(inner[0]?.text ?? '')) return;
  wrapped.runWords(inner);
}

/** Whether the word is the subcommand, and not the name of something. */
function isVerb({ args }: Wrapped, word: Word): boolean {
  const [first, second] = args.operands;
  return first === word || (second === word && GROUPS.has(first?.text ?? ''));
}

/** The words behind the flags and the name of a container or image. */
function behindName(words: readonly Word[], from: number): readonly Word[] {
  let i = from;
  while (i < words.length && words[i]?.text.startsWith('-') === true) {
    const text = words[i]?.text ?? '';
    i +=
      text.includes('=') || ALONE.test(text) || (/^-[a-zA-Z].+/.test(text) && !text.startsWith('--')) ? 1 : 2;
  }
  return words.slice(i + 1);
}

function entrypoint(wrapped: Wrapped, words: readonly Word[]): void {
  words.forEach((word, i) => {
    if (word.text === '--entrypoint' && words[i + 1] !== undefined) wrapped.runWords([words[i + 1] as Word]);
    else if (word.text.startsWith('--entrypoint='))
      wrapped.runWords([{ ...word, text: word.text.slice(13) }]);
  });
  if (words.some(({ text }) => text.startsWith('--entrypoint')))
    wrapped.unknown('another program than the image’s gets the words that follow');
}
