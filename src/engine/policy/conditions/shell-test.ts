import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { argumentsOf, hasFlag } from '../shell/arguments.js';
import type { Arguments } from '../shell/arguments.js';
import { matchesEntry, matchesWord, parseEntry } from '../shell/command-words.js';
import type { Entry } from '../shell/command-words.js';
import { ANY_KIND, bitsOf } from '../shell/effect-bits.js';
import { effectsOf, kindsOf } from '../shell/effects.js';
import type { EffectFound } from '../shell/effects.js';
import { codeFolders, riskyAssignment } from '../shell/environment.js';
import { ProgramTest } from '../shell/program-test.js';
import type { Effect } from '../shell/programs/define.js';
import type { Answer, Script, SimpleCommand, Word } from '../shell/script.js';
import { matchGlob } from '../text/glob.js';
import { ANY } from './define.js';
import type { EvaluationState, Mode } from './define.js';
import { CompiledPathTest } from './path-test.js';
import type { PathTest } from './path-test.js';
import { globbed, pathHolds } from './shell-paths.js';
import { overReadings } from './trace.js';

export type Permission = 'redirect' | 'substitution' | 'assignment';

/** What a policy asks of each simple command, with every list spelled out. */
export interface ShellQuestion {
  readonly command?: readonly string[];
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly pipes_to?: readonly string[];
  readonly writes_to?: PathTest;
  readonly effects?: readonly Effect[];
  readonly within?: readonly string[];
  readonly outside?: readonly string[];
  readonly glob?: readonly string[];
  readonly host?: readonly string[];
  readonly not_host?: readonly string[];
  readonly only?: readonly string[];
  readonly permit?: readonly Permission[];
}

/** A question, compiled: asked of one simple command, and of a script. */
export class ShellTest {
  readonly #command: ProgramTest | undefined;
  /** The programs that it names by more than `*`. */
  readonly #named: ProgramTest;
  readonly #pipesTo: ProgramTest | undefined;
  readonly #flags: readonly string[] | undefined;
  readonly #only: readonly Entry[] | undefined;
  readonly #writesTo: CompiledPathTest | undefined;
  readonly #paths: CompiledPathTest | undefined;
  readonly #globs: CompiledPathTest | undefined;
  readonly #permit: ReadonlySet<Permission>;
  readonly #effects: ReadonlySet<Effect> | undefined;
  readonly #bits: number;
  /** Whether it asks for effects wherever they are. */
  readonly #anywhere: boolean;
  /** Whether its answer depends on where relative paths start. */
  readonly #placed: boolean;

