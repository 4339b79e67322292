/** A JSON value as `JSON.parse` gives it. Readonly: the engine never changes what it was handed. */
export type JsonScalar = string | number | boolean | null;
export type JsonValue = JsonScalar | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
