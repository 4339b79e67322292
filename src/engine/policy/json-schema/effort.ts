import type { FormatDefinition } from 'ajv';
import { MAX_REGEX_WORK, Pattern } from '../text/regex.js';
import { table } from '../table.js';

/** References that one validation may follow: a schema that refers to itself can double its work at each level. */
const MAX_STEPS = 200_000;

/** One validation costs more than it may: the payload is then neither fit nor unfit. */
export class EffortExceeded extends Error {}

/** What the validation at hand has cost so far. Validations run to their end one after the other. */
export class Effort {
  #steps = 0;
  #work = 0;

  reset(): void {
    this.#steps = 0;
    this.#work = 0;
  }

  step(): true {
    if (++this.#steps > MAX_STEPS) throw new EffortExceeded();
    return true;
  }

  work(amount: number): void {
    this.#work += amount;
    if (this.#work > MAX_REGEX_WORK) throw new EffortExceeded();
  }
}

/** RE2 in the place of the language's own patterns, which can hang. The validator tells them apart by their text. */
export function linearRegExp(effort: Effort): (source: string) => { test(text: string): boolean } {
  return (source) => {
    const pattern = new Pattern(source, -1);
    const { size } = pattern;
    return {
      test(text: string): boolean {
        effort.work((text.length + 1) * size);
        return pattern.matches(text);
      },
      toString: () => `RE2 ${source}`,
    };
  };
}

const DATE = '[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])';
const TIME =
  '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]{1,9})?(?:[zZ]|[+-][0-9]{2}:[0-9]{2})';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** The formats that are checked, each by one pattern without ambiguity. A schema that names another does not load. */
const PATTERNS: Readonly<Record<string, string>> = table({
  date: `^${DATE}$`,
  time: `^${TIME}$`,
  'date-time': `^${DATE}[tT ]${TIME}$`,
  uuid: '^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  email: `^[A-Za-z0-9!#$&'*+/=?^_{|}~-]+(?:\\.[A-Za-z0-9!#$&'*+/=?^_{|}~-]+)*@${LABEL}(?:\\.${LABEL})*$`,
  hostname: `^${LABEL}(?:\\.${LABEL})*$`,
  ipv4: `^${BYTE}(?:\\.${BYTE}){3}$`,
});

export function formats(effort: Effort): Record<string, FormatDefinition<string>> {
  const regExp = linearRegExp(effort);
  const named = Object.entries(PATTERNS).map(([name, source]): [string, FormatDefinition<string>] => {
    let pattern: ReturnType<typeof regExp> | undefined;
    return [name, { validate: (text: string) => (pattern ??= regExp(source)).test(text) }];
  });
  const isUri = (text: string): boolean => !/[\0-\x20"<>\\^`{|}\x7f-\uffff]/.test(text) && URL.canParse(text);
  const isAddress = (text: string): boolean =>
    /^[0-9A-Fa-f:.]{2,45}$/.test(text) && URL.canParse(`http://[${text}]/`);
  return { ...Object.fromEntries(named), uri: { validate: isUri }, ipv6: { validate: isAddress } };
}

export const FORMAT_NAMES: readonly string[] = [...Object.keys(PATTERNS), 'uri', 'ipv6'].sort();