  constructor(private readonly question: ShellQuestion) {
    const { command, flags, only, writes_to: writesTo, within, outside, glob, effects } = question;
    this.#command = command && new ProgramTest(command);
    this.#named = new ProgramTest(
      (command ?? only?.map((text) => text.split(' ', 1)[0] as string) ?? []).filter(
        (glob) => !/^[*?]+$/.test(glob),
      ),
    );
    this.#pipesTo = question.pipes_to && new ProgramTest(question.pipes_to);
    this.#flags = flags?.map((flag) => flag.replace(/^--?/, ''));
    this.#only = only?.map((text) => parseEntry(text) as Entry);
    this.#writesTo = writesTo && new CompiledPathTest(writesTo);
    this.#globs = glob && new CompiledPathTest({ glob });
    const paths = { ...(within && { within }), ...(outside && { outside }) };
    this.#paths = (within ?? outside) ? new CompiledPathTest(paths) : undefined;
    this.#placed = this.#writesTo !== undefined || this.#globs !== undefined || this.#paths !== undefined;
    this.#permit = new Set(question.permit);
    this.#effects = effects && new Set(effects);
    this.#bits = bitsOf(effects ?? []);
    this.#anywhere = [within, outside, glob, question.host, question.not_host].every(
      (list) => list === undefined,
    );
  }

  /** Over all simple commands: some when restricting, all when granting. One that is not clear is unknown. */
  ofScript(script: Script, state: EvaluationState, mode: Mode): Truth {
    if (script.unclear !== undefined) return UNKNOWN;
    const place = this.#placed ? state.readings.place : ANYWHERE;
    if (place === undefined) return this.#ask(script, state, mode);
    const known = answerOf(script, this, place);
    return mode === ANY
      ? (known.any ??= this.#ask(script, state, mode))
      : (known.all ??= this.#ask(script, state, mode));
  }

  #ask(script: Script, state: EvaluationState, mode: Mode): Truth {
    return overReadings(script.commands, (command) => this.ofCommand(command, script, state, mode), mode);
  }

  ofCommand(command: SimpleCommand, script: Script, state: EvaluationState, mode: Mode): Truth {
    if (command.program === undefined) return UNKNOWN;
    return mode === ANY ? this.#restricts(command, script, state) : this.#grants(command, script, state);
  }

  #restricts(command: SimpleCommand, script: Script, state: EvaluationState): Truth {
    const named = this.#names(command, ANY);
    if (named !== TRUE) return command.opaque === undefined ? named : UNKNOWN;
    const truth = this.#rest(command, script, state, ANY);
    const opaque = command.opaque !== undefined && this.#command === undefined && this.#only === undefined;
    return opaque && truth === FALSE ? UNKNOWN : truth;
  }

  #grants(command: SimpleCommand, script: Script, state: EvaluationState): Truth {
    const { own, program, opaque } = command;
    const bare = own || program === '';
    const named = bare ? TRUE : this.#names(command, 1);
    if (named === FALSE) return FALSE;
    const asked = this.#command !== undefined || this.#only !== undefined;
    const seen = opaque === undefined || this.#named.names(command, 1) === TRUE ? TRUE : UNKNOWN;
    let truth = Math.min(named, this.#plain(command), seen) as Truth;
    if (bare && asked) truth = Math.min(truth, this.#world(command, state, 1)) as Truth;
    else truth = Math.min(truth, this.#rest(command, script, state, 1)) as Truth;
    return truth;
  }

  /** `command` and `only`. */
  #names(command: SimpleCommand, mode: Mode): Truth {
    let truth: Truth = TRUE;
    if (this.#command) truth = this.#command.names(command, mode);
    if (this.#only && truth !== FALSE) {
      const listed = someOf(this.#only, (entry) => matchesEntry(entry, command, mode === ANY));
      if (listed < truth) truth = listed;
    }
    return truth;
  }

  /** What a grant that names commands does not cover unless it says so. */
  #plain({ redirects, substitutes, assigned, program }: SimpleCommand): Truth {
    const strict = this.#only !== undefined;
    const judged = this.#writesTo !== undefined || this.#effects !== undefined;
    const opens = redirects.some(({ writes }) => (strict && !judged) || writes);
    if (opens && !this.#permit.has('redirect') && !judged) return strict ? FALSE : UNKNOWN;
    if (strict && substitutes && !this.#permit.has('substitution')) return FALSE;
    if (strict && assigned.length > 0 && !this.#permit.has('assignment')) return FALSE;
    if (strict && program === '' && assigned.length === 0 && redirects.length === 0) return FALSE;
    // Where effects are judged, those folders are among them.
    const told = (word: Word): boolean => this.#effects !== undefined && codeFolders(word) !== undefined;
    return assigned.some((word) => riskyAssignment(word) && !told(word)) ? UNKNOWN : TRUE;
  }

  #rest(command: SimpleCommand, script: Script, state: EvaluationState, mode: Mode): Truth {
    let truth: Truth = TRUE;
    if (this.#flags !== undefined || this.question.args !== undefined) {
      const args = argumentsOf(command);
      if (this.#flags) truth = hasFlags(this.#flags, args, command, mode);
      if (this.question.args && truth !== FALSE)
        truth = Math.min(truth, operandsMatch(this.question.args, args, mode)) as Truth;
    }
    if (this.#pipesTo && truth !== FALSE)
      truth = Math.min(truth, reaches(this.#pipesTo, command, script, mode)) as Truth;
    return truth === FALSE ? FALSE : (Math.min(truth, this.#world(command, state, mode)) as Truth);
  }

  /** What it does to files and hosts. */
  #world(command: SimpleCommand, state: EvaluationState, mode: Mode): Truth {
    let truth: Truth = TRUE;
    if (this.#writesTo) truth = this.#writes(this.#writesTo, command, state, mode);
    if (this.#effects && truth !== FALSE)
      truth = Math.min(truth, this.#does(this.#effects, command, state, mode)) as Truth;
    return truth;
  }

  #writes(test: CompiledPathTest, command: SimpleCommand, state: EvaluationState, mode: Mode): Truth {
    const targets = command.redirects.filter(({ writes }) => writes).map(({ target }) => target);
    if (command.model?.names[0] === 'tee') targets.push(...argumentsOf(command).operands);
    const asked = this.#command !== undefined || this.#only !== undefined || this.#effects !== undefined;
    if (mode !== ANY && targets.length === 0) return asked ? TRUE : FALSE;
    const { glob, within, outside } = this.question.writes_to ?? {};
    const globs = within === undefined && outside === undefined ? glob : undefined;
    return overReadings(targets, (target) => globbed(test, globs, target, command, state, mode), mode);
  }

  /** When granting, everything that it does must be among the effects; when restricting, one of them is enough. */
  #does(kinds: ReadonlySet<Effect>, command: SimpleCommand, state: EvaluationState, mode: Mode): Truth {
    const found = kindsOf(command);
    if (mode === ANY && (found & (this.#bits | ANY_KIND)) === 0) return FALSE;
    if (mode !== ANY && (found === 0 || (this.#anywhere && (found & ~this.#bits) === 0))) return TRUE;
    const truthOf = (effect: EffectFound): Truth => {
      if (effect.kind === 'unknown') return UNKNOWN;
      if (!kinds.has(effect.kind)) return FALSE;
      return this.#where(effect, command, state, mode);
    };
    return overReadings(
      effectsOf(command),
      (effect) => {
        const truth = truthOf(effect);
        return effect.sure || truth === (mode === ANY ? FALSE : TRUE) ? truth : UNKNOWN;
      },
      mode,
    );
  }

  #where(effect: EffectFound, command: SimpleCommand, state: EvaluationState, mode: Mode): Truth {
    if (effect.kind === 'network') return this.#hosts(effect.host, mode);
    if (!AT_PATHS.has(effect.kind)) return TRUE;
    const { path } = effect;
    if (path === undefined) {
      // What is run by its name alone is run wherever it is installed.
      if (effect.kind === 'execute') return this.#globs !== undefined && mode === ANY ? FALSE : TRUE;
      return this.#paths !== undefined || this.#globs !== undefined ? UNKNOWN : TRUE;
    }
    const truth = this.#paths ? pathHolds(this.#paths, path, command, state, mode) : TRUE;
    return this.#globs && truth !== FALSE
      ? (Math.min(truth, globbed(this.#globs, this.question.glob, path, command, state, mode)) as Truth)
      : truth;
  }

  #hosts(found: string | undefined, mode: Mode): Truth {
    const { host, not_host: notHost } = this.question;
    if (host === undefined && notHost === undefined) return TRUE;
    if (found === undefined) return UNKNOWN;
    const is = (globs: readonly string[]): boolean =>
      globs.some((glob) => matchGlob(glob.toLowerCase(), found));
    const holds = (host === undefined || is(host)) && (notHost === undefined || !is(notHost));
    return holds ? TRUE : mode === ANY && /[^a-z0-9.:[\]_-]/.test(found) ? UNKNOWN : FALSE;
  }
}

const ANYWHERE = {};
/** Conditions come and go with policies, and scripts are kept: more answers than this are of policies that are gone. */
const MAX_ANSWERS = 1024;

/** What a test has answered about a script before, which follows from the script and the place alone. */
function answerOf({ memo }: Script, test: ShellTest, place: object): Answer {
  const answers = (memo.answers ??= new Map());
  const known = answers.get(test);
  if (known?.place === place) return known;
  if (answers.size >= MAX_ANSWERS) answers.clear();
  const made: Answer = { place, any: undefined, all: undefined };
  answers.set(test, made);
  return made;
}

const AT_PATHS = new Set<string>(['delete', 'write', 'execute', 'persist', 'read_secret']);
function hasFlags(flags: readonly string[], args: Arguments, { model }: SimpleCommand, mode: Mode): Truth {
  if (flags.every((flag) => hasFlag(args, flag, model, mode === ANY))) return TRUE;
  return args.unclear ? UNKNOWN : FALSE;
}

/** Some operand when restricting; when granting each of them, and there is one. */
function operandsMatch(globs: readonly string[], args: Arguments, mode: Mode): Truth {
  const truth = overReadings(
    args.operands,
    (word) => someOf(globs, (glob) => matchesWord(glob, word, mode === ANY)),
    mode,
  );
  return truth === FALSE && args.unclear ? UNKNOWN : truth;
}

function reaches(test: ProgramTest, command: SimpleCommand, script: Script, mode: Mode): Truth {
  let truth: Truth = FALSE;
  let all: Truth = TRUE;
  for (const [from, to] of command.sinks) {
    for (let i = from; i < to; i++) {
      const sink = script.commands[i] as SimpleCommand;
      const named = test.names(sink, mode);
      const next = named !== TRUE && sink.opaque !== undefined ? UNKNOWN : named;
      if (next > truth) truth = next;
      if (next < all) all = next;
    }
    if (mode === ANY && truth === TRUE) return TRUE;
  }
  return mode === ANY || truth === FALSE ? truth : all;
}

function someOf<T>(items: readonly T[], truthOf: (item: T) => Truth): Truth {
  let truth: Truth = FALSE;
  for (const item of items) {
    const next = truthOf(item);
    if (next > truth) truth = next;
    if (truth === TRUE) break;
  }
  return truth;
}
