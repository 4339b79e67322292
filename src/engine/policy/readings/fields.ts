import type { JsonObject, JsonValue } from '../../model/json.js';
import {
  AMOUNT_KEY,
  CWD_KEY,
  kindsAt,
  PATH_KEY,
  SQL_KEY,
  TABLE_KEY,
  TOOL_NAME_KEY,
  URL_KEY,
} from './keys.js';

/** One value found under a key that means something. `undefined` stands for *present, but not understood*. */
export interface Found<T> {
  readonly value: T | undefined;
  /** Where it stands; empty unless places were asked for. */
  readonly at: string;
  /** What stands there, for an explanation. */
  readonly raw: JsonValue;
}

/** What a payload says under keys that conditions read, at any depth. */
export interface FieldReadings {
  readonly amounts: readonly Found<number>[];
  readonly paths: readonly Found<string>[];
  readonly cwds: readonly string[];
  readonly toolNames: readonly Found<string>[];
  readonly tables: readonly Found<string>[];
  readonly urls: readonly Found<string>[];
  readonly statements: readonly Found<string>[];
  /** Summary of `amounts`: the understood ones' ends, and whether one was not understood. */
  readonly amountMin: number;
  readonly amountMax: number;
  readonly amountUnknown: boolean;
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
/** Every decimal of so many digits is told apart from its neighbours by a double. */
const SAFE_DIGITS = 15;

/** A number as a tool would read it, or undefined: `5,000`, `1e5` and `nan` are not understood. */
export function readAmount(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length > 64 || !DECIMAL.test(value)) return undefined;
  const digits = value.replace(/^-?0*|\./g, '').replace(/^0+/, '');
  return digits.length <= SAFE_DIGITS ? Number(value) : undefined;
}

/** Reads all fields of a payload in one walk. */
export function readFields(payload: JsonObject, withPlaces = false): FieldReadings {
  const walk = new Walk(withPlaces);
  walk.object(payload, withPlaces ? '$' : '', 0);
  return walk.result();
}

/** Kinds of keys below which, at any depth, every text is of that kind. */
const REACHING = PATH_KEY | URL_KEY;

class Walk {
  readonly #amounts: Found<number>[] = [];
  readonly #paths: Found<string>[] = [];
  readonly #cwds: string[] = [];
  readonly #toolNames: Found<string>[] = [];
  readonly #tables: Found<string>[] = [];
  readonly #urls: Found<string>[] = [];
  readonly #statements: Found<string>[] = [];

  constructor(private readonly places: boolean) {}

  /** `below`: the kinds of the keys above, of those that reach down. */
  object(object: JsonObject, at: string, below: number): void {
    for (const key in object) {
      const place = this.places ? `${at}.${key}` : at;
      const value = object[key] as JsonValue;
      const kinds = kindsAt(key, value);
      if (kinds !== 0) this.#keyed(value, place, kinds);
      const direct = kinds & REACHING;
      this.#value(value, place, direct | below, direct);
    }
  }

  #keyed(value: JsonValue, at: string, kinds: number): void {
    if (kinds & AMOUNT_KEY) this.#amounts.push({ value: readAmount(value), at, raw: value });
    if (kinds & CWD_KEY) this.#collectCwds(value);
    if (kinds & TOOL_NAME_KEY) this.#toolNames.push(textAt(value, at));
    if (kinds & TABLE_KEY) this.#tables.push(textAt(value, at));
    if (kinds & SQL_KEY) this.#collectStatements(value, at);
  }

  /** `direct`: the value stands at such a key itself or in lists there, where anything but text is not understood. */
  #value(value: JsonValue, at: string, below: number, direct: number): void {
    if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value)) return this.object(value as JsonObject, at, below);
      const items = value as readonly JsonValue[];
      for (let i = 0; i < items.length; i++) {
        this.#value(items[i] as JsonValue, this.places ? `${at}[${i}]` : at, below, direct);
      }
      return;
    }
    const kinds = typeof value === 'string' ? below : direct;
    if (kinds & PATH_KEY) this.#paths.push(textAt(value === '' ? null : value, at, value));
    if (kinds & URL_KEY) this.#urls.push(textAt(value, at));
  }

  /** A statement is a text. In a map nobody knows which of its texts is one, and which a parameter. */
  #collectStatements(value: JsonValue, at: string): void {
    if (!Array.isArray(value)) return void this.#statements.push(textAt(value, at));
    (value as readonly JsonValue[]).forEach((item, i) =>
      this.#collectStatements(item, this.places ? `${at}[${i}]` : at),
    );
  }

  #collectCwds(value: JsonValue): void {
    if (typeof value === 'string' && value !== '') this.#cwds.push(value);
    else if (typeof value === 'object' && value !== null) {
      for (const item of Object.values(value) as JsonValue[]) this.#collectCwds(item);
    }
  }

  result(): FieldReadings {
    let min = Infinity;
    let max = -Infinity;
    let unknown = false;
    for (const { value } of this.#amounts) {
      if (value === undefined) unknown = true;
      else {
        if (value < min) min = value;
        if (value > max) max = value;
      }
    }
    return {
      amounts: this.#amounts,
      paths: this.#paths,
      cwds: this.#cwds,
      toolNames: this.#toolNames,
      tables: this.#tables,
      urls: this.#urls,
      statements: this.#statements,
      amountMin: min,
      amountMax: max,
      amountUnknown: unknown,
    };
  }
}

function textAt(value: JsonValue, at: string, raw: JsonValue = value): Found<string> {
  return { value: typeof value === 'string' ? value : undefined, at, raw };
}
