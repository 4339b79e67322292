import { mayBeTaken } from './taken-operands.js';
import { argumentsOf, valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { isClient } from './clients/index.js';
import { bitsOf } from './effect-bits.js';
import { cloudVerb } from './cloud-verbs.js';
import { codeFolders, namesCode, riskyAssignment } from './environment.js';
import { applies, readDoes } from './does.js';
import { handedPaths } from './handed-paths.js';
import { hostOf, isHere } from './hosts.js';
import { SECRET_NAME } from './notable-names.js';
import { holdsSecret, startsLater } from './notable-paths.js';
import { placeOf } from './places.js';
import { clusterAway } from './task-words.js';
import type { Found } from './places.js';
import type { Does, Effect, Kind, Program } from './programs/define.js';
import { STANDARD_PLACE } from './programs/index.js';
import { knownWord, tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';

/** One thing that a command may do. */
export interface EffectFound {
  /** `unknown` may be any of them. */
  readonly kind: Effect | 'unknown';
  /** The file or folder that it is done to; undefined where the effect has none or nobody can say. */
  readonly path: Word | undefined;
  /** The host that is talked to; undefined where nobody can say. */
  readonly host: string | undefined;
  /** Whether it is sure: what a file of a name that is not known holds is not. */
  readonly sure: boolean;
}

/** Everything that a command may do to the world, as far as its model knows. Made once a command. */
export function effectsOf(command: SimpleCommand): readonly EffectFound[] {
  return (command.memo.effects ??= new Effects(command).all());
}

/** Which kinds there are among a command's effects: a bit for each, as `bitsOf` gives them. */
export function kindsOf(command: SimpleCommand): number {
  return (command.memo.kinds ??= bitsOf(effectsOf(command).map(({ kind }) => kind)));
}

class Effects {
  readonly #found: EffectFound[] = [];

  constructor(private readonly command: SimpleCommand) {}

  all(): readonly EffectFound[] {
    const { redirects, assigned, opaque, program, model, own } = this.command;
    for (const { target, writes } of redirects) this.#redirect(target, writes);
    const { reaches } = this.command;
    const risky = assigned.some((word) => riskyAssignment(word) && codeFolders(word) === undefined);
    if (opaque !== undefined || reaches !== undefined || risky) this.#add('unknown');
    else if (assigned.some(namesCode)) this.#add('execute');
    for (const folder of assigned.flatMap((word) => codeFolders(word) ?? [])) this.#path('execute', folder);
    for (const path of this.command.taken ?? [])
      this.#found.push({ kind: 'execute', path, host: undefined, sure: true });
    if (program === '' || own) return this.#found;
    for (const { kind, path, host } of this.command.code ?? []) {
      if (kind === 'run') continue;
      if (kind === 'network') {
        this.#found.push({ kind, path: undefined, host, sure: true });
        continue;
      }
      if (path === undefined || (kind === 'execute' && this.command.remote)) this.#add(kind);
      else if (kind === 'execute') this.#found.push({ kind, path, host: undefined, sure: true });
      else this.#path(kind, path);
    }
    if (this.command.words.some(({ planted }) => planted === true)) this.#add('execute');
    this.#variables();
    const place = this.command.words[0]?.text ?? '';
    const somewhere = place.includes('/') && !STANDARD_PLACE.test(place);
    // A file that lies somewhere is run like one that is handed to its interpreter.
    if (somewhere && this.command.remote) this.#add('execute');
    else if (somewhere) this.#path('execute', this.command.words[0] as Word);
    if (model === undefined) {
      if (!somewhere) this.#add('unknown');
    } else if (!this.#onlyInforms()) this.#model(model);
    this.#handed();
    // A program of the project's own that shares its name with a known one is no worse than one that does not.
    return somewhere && opaque === undefined && reaches === undefined && !OF_PACKAGE.test(place)
      ? this.#found.filter(({ kind }) => kind !== 'unknown')
      : this.#found;
  }

  /** What code that it runs may do with files that it is told of. */
  #handed(): void {
    const run = this.#found.filter(({ kind }) => kind === 'execute');
    if (run.length === 0 || this.command.remote) return;
    const handed = handedPaths(
      this.command,
      run.map(({ path }) => path),
    );
    for (const { kind, path } of handed) this.#found.push({ kind, path, host: undefined, sure: true });
  }

  /** Builtins that set or show variables, some of which decide what runs, and some of which are secrets. */
  #variables(): void {
    const { program, words } = this.command;
    if (
      program === 'printenv' &&
      words.slice(1).some(({ known, text }) => !known || SECRET_NAME.test(`$${text}`))
    )
      this.#add('read_secret');
    if (SETS.has(program as string)) {
      if (words.some(riskyAssignment)) this.#add('unknown');
      else if (words.some(namesCode)) this.#add('execute');
      const shown = program === 'set' ? /^$/ : /^-[px]+$/;
      if (words.slice(1).every((word) => shown.test(word.text)) || namesSecret(words))
        this.#add('read_secret');
    } else if (
      SHOWS.has(program as string) &&
      words.some(({ known, text }) => !known && (SECRET_NAME.test(text) || INDIRECT.test(text)))
    )
      this.#add('read_secret');
  }

  /** `--version` or `--help` alone does nothing. */
  #onlyInforms(): boolean {
    const { words } = this.command;
    return words.length === 2 && /^--(?:version|help)$/.test(words[1]?.text ?? '');
  }

  #redirect(target: Word, writes: boolean): void {
    if (/^\/dev\/(?:tcp|udp)\//.test(target.text)) {
      const host = target.text.split('/')[3] ?? '';
      const named = target.known ? hostOf(knownWord(host)) : undefined;
      this.#found.push({ kind: 'network', path: undefined, host: named, sure: true });
    } else if (writes) this.#path('write', target);
    else this.#path('read', target);
  }

  #model(model: Program): void {
    if (this.command.code !== undefined && isClient(model.names[0] as string))
      return /^(?:psql|mysql|mongosh)$/.test(model.names[0] as string) ? this.#add('network') : undefined;
    const args = argumentsOf(this.command);
    if (triesOut(model, args)) return this.#does(TRIED, args, args.operands, model);
    if (asksHere(model, args)) return this.#does(HERE_ONLY, args, args.operands, model);
    if (model.also.length > 0) this.#does(model.also, args, args.operands, model);
    if (model.sub === undefined) return this.#does(model.does, args, args.operands, model);
    const [first] = args.operands;
    if (first === undefined) return this.#does(model.does, args, [], model);
    if (!first.known || args.unclear) this.#add('unknown');
    // `cargo +nightly test`: what follows is a command of its own.
    if (/^\+[\w.-]+$/.test(first.text) && model.names.includes('cargo')) return;
    this.#verb(model, model.sub, args, args.operands);
    const taken = mayBeTaken(model, this.command.words, args);
    for (let i = 1; i <= taken; i++) {
      const rest = args.operands.slice(i);
      if (VERB.test(rest[0]?.text ?? '')) this.#verb(model, model.sub, args, rest);
    }
  }

  #verb(model: Program, sub: Verbs, args: Arguments, operands: readonly Word[]): void {
    const [first, second] = operands;
    const pair = sub.get(`${first?.text ?? ''} ${second?.text ?? ''}`);
    const does = pair ?? sub.get(first?.text ?? '') ?? sub.get('*') ?? UNKNOWN;
    this.#does(does, args, operands.slice(pair === undefined ? 1 : 2), model);
  }

  #does(does: readonly Does[], args: Arguments, operands: readonly Word[], model: Program): void {
    for (const one of does) {
      const parsed = readDoes(one);
      const { kind, place } = parsed;
      if (!applies(parsed, args, model)) continue;
      if (place === '') this.#add(kind);
      else if (place === 'verb')
        this.#cloud(operands, model.sub === undefined ? mayBeTaken(model, this.command.words, args) : 0);
      else this.#at(kind, placeOf(place, operands, args, this.command));
    }
  }

  #at(kind: Kind, found: Found): void {
    if (typeof found !== 'boolean') this.#words(kind, found);
    else if (found) this.#add(kind);
  }

  /** As a verb of a cloud; so many of the first operands may be none. */
  #cloud(operands: readonly Word[], taken: number): void {
    for (let i = 0; i <= taken; i++) {
      const kind = cloudVerb(this.command.program ?? '', operands.slice(i));
      if (kind !== undefined) this.#add(kind);
    }
  }

  #words(kind: Kind, words: readonly Word[]): void {
    for (const word of words) {
      // `dig +short`, `dig host MX`.
      if (kind === 'network' && /^(?:\+\w+|[A-Z]+)$/.test(word.text)) continue;
      if (kind === 'network' && /^file:/i.test(word.text)) this.#path('read', word);
      else if (kind === 'network')
        this.#found.push({ kind, path: undefined, host: hostOf(word), sure: true });
      else if (kind !== 'read' || !this.#isOfRepository(word)) this.#path(kind, word);
    }
  }

  /** `git log -- "$f"` tells of no file but those that the repository holds; `git diff` of two looks anywhere. */
  #isOfRepository(word: Word): boolean {
    const { words, folded } = this.command;
    if (folded !== 'git' || tellable(word) || word.splits || word.text.includes('@')) return false;
    const dashes = words.findIndex(({ text }) => text === '--');
    const apart = words.some(({ text }) => text === '--no-index' || text === 'grep');
    return dashes > 0 && !apart && words.indexOf(word) === dashes + 1 && words.length === dashes + 2;
  }

  #path(kind: Kind, path: Word): void {
    // `-O -` is standard output.
    if (kind === 'write' && path.known && path.text === '-') return;
    if (path.known ? path.text === '' || (kind === 'write' && NOWHERE.test(path.text)) : PIPE.test(path.text))
      return;
    if (kind === 'read') return this.#note('read_secret', path, holdsSecret(path));
    // What the script itself has written, and is read with it, lies nowhere else.
    if (kind === 'execute' && (this.command.remote || this.command.code !== undefined))
      return this.#add(kind);
    this.#found.push({ kind, path, host: undefined, sure: true });
    const folder = path.glob && (kind === 'delete' || kind === 'write') ? allOf(path) : undefined;
    if (folder !== undefined) this.#found.push({ kind, path: folder, host: undefined, sure: true });
    if (kind === 'write') this.#note('persist', path, startsLater(path));
  }

  /** An effect that depends on which file it is. */
  #note(kind: Effect, path: Word, is: boolean | undefined): void {
    if (is !== false) this.#found.push({ kind, path, host: undefined, sure: is === true });
  }

  #add(kind: Kind): void {
    if (kind !== 'read') this.#found.push({ kind, path: undefined, host: undefined, sure: true });
  }
}

