/** Texts that are nearly policies, or nothing like one. */
import { stringify } from 'yaml';
import { generatePolicy } from './generate-policy.js';
import type { Rng } from './rng.js';

// prettier-ignore
const TOKENS = [
  '\t', '\n', '\r', '\0', '\ufeff', '\ud800', '\udfff', '\u2028', '\u0085', '"', "'", '"""', '`', '\\', '\\x', '\\ud800',
  '&a ', '*a', '&a', '<<: *a', '<<: [*a, *a]', '!!binary ', '!!binary aGk=', '!!merge "<<"', '!!timestamp 2020-01-01',
  '!!omap [a: 1]', '!!set ', '!!js/function ', '!foo ', '!!int ', '!!str', '---\n', '...\n', '%YAML 1.1\n', '%TAG ! x\n',
  '#', ' #', ': ', '- ', '? ', '|', '>', '|2-\n', '>+9\n', '{', '}', '[', ']', ',', '{}', '[]', 'null', '~', '1e999',
  '.nan', '.inf', '0x10', '0o7', '10:00', 'yes', 'no', '2020-01-01', '__proto__: 1', 'deny:', 'allow:\n  - ',
  'rules:\n  - ', 'capability: ', 'contains: ""', 'not: ', 'any_of: ', 'args: ', 'extends: ../x', '"<<": 1',
  'deny: []\ndeny: []', '  id: x\n  id: x', 'toString: 1', 'constructor: {}', 'match_regex: "("', '(?', '**',
];

const repeated = (text: string, n: number, end = ''): string => text.repeat(n) + end;

/** Few characters that ask much of whoever reads them. */
export const HEAVY: readonly ((n: number) => string)[] = [
  (n) => repeated('[', n),
  (n) => repeated('{', n),
  (n) => `deny: ${repeated('[', n, ']'.repeat(n))}`,
  (n) => `deny: ${repeated('{a: ', n, '}'.repeat(n))}`,
  (n) => repeated('- ', n),
  (n) => repeated('? ', n),
  (n) => `deny: [{capability: a, ${repeated('not: {', n)}contains: x${'}'.repeat(n)}}]`,
  (n) => `deny: [{capability: a, ${repeated('any_of: [{', n)}contains: x${'}]'.repeat(n)}}]`,
  (n) => Array.from({ length: Math.min(n, 200) }, (_, i) => `${' '.repeat(i)}not:`).join('\n'),
  (n) => repeated('"', n),
  (n) => repeated("'", n),
  (n) => repeated('""', n),
  (n) => repeated('\\', n),
  (n) => `name: "${repeated('\\u0041', n)}"`,
  (n) => repeated('&a ', n),
  (n) => repeated('!a ', n),
  (n) => repeated('*a ', n),
  (n) => repeated('\t', n),
  (n) => repeated('\n', n),
  (n) => repeated('#', n),
  (n) => repeated('a: ', n),
  (n) => repeated('---\n', n),
  (n) => repeated('a\n', n),
  (n) => `${repeated('a', n)}: 1`,
  (n) => `name: |\n${repeated(' x\n', n)}`,
  (n) => `deny:\n${repeated('- {}\n', n)}`,
  (n) => `deny:\n${repeated('- a.b\n', n)}`,
  (n) => `deny: [{capability: a, contains: [${repeated('aab,', n)}b]}]`,
  (n) =>
    `deny: [{capability: a, match_regex: "${repeated('(a|', Math.min(n, 500), 'b' + ')*'.repeat(Math.min(n, 500)))}"}]`,
  (n) => `deny: [{capability: a, match_regex: "(a{0,${n}}){0,${n}}"}]`,
  (n) => `deny: [{capability: "${repeated('*a', n)}"}]`,
  (n) =>
    `a0: &a0 [x]\n${Array.from({ length: Math.min(n, 60) }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}`,
  (n) => `x: &x {a: 1}\n${repeated('y: {<<: *x}\n', n)}`,
  (n) => `x: &x [*x]\n${repeated('y: *x\n', n)}`,
];

function mutated(r: Rng, text: string): string {
  let out = text;
  for (let n = 1 + r.below(4); n > 0; n--) {
    const at = r.below(out.length + 1);
    const to = Math.min(out.length, at + r.below(30));
    const draw = r.below(5);
    if (draw === 0) out = out.slice(0, at) + out.slice(to);
    else if (draw === 1) out = out.slice(0, to) + out.slice(at);
    else if (draw === 2)
      out = out.slice(0, at) + String.fromCharCode(r.below(r.chance(0.8) ? 128 : 65536)) + out.slice(at);
    else out = out.slice(0, at) + r.pick(TOKENS) + out.slice(at);
  }
  return out;
}

const noise = (r: Rng): string =>
  String.fromCharCode(...r.some(0, 200, () => r.below(r.chance(0.9) ? 128 : 65536)));

/** A valid policy of a rule or two: what is done to it counts, not its size. */
function small(r: Rng): unknown {
  const entries = Object.entries(generatePolicy(r)).map(([key, value]) => {
    return [key, Array.isArray(value) ? value.slice(0, 1) : value] as const;
  });
  return Object.fromEntries(r.shuffle(entries).slice(0, 3));
}

export function oddPolicy(r: Rng): string {
  const draw = r.next();
  if (draw < 0.1) return noise(r);
  if (draw < 0.25) return r.some(1, 20, () => r.pick(TOKENS)).join(r.pick(['', ' ', '\n']));
  if (draw < 0.35) return r.pick(HEAVY)(1 + r.below(r.chance(0.95) ? 60 : 2000));
  const policy = small(r);
  const text = draw < 0.6 ? JSON.stringify(policy) : stringify(policy);
  return mutated(r, draw < 0.4 ? r.pick(HEAVY)(r.below(20)) + text : text);
}
