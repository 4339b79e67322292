import { z } from 'zod';
import { UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import { readFields } from '../readings/fields.js';
import { NETWORKS } from '../url/networks.js';
import type { Network } from '../url/networks.js';
import { parseUrl } from '../url/parse.js';
import type { ParsedUrl } from '../url/parse.js';
import { checkHost, CompiledUrlTest, describeUrl } from '../url/test.js';
import type { ArgPath } from './arg-path.js';
import { defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode, Reporter } from './define.js';
import { checkPlaces, placesOf, readNamed } from './named.js';
import type { NamedText } from './named.js';
import { checkPathText } from './path-test.js';
import { deciding, overReadings, reading, trace } from './trace.js';
import { listOf, orList, texts } from './values.js';
import type { Texts } from './values.js';

interface UrlValue {
  readonly in?: Texts;
  readonly host?: Texts;
  readonly scheme?: Texts;
  readonly port?: number | readonly number[];
  readonly path?: Texts;
  readonly network?: Network | readonly Network[];
}

const TESTS = ['host', 'scheme', 'port', 'path', 'network'] as const;
const KEYS = ['in', ...TESTS] as const;

const NETWORK = `must be one of ${NETWORKS.join(', ')}, or a list of them`;
const PORT = 'must be a port or a list of ports';
const network = z.enum(NETWORKS, { error: NETWORK });
const port = z.int({ error: PORT }).min(0, { error: PORT }).max(65_535, { error: PORT });
export const url = defineOperator<UrlValue>({
  key: 'url',
  doc: {
    value: `map of \`${[...TESTS, 'in'].join(' ')}\``,
    reads: '`url uri href endpoint webhook host` and the like, or `in:`',
    readings: 'every URL; a host name is not resolved',
    example: { network: ['private', 'loopback', 'link_local', 'metadata'] },
  },
  schema: () =>
    z
      .strictObject({
        in: texts.optional(),
        host: texts.optional(),
        scheme: texts.optional(),
        port: orList(port, PORT).optional(),
        path: texts.optional(),
        network: orList(network, NETWORK).optional(),
      })
      .refine((value) => TESTS.some((key) => value[key] !== undefined), {
        error: `needs one of ${TESTS.map((key) => `\`${key}\``).join(', ')}`,
      }),
  check(value, report) {
    checkPlaces(value.in, report);
    checkTexts('host', value.host, report, checkHost);
    checkTexts('scheme', value.scheme, report, (text) =>
      /^[a-z][a-z0-9+.*?-]*$/i.test(text) || text === '*' ? undefined : 'is no scheme: write it without `:`',
    );
    checkTexts('path', value.path, report, (text) =>
      text.startsWith('/') || text.startsWith('*') ? checkPathText(text) : 'must start with `/` or `*`',
    );
  },
  canonical: (value) =>
    Object.fromEntries(
      KEYS.flatMap((key) => (value[key] === undefined ? [] : [[key, [...listOf<JsonValue>(value[key])]]])),
    ),
  compile(value) {
    const test = Object.fromEntries(
      TESTS.flatMap((key) => (value[key] === undefined ? [] : [[key, listOf<string | number>(value[key])]])),
    );
    return new UrlCondition(value as JsonValue, new CompiledUrlTest(test), placesOf(value.in));
  },
  region: (value) => ({ kind: 'globs', field: 'url', globs: listOf(value.host ?? []) }),
});

function checkTexts(
  key: string,
  value: Texts | undefined,
  report: Reporter,
  faultOf: (text: string) => string | undefined,
): void {
  for (const [index, text] of listOf(value ?? []).entries()) {
    const fault = faultOf(text);
    if (fault)
      report.report('bad_value', Array.isArray(value) ? [key, index] : [key], `\`${text}\` ${fault}`);
  }
}

class UrlCondition implements Condition {
  readonly cost = 3;

  constructor(
    private readonly value: JsonValue,
    private readonly test: CompiledUrlTest,
    private readonly places: readonly ArgPath[],
  ) {}

  evaluate(state: EvaluationState, mode: Mode): Truth {
    if (this.places.length > 0)
      return overReadings(readNamed(state, this.places), (item) => this.#named(item, mode), mode);
    return overReadings(state.readings.urls, (url) => this.#truth(url, mode), mode);
  }

  #truth(url: ParsedUrl | undefined, mode: Mode): Truth {
    return url === undefined ? UNKNOWN : this.test.evaluate(url, mode);
  }

  #named({ text }: NamedText, mode: Mode): Truth {
    return this.#truth(text === undefined ? undefined : parseUrl(text), mode);
  }

  explain(state: EvaluationState, mode: Mode) {
    const items: readonly NamedText[] =
      this.places.length > 0
        ? readNamed(state, this.places)
        : readFields(state.event.payload, true).urls.map(({ value, at, raw }) => ({ text: value, at, raw }));
    const found = deciding(items, (item) => this.#named(item, mode), mode);
    return trace('url', this.value, mode, this.evaluate(state, mode), {
      reading: found && reading(found.at, found.raw, 'raw'),
      note: found === undefined ? 'no URL in the payload' : noteOf(found),
    });
  }
}

function noteOf({ text }: NamedText): string {
  return text === undefined ? 'this is no URL' : describeUrl(parseUrl(text));
}
