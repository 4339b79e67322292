import { GROUPS, innerStart, RUNNERS, RUNNERS_THERE } from '../own-words.js';
import { programOf } from '../programs/index.js';
import { placeWith } from '../place.js';
import type { Mounts } from '../place.js';
import { mountsOf } from './mounts.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

const KNOWN = /^(?:docker|podman|nerdctl|kubectl|oc|k|kubecolor|docker-compose|podman-compose)$/;

/** `docker exec NAME COMMAND`, `docker run IMAGE COMMAND`, `docker compose exec …`, `kubectl exec NAME -- COMMAND`. */
export function containers(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const kubectl = /^(?:kubectl|oc|k|kubecolor)$/.test(wrapped.command.folded);
  const runs = kubectl ? RUNNERS_THERE : RUNNERS;
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
  const inner = words.slice(innerStart(words, verb, kubectl));
  // The image's own program is asked what it is.
  if (inner.length === 1 && /^--(?:version|help)$/.test(inner[0]?.text ?? '')) return;
  // What an image brings along is as good as the image, which is run without a word, too.
  if (words[verb]?.text === 'run' && !kubectl && isOfImage(inner[0]) && !words.some(isKey))
    return wrapped.does('execute');
  if (isOfProject(wrapped, words[verb]))
    return wrapped.runWords(inner, placeWith(wrapped.place, { remote: false }));
  wrapped.runWords(inner, placeWith(wrapped.place, { mounts: mountsHere(wrapped, verb, inner) }));
}

/** What a container of this machine sees of it: of one that `docker run` starts in the folder where the script began. */
function mountsHere({ command, place }: Wrapped, verb: number, inner: readonly Word[]): Mounts | null {
  const { folded, words } = command;
  const near = place.folders.length === 1 && place.folders[0] === '' && !command.remote;
  const plain = /^(?:docker|podman|nerdctl)$/.test(folded) && verb === 1 && words[verb]?.text === 'run';
  const image = words.length - inner.length - 1;
  return (near && plain && mountsOf(words.slice(verb + 1, image), inner)) || null;
}

/** Clients of stores and queues, which in a service of the project ask that service. */
const ASK_SERVICES = /^(?:redis-cli|valkey-cli|kafka-console-producer(?:\.sh)?)$/;
const COMPOSE = /^(?:(?:docker|podman|nerdctl) compose|(?:docker|podman)-compose) exec$/;
/** Which services and which machine are meant, where they are not those of the folder at hand. */
const MEANT = /^(?:COMPOSE|DOCKER|CONTAINER)_/;

/** `docker compose exec SERVICE redis-cli …`: as near as a server on this machine, where nothing says otherwise. */
function isOfProject({ before, command, place }: Wrapped, verb: Word | undefined): boolean {
  const { assigned, folded, remote, words } = command;
  const at = verb === undefined ? -1 : words.indexOf(verb);
  const started = [folded, ...words.slice(1, at + 1).map(({ text }) => text)].join(' ');
  const inner = words[innerStart(words, at)];
  if (at < 0 || remote || !COMPOSE.test(started) || inner?.known !== true) return false;
  if (
    !ASK_SERVICES.test(inner.text) ||
    !place.folders.every((folder) => folder !== undefined && isNear(folder))
  )
    return false;
  const said = [command, ...before].flatMap((one) => [...one.assigned, ...one.words]);
  return (
    assigned.length === 0 &&
    !said.some(({ known, text }) => MEANT.test(text) || (!known && /COMPOSE|DOCKER/.test(text)))
  );
}

const isNear = (folder: string): boolean => !/^[/~]|(?:^|\/)\.\.(?:\/|$)|prod|live|staging/i.test(folder);

/** `-e API_TOKEN`: whatever runs there is handed a secret. */
const isKey = ({ text }: Word): boolean => /SECRET|TOKEN|PASS|CREDENTIAL|_KEY|env-file/i.test(text);

/** A program that nobody knows, by its name alone. */
function isOfImage(word: Word | undefined): boolean {
  return word?.known === true && /^[a-z][\w-]*$/.test(word.text) && programOf(word.text) === undefined;
}

/** Whether the word is the subcommand, and not the name of something. */
function isVerb({ args }: Wrapped, word: Word): boolean {
  const [first, second] = args.operands;
  return first === word || (second === word && GROUPS.has(first?.text ?? ''));
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
