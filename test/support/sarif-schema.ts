/**
 * What SARIF 2.1.0 says of the parts that our reports have, in the words of a JSON schema: required properties, types,
 * and no property that the standard does not know.
 */
type Schema = Readonly<Record<string, unknown>>;

const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const list = (items: Schema, rest: Schema = {}): Schema => ({ type: 'array', items, ...rest });
const enumOf = (...values: readonly string[]): Schema => ({ enum: values });
const text: Schema = { type: 'string' };
const from = (minimum: number): Schema => ({ type: 'integer', minimum });
const bag: Schema = { type: 'object', properties: { tags: list(text, { uniqueItems: true }) } };
const strings: Schema = { type: 'object', additionalProperties: text };

const LEVEL = enumOf('none', 'note', 'warning', 'error');
const message = object(['text'], { text, markdown: text });
const properties = bag;

const region = object([], {
  startLine: from(1),
  startColumn: from(1),
  endLine: from(1),
  endColumn: from(1),
  snippet: object(['text'], { text }),
});
/** RFC 3986: a reference without spaces, quotes, brackets or raw characters beyond ASCII. */
const uri: Schema = {
  type: 'string',
  pattern: '^[!#$&-;=?-Z_a-z~%]*$',
  not: { pattern: '%(?![0-9A-Fa-f]{2})' },
};
const location = object([], {
  id: from(-1),
  physicalLocation: object(['artifactLocation'], {
    artifactLocation: object([], { uri, uriBaseId: text }),
    region,
    contextRegion: region,
  }),
  message,
});

const result = object(['message'], {
  ruleId: text,
  ruleIndex: from(-1),
  level: LEVEL,
  message,
  locations: list(location),
  relatedLocations: list(location),
  codeFlows: list(
    object(['threadFlows'], {
      threadFlows: list(
        object(['locations'], { locations: list(object([], { location }), { minItems: 1 }) }),
        { minItems: 1 },
      ),
    }),
  ),
  suppressions: list(
    object(['kind'], {
      kind: enumOf('inSource', 'external'),
      status: enumOf('accepted', 'underReview', 'rejected'),
      justification: text,
    }),
    { uniqueItems: true },
  ),
  baselineState: enumOf('new', 'unchanged', 'updated', 'absent'),
  fingerprints: strings,
  partialFingerprints: strings,
  properties,
});

const rule = object(['id'], {
  id: text,
  name: text,
  shortDescription: message,
  fullDescription: message,
  help: message,
  helpUri: uri,
  defaultConfiguration: object([], { level: LEVEL, enabled: { type: 'boolean' } }),
  properties,
});

export const SARIF = object(['version', 'runs'], {
  $schema: text,
  version: { const: '2.1.0' },
  runs: list(
    object(['tool'], {
      tool: object(['driver'], {
        driver: object(['name'], {
          name: text,
          version: text,
          semanticVersion: text,
          informationUri: uri,
          rules: list(rule, { uniqueItems: true }),
        }),
      }),
      columnKind: enumOf('utf16CodeUnits', 'unicodeCodePoints'),
      invocations: list(object(['executionSuccessful'], { executionSuccessful: { type: 'boolean' } })),
      originalUriBaseIds: { type: 'object' },
      results: list(result),
      properties,
    }),
  ),
});
