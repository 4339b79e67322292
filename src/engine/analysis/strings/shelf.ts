import { lower } from '../../policy/text/normalise.js';
import { or, is } from '../formula.js';
import type { Formula } from '../formula.js';
import { contains, endsWith, equals, globTree, lowerContains, needleForms, startsWith } from './languages.js';
import { parseRe2 } from './re2-parser.js';
import { lengthTest, normalTest, rawTest } from './tracks.js';
import type { TextTest } from './tracks.js';

/** What a condition asks of one text: of the text as it is, and (where it restricts) of its normalised form too. */
export interface TextPredicate {
  readonly raw: Formula<TextTest>;
  readonly normal: Formula<TextTest> | undefined;
}

export function whole({ raw, normal }: TextPredicate): Formula<TextTest> {
  return normal === undefined ? raw : or(raw, normal);
}

/** The tests of a problem, each made once: their machines remember what they have been through. */
export class Shelf {
  readonly #tests = new Map<string, TextTest>();
  readonly #predicates = new Map<string, TextPredicate>();

  #get(key: string, make: () => TextTest): TextTest {
    let test = this.#tests.get(key);
    if (test === undefined) this.#tests.set(key, (test = make()));
    return test;
  }

  /** `contains` and `match_regex`, restricting or granting. */
  textPredicate(how: 'contains' | 'matches', values: readonly string[], restricts: boolean): TextPredicate {
    const key = JSON.stringify([how, restricts, values]);
    let predicate = this.#predicates.get(key);
    if (predicate === undefined) {
      predicate = how === 'contains' ? this.#contains(values, restricts) : this.#matches(values, restricts);
      this.#predicates.set(key, predicate);
    }
    return predicate;
  }

  #contains(values: readonly string[], restricts: boolean): TextPredicate {
    const forms = values.flatMap((value) => (restricts ? needleForms(value) : [lower(value)]));
    const raw = forms.map((form) => is(this.#get(`low ${form}`, () => rawTest(lowerContains(form)))));
    const normal = forms.map((form) => is(this.#get(`normal ${form}`, () => normalTest(contains(form)))));
    return { raw: or(...raw), normal: restricts ? or(...normal) : undefined };
  }

  #matches(values: readonly string[], restricts: boolean): TextPredicate {
    const normal = values.map((value) =>
      is(this.#get(`folded ${value}`, () => normalTest(parseRe2(value, true)))),
    );
    return {
      raw: or(...values.map((value) => is(this.regex(value)))),
      normal: restricts ? or(...normal) : undefined,
    };
  }

  regex(source: string): TextTest {
    return this.#get(`regex ${source}`, () => rawTest(parseRe2(source, false)));
  }

  glob(glob: string, fold = false): TextTest {
    return this.#get(`glob ${fold} ${glob}`, () => rawTest(globTree(fold ? lower(glob) : glob, fold)));
  }

  /** A glob over the normalised form. */
  normalGlob(glob: string): TextTest {
    return this.#get(`normalglob ${glob}`, () => normalTest(globTree(glob, false)));
  }

  equals(text: string): TextTest {
    return this.#get(`equals ${text}`, () => rawTest(equals(text)));
  }

  contains(text: string): TextTest {
    return this.#get(`contains ${text}`, () => rawTest(contains(text)));
  }

  startsWith(text: string): TextTest {
    return this.#get(`starts ${text}`, () => rawTest(startsWith(text)));
  }

  endsWith(text: string): TextTest {
    return this.#get(`ends ${text}`, () => rawTest(endsWith(text)));
  }

  length(bound: number, atMost: boolean): TextTest {
    return this.#get(`length ${atMost} ${bound}`, () => lengthTest(bound, atMost));
  }
}
