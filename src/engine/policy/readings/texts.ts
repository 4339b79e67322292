import type { JsonObject, JsonValue } from '../../model/json.js';

/** How a text stands in the payload. Only the first two count when a rule grants. */
export type TextForm = 'raw' | 'joined' | 'key' | 'scalar';

/** The texts of a payload. `granting` of them, from the start of the list, are values and joined lists. */
export interface TextReadings {
  readonly texts: readonly string[];
  readonly granting: number;
  /** Length of all texts together, in UTF-16 units. */
  readonly units: number;
  /** Only when asked for: the form and place of each text. */
  readonly forms: readonly TextForm[];
  readonly places: readonly string[];
}

/** Reads every text of a payload, at any depth: values, lists of scalars as one line, keys, and other scalars. */
export function readTexts(payload: JsonObject, withPlaces = false): TextReadings {
  const walk = new Walk(withPlaces ? new Places() : undefined);
  walk.object(payload, withPlaces ? '$' : '');
  return walk.result();
}

/** Where the texts stand: kept for explanations only. */
class Places {
  readonly forms: TextForm[] = [];
  readonly places: string[] = [];
  readonly otherForms: TextForm[] = [];
  readonly otherPlaces: string[] = [];
}

class Walk {
  readonly #values: string[] = [];
  readonly #others: string[] = [];
  #units = 0;

  constructor(private readonly places: Places | undefined) {}

  object(object: JsonObject, at: string): void {
    for (const key in object) {
      const place = this.places === undefined ? at : `${at}.${key}`;
      this.#other(key, 'key', place);
      const value = object[key] as JsonValue;
      if (typeof value === 'string') this.#text(value, 'raw', place);
      else this.#value(value, place);
    }
  }

  #value(value: JsonValue, at: string): void {
    if (typeof value === 'string') this.#text(value, 'raw', at);
    else if (typeof value !== 'object' || value === null) this.#other(String(value), 'scalar', at);
    else if (Array.isArray(value)) this.#array(value as readonly JsonValue[], at);
    else this.object(value as JsonObject, at);
  }

  /** A list of scalars, also in lists of its own, is an argv: read as one line. Of nested ones the outermost too. */
  #array(items: readonly JsonValue[], at: string, nested = false): boolean {
    let flat = items.length > 0;
    let deep = false;
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as JsonValue;
      const place = this.places === undefined ? at : `${at}[${i}]`;
      if (Array.isArray(item)) {
        deep = true;
        flat = this.#array(item as readonly JsonValue[], place, true) && flat;
      } else {
        if (typeof item === 'object' && item !== null) flat = false;
        this.#value(item, place);
      }
    }
    if (flat && !deep) this.#text(items.map(String).join(' '), 'joined', at);
    else if (flat && !nested)
      this.#text((items as readonly unknown[]).flat(MAX_NESTING).map(String).join(' '), 'joined', at);
    return flat;
  }

  #text(text: string, form: TextForm, at: string): void {
    this.#values.push(text);
    this.#units += text.length;
    this.places?.forms.push(form);
    this.places?.places.push(at);
  }

  #other(text: string, form: TextForm, at: string): void {
    this.#others.push(text);
    this.#units += text.length;
    this.places?.otherForms.push(form);
    this.places?.otherPlaces.push(at);
  }

  result(): TextReadings {
    const granting = this.#values.length;
    for (const text of this.#others) this.#values.push(text);
    const places = this.places;
    return {
      texts: this.#values,
      granting,
      units: this.#units,
      forms: places === undefined ? NONE : [...places.forms, ...places.otherForms],
      places: places === undefined ? NONE : [...places.places, ...places.otherPlaces],
    };
  }
}

/** Lists in lists are flattened so deep, which no payload exceeds. */
const MAX_NESTING: number = 64;
const NONE: readonly never[] = Object.freeze([]);
