import { PolicyError, SuiteError } from '../model/errors.js';
import type { DecisionKind } from '../model/decision.js';
import { parseSuite } from './parse.js';

/** A case to be written: its event is JSON. */
export interface WrittenCase {
  readonly name: string;
  readonly json: string;
  readonly decision: DecisionKind;
}

/** Every character that a reader could not see, or that a parser might take for more than itself. */
const ODD = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The head of a suite whose cases all have one policy: a path relative to the suite, or a pack. */
export function suiteHead(name: string, description: string, policy: string): string {
  return `suite: ${quoted(name)}\ndescription: ${quoted(description)}\npolicy: ${quoted(policy)}\ncases:\n`;
}

/** A case as the text of a suite; undefined where it would not be read back as the same. */
export function suiteCase({ name, json, decision }: WrittenCase): string | undefined {
  const event = escaped(json);
  const text = `  - name: ${quoted(name)}\n    event: ${event}\n    expect: { decision: ${decision} }\n`;
  return readsBack(text, json) ? text : undefined;
}

function readsBack(text: string, json: string): boolean {
  try {
    const [read] = parseSuite(suiteHead('case', 'one', 'policy.yaml') + text, 'case').cases;
    return read !== undefined && JSON.stringify(read.event) === JSON.stringify(JSON.parse(json));
  } catch (error) {
    // Deeper, longer or stranger than what a suite may hold.
    if (error instanceof PolicyError || error instanceof SuiteError || error instanceof RangeError)
      return false;
    throw error;
  }
}

/** JSON is YAML, and every text of YAML between double quotes may be escaped as in JSON. */
function quoted(text: string): string {
  return escaped(JSON.stringify(text));
}

function escaped(json: string): string {
  return json.replace(ODD, (char) =>
    Array.from(
      { length: char.length },
      (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
