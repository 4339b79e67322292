import type Database from 'better-sqlite3';
import { Frontier, leafHash, NO_PREVIOUS, TILE_SPAN } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';
import type { Statements } from './statements.js';

/** Marks a body whose record changes the key: other records cannot hold it, since quotes in texts are escaped. */
const ROTATION = '"type":"key.rotate"';

/** Where the log ends, as this process knows it: the tree's right edge and the last record. */
export interface ChainState {
  readonly frontier: Frontier;
  readonly lastLeaf: string;
  readonly lastTime: string;
  /** Whether records of other processes changed the key since. */
  readonly rotated: boolean;
}

export const EMPTY_CHAIN: ChainState = {
  frontier: Frontier.empty(),
  lastLeaf: NO_PREVIOUS,
  lastTime: '',
  rotated: false,
};

/**
 * The chain with what others appended since `known`. Called inside a transaction. @throws AuditError `corrupt` or
 * `rolled_back` when the log does not go on from where it was.
 */
export function caughtUp(known: ChainState, sql: Statements): ChainState {
  const end = sql.nextSeq();
  const { size } = known.frontier;
  if (end === size) return known;
  if (end < size) throw new AuditError('rolled_back', `the log had ${size} records and now has ${end}`);
  const frontier = size === 0 ? startOf(end, sql) : known.frontier.copy();
  let { lastLeaf, lastTime, rotated } = known;
  for (const body of sql.bodiesFrom.iterate(frontier.size) as Iterable<unknown>) {
    if (typeof body !== 'string') throw new AuditError('corrupt', `record ${frontier.size} is no text`);
    lastLeaf = leafHash(body);
    frontier.append(lastLeaf);
    if (body.includes(ROTATION)) rotated = true;
    if (frontier.size === end) lastTime = timeOf(body);
  }
  if (frontier.size !== end) throw new AuditError('corrupt', `records are missing before ${end}`);
  if (lastTime === '') ({ lastLeaf, lastTime } = lastOf(end, sql));
  return { frontier, lastLeaf, lastTime, rotated };
}

/** The edge up to the last whole tile, so that opening a long log reads little of it. */
function startOf(end: number, sql: Statements): Frontier {
  const tiles = Math.floor(end / TILE_SPAN);
  const frontier = Frontier.fromTiles(tiles, (level, index) => sql.tile(level, index));
  if (frontier === undefined) throw new AuditError('corrupt', 'hashes of the log’s tree are missing');
  return frontier;
}

/** A log that ends at a tile's border: its last body is still there, since no checkpoint of it was pruned. */
function lastOf(end: number, sql: Statements): { lastLeaf: string; lastTime: string } {
  const body = sql.body(end - 1);
  if (body === undefined) throw new AuditError('corrupt', `record ${end - 1} is missing`);
  return { lastLeaf: leafHash(body), lastTime: timeOf(body) };
}

const TIME = /"ts":"([^"]{20,40})","type":"/g;

/** `ts` stands near the end of every body. */
export function timeOf(body: string): string {
  let time = '';
  for (const match of body.slice(-400).matchAll(TIME)) time = match[1] as string;
  return time;
}

export type Db = Database.Database;
