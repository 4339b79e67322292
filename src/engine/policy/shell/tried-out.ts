import { valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { hostOf, isHere } from './hosts.js';
import type { Word } from './script.js';

/** Databases that are there to be changed, by their names. */
export const TRIED_OUT =
  /(?:^|[_./-])(?:dev|devel|development|test|tests|testing|local|sandbox|scratch|demo|ci|spec|playground|fixture|fixtures)(?:[_.-]|\d*$)/i;
/** Those that are no more than that: their whole is made anew. */
const THROWN_AWAY =
  /(?:^|[_-])(?:test|tests|testing|scratch|ci|spec|sandbox|tmp|playground)(?:[_-]?\d*$|_gw\d+$)/i;

/** Whether `dropdb NAME` drops a database of this machine that tests make again. */
export function isTriedOut(operands: readonly Word[], args: Arguments): boolean {
  const [name, ...more] = operands;
  if (args.unclear || name?.known !== true || name.glob || more.length > 0) return false;
  if (/[:=/]/.test(name.text) || args.flags.has('maintenance-db')) return false;
  return isThrownAway(name.text) && valuesOf(args, ['h', 'host']).every((word) => isHere(hostOf(word)));
}

export const isThrownAway = (name: string): boolean =>
  THROWN_AWAY.test(name) && !/prod|live|staging/i.test(name);
