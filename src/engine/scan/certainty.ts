import { CERTAIN, type Value } from './value.js';

/** Values of which one may be another after all: no text among them is certain. */
export const uncertain = (values: readonly Value[]): readonly Value[] =>
  values.some((value) => isCertain(value))
    ? values.flatMap((value): readonly Value[] => {
        if (value.kind === 'text') return [{ kind: 'text', text: value.text }];
        return isCertain(value) ? [] : [value];
      })
    : values;

/** One side or the other: where nothing is known of one, nothing is certain of both. */
export function alternatives(one: readonly Value[], other: readonly Value[]): readonly Value[] {
  const all = [...one, ...other];
  const isText = all.some((value) => value.kind === 'text' && value.certain);
  return isText || one.length === 0 || other.length === 0 ? uncertain(all) : all;
}

function isCertain(value: Value): boolean {
  if (value.kind === 'text') return value.certain === true;
  if (value.kind !== 'object') return false;
  return value.node.properties.some((one) => 'initializer' in one && holds(one.initializer));
}

const holds = (node: unknown): boolean => CERTAIN.has(node as never);
