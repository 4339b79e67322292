import { ActionEvent } from '../../model/event.js';
import { ParseCache } from '../parse-cache.js';
import { readFields } from './fields.js';
import type { FieldReadings } from './fields.js';
import type { ParsedPath } from './path.js';
import { parseCwd, pathForms } from './path-forms.js';
import type { PathForms } from './path-forms.js';
import { parseUrl } from '../url/parse.js';
import type { ParsedUrl } from '../url/parse.js';
import { normalise } from '../text/normalise.js';
import { readCommands } from './shell.js';
import { withScripts } from './shell-scripts.js';
import type { CommandReading } from './shell-scripts.js';
import { readTexts } from './texts.js';
import type { TextReadings } from './texts.js';

/**
 * What an event can be read as. It follows from the event alone, so it is kept with the event and shared by every
 * policy that looks at it; each part is made when it is first asked for.
 */
export class EventReadings {
  #texts: TextReadings | undefined;
  #normals: readonly string[] | undefined;
  #fields: FieldReadings | undefined;
  #hostCwd: ParsedPath | undefined | null = null;
  #paths: readonly (PathForms | undefined)[] | undefined;
  #commands: readonly CommandReading[] | undefined;
  #urls: readonly (ParsedUrl | undefined)[] | undefined;

  private constructor(private readonly event: ActionEvent) {}

  static of(event: ActionEvent): EventReadings {
    return ActionEvent.memo(event, make);
  }

  static make(event: ActionEvent): EventReadings {
    return new EventReadings(event);
  }

  get texts(): TextReadings {
    return (this.#texts ??= readTexts(this.event.payload));
  }

  /** The normalised form of each text. */
  get normals(): readonly string[] {
    return (this.#normals ??= this.texts.texts.map(normalise));
  }

  get fields(): FieldReadings {
    return (this.#fields ??= readFields(this.event.payload));
  }

  /** The forms of each path of `fields.paths`; undefined for one that is not understood. */
  get paths(): readonly (PathForms | undefined)[] {
    return (this.#paths ??= this.fields.paths.map(({ value }) =>
      value === undefined ? undefined : this.path(value),
    ));
  }

  /** Every command that the payload holds; each is parsed when it is first asked for. */
  get commands(): readonly CommandReading[] {
    return (this.#commands ??= readCommands(this.event.payload).map(withScripts));
  }

  /** Each URL of `fields.urls`, parsed; undefined for what is none. */
  get urls(): readonly (ParsedUrl | undefined)[] {
    return (this.#urls ??= this.fields.urls.map(({ value }) =>
      value === undefined ? undefined : parseUrl(value),
    ));
  }

  path(text: string): PathForms {
    const { cwds } = this.fields;
    const { hostCwd } = this;
    if (cwds.length > 0) return pathForms(text, hostCwd, cwds);
    return formsFrom(this.event.context.cwd, hostCwd).get(text);
  }

  /** What `path` goes by besides the text: the same thing for the same folder; undefined where the payload names some. */
  get place(): object | undefined {
    return this.fields.cwds.length > 0 ? undefined : formsFrom(this.event.context.cwd, this.hostCwd);
  }

  get hostCwd(): ParsedPath | undefined {
    if (this.#hostCwd === null) this.#hostCwd = parseCwd(this.event.context.cwd);
    return this.#hostCwd;
  }
}

/** Forms of paths by the host's folder, which is nearly always the one of the event before. */
let forms: { readonly cwd: string | undefined; readonly byText: ParseCache<PathForms> } | undefined;

function formsFrom(cwd: string | undefined, parsed: ParsedPath | undefined): ParseCache<PathForms> {
  if (forms === undefined || forms.cwd !== cwd)
    forms = { cwd, byText: new ParseCache((text) => pathForms(text, parsed, []), 2048, 1024 * 1024) };
  return forms.byText;
}

const make = (event: ActionEvent): EventReadings => EventReadings.make(event);