type Verbs = NonNullable<Program['sub']>;
/** What may be a verb of a program: no path, and no number. */
const VERB = /^[a-z][a-z0-9]*(?:[:_-][a-z0-9]+)*$/i;

/** The commands in a process substitution are judged themselves. */
const NOWHERE = /^\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)$/;
const PIPE = /^[<>]\([^]*\)$/;

/** Where projects keep the known programs themselves: what such a one may do, it may do here. */
const OF_PACKAGE =
  /(?:^|\/)(?:gradlew|mvnw|artisan|manage\.py|composer(?:\.phar)?)$|(?:^|\/)(?:\.?venv|\.tox\/[\w.-]+|node_modules\/\.|vendor)\/?bin\/[^/]+$|^(?:\.\/)?bin\/(?:rails|rake|console)$/;

const SETS = new Set(['export', 'declare', 'typeset', 'readonly', 'local', 'setenv', 'set']);
const SHOWS = new Set(
  'echo printf print cat base64 xxd date seq expr ls logger wall notify-send awk gawk'.split(' '),
);
/** `${!x}` of whatever name; which, nobody knows. Names of elements and of variables are none. */
const INDIRECT = /\$\{!(?!\w+(?:\[[@*]\]|[@*])\})/;
/** `declare -n x=TOKEN`: another name for a secret. */
const namesSecret = (words: readonly Word[]): boolean =>
  words.some(({ text }) => /^-[a-zA-Z]*n/.test(text)) &&
  words.some(
    ({ text, known }) => text.includes('=') && (!known || SECRET_NAME.test(`$${text.split('=')[1] ?? ''}`)),
  );
