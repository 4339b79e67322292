import { ParseCache } from '../parse-cache.js';

/** What a parser gives; its nodes may get other values. */
type Node = Record<string, unknown>;
type Value = number | string;

interface Marked {
  /** The text with a mark for each of its values. */
  readonly text: string;
  readonly values: readonly Value[];
}

type Place = readonly [node: Node, name: string];

interface Shape<T> {
  readonly result: T;
  /** Where the mark of each value stands. */
  readonly places: readonly Place[];
}

/** What is known of a text with marks: nothing when it is met for the first time. */
interface Known<T> {
  isMet: boolean;
  /** Null where its marks are not all found again. */
  shape?: Shape<T> | null;
}

/** Longer texts, and such with more values, are data: they seldom come again with others. */
const MAX_LENGTH = 2000;
const MAX_VALUES = 32;
const SHAPES = 512;
const MAX_DEPTH = 500;

/**
 * Parses statements by their shape. Two that differ in nothing but plain numbers and texts have the same tree but for
 * these values: it is parsed with marks when a second one comes, and the values of each statement are put where its marks
 * stood. That is done only where every mark is found again in the tree, once and as it was; any other text is parsed as
 * it is.
 */
export class ShapeParser<T extends object> {
  readonly #known = new ParseCache<Known<T>>(() => ({ isMet: false }), SHAPES, SHAPES * MAX_LENGTH);

  constructor(private readonly parse: (text: string) => T) {}

  /**
   * @param text as the lexer writes it: nothing in its texts and quoted names can be taken for their end
   * @returns what `parse` gives; good until the next call, which may put other values into it
   * @throws what `parse` throws
   */
  result(text: string): T {
    const marked = text.length > MAX_LENGTH ? undefined : markedText(text);
    const shape = marked === undefined ? undefined : this.#shape(marked.text);
    // A text may hold what looks like a mark: then there are more of them than values.
    if (marked === undefined || shape?.places.length !== marked.values.length) return this.parse(text);
    shape.places.forEach(([node, name], index) => {
      node[name] = marked.values[index];
    });
    return shape.result;
  }

  #shape(text: string): Shape<T> | null | undefined {
    const known = this.#known.get(text);
    if (known.isMet && known.shape === undefined) known.shape = this.#shapeOf(text);
    known.isMet = true;
    return known.shape;
  }

  #shapeOf(text: string): Shape<T> | null {
    let result: T;
    try {
      result = this.parse(text);
    } catch {
      return null;
    }
    const places = placesOf(result, text);
    return places === undefined ? null : { result, places };
  }
}

const QUOTED = '"[^"]*"|`[^`]*`|\\[[^\\]]*\\]';
const TOKENS = new RegExp(
  `('[^']*')|${QUOTED}|[A-Za-z_@#:$\\u0080-\\uffff][\\w@$#\\u0080-\\uffff]*|(\\.?\\d[\\w.]*)`,
  'g',
);
/** Up to fifteen digits: more are no numbers to every parser. Those of one or two are seldom what differs. */
const NUMBER = /^[1-9]\d{2,14}$/;
const TEXT = /^'[\w@.:-](?:[\w @.:-]{0,98}[\w@.:-])?'$/;
/** A mark is written in both cases, so that it is not found again where a parser changes them. */
const TEXT_MARK = 'zMaRkQ';
const MARKS = /zMaRkQ\d\d|(?<![\w.])8\d{2,14}(?![\w.])/g;

/** Undefined where there is nothing to be marked, or too much. */
function markedText(text: string): Marked | undefined {
  const values: Value[] = [];
  const marked = text.replace(TOKENS, (token, string: string | undefined, number: string | undefined) => {
    const index = String(values.length).padStart(2, '0');
    if (string !== undefined && TEXT.test(string)) {
      values.push(string.slice(1, -1));
      return `'${TEXT_MARK}${index}'`;
    }
    if (number === undefined || !NUMBER.test(number)) return token;
    values.push(Number(number));
    return `8${index.padStart(number.length - 1, '0')}`;
  });
  return values.length === 0 || values.length > MAX_VALUES ? undefined : { text: marked, values };
}

/** Where the marks of a text stand, in their order; undefined where one is missing, changed, or there twice. */
function placesOf(result: object, text: string): readonly Place[] | undefined {
  const marks = text.match(MARKS) ?? [];
  const found = new Map<string, Place>();
  const seen = new Set<unknown>();
  const isPlain = (node: Node, depth: number): boolean => {
    if (seen.has(node)) return true;
    seen.add(node);
    return (
      depth < MAX_DEPTH && Object.entries(node).every(([name, value]) => follow(node, name, value, depth))
    );
  };
  const follow = (node: Node, name: string, value: unknown, depth: number): boolean => {
    if (typeof value === 'object' && value !== null) return isPlain(value as Node, depth + 1);
    if (typeof value !== 'string' && typeof value !== 'number') return true;
    const said = String(value);
    const mark = marks.find((one) => said.includes(one));
    if (mark === undefined) return !/zmarkq/i.test(said);
    const isWhole = said === mark && (typeof value === 'string') === mark.startsWith(TEXT_MARK);
    if (!isWhole || found.has(mark)) return false;
    found.set(mark, [node, name]);
    return true;
  };
  if (!isPlain(result as Node, 0) || found.size !== marks.length) return undefined;
  return marks.map((mark) => found.get(mark) as Place);
}