/** `aws --endpoint-url http://localhost:4566`: whatever it does is done on this machine. */
function asksHere(model: Program, args: Arguments): boolean {
  const hosts = model.names[0] === 'aws' ? valuesOf(args, ['endpoint-url']).map(hostOf) : [];
  return hosts.length > 0 && !args.unclear && hosts.every(isHere);
}

/** `kubectl --context kind-it apply …`: a cluster of this machine, by its name; how clusters are found is no part of it. */
function triesOut(model: Program, args: Arguments): boolean {
  return (
    /^(?:kubectl|helm)$/.test(model.names[0] as string) &&
    /^(?:apply|create|patch|replace|scale|set|label|annotate|expose|autoscale|delete|rollout|cordon|uncordon|taint|drain|install|upgrade|uninstall|rollback|test|get|describe|logs|wait)$/.test(
      args.operands[0]?.text ?? '',
    ) &&
    args.operands.every(({ splits }) => !splits) &&
    !clusterAway(undefined, args)
  );
}

const TRIED: readonly Does[] = [
  'network',
  'execute',
  'write named',
  'read operands',
  'read =f,filename,values,from-file,from-env-file,cert,key',
  'network =f,filename',
  'network urls',
];

const HERE_ONLY: readonly Does[] = ['network =endpoint-url', 'write named', 'read operands'];

const UNKNOWN: readonly Does[] = ['unknown'];

/** The folder all of whose files a pattern stands for: to change them is to change it. */
function allOf(path: Word): Word | undefined {
  const folder = /^(.*\/)?\*+(?:\/\*+)*\/?$/s.exec(path.text);
  return folder === null ? undefined : { ...path, text: folder[1]?.replace(/(?<=.)\/$/, '') ?? '.' };
}
