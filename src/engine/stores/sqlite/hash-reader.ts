import { EMPTY_ROOT, leafHash, nodeHash, TILE_SPAN } from '../../audit/index.js';
import type { HashAt } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';

/** What the tree hash of some records is worked out from. */
export interface HashSource {
  body(seq: number): string | undefined;
  tile(level: number, index: number): string | undefined;
}

/** Tree hashes of a log from its tiles, and from bodies where no tile reaches. @throws AuditError `not_found` */
export function hashReader(source: HashSource): HashAt {
  const hashAt = (start: number, end: number): string => {
    const span = end - start;
    if (span === 0) return EMPTY_ROOT;
    if (span === 1) return leafOf(source, start);
    const level = levelOf(span);
    if (level > 0 && start % span === 0) {
      const hash = source.tile(level, start / span);
      if (hash !== undefined) return hash;
    }
    let split = 1;
    while (split * 2 < span) split *= 2;
    return nodeHash(hashAt(start, start + split), hashAt(start + split, end));
  };
  return hashAt;
}

function leafOf(source: HashSource, seq: number): string {
  const body = source.body(seq);
  if (body === undefined) {
    throw new AuditError('not_found', `record ${seq} is not in the log, or was pruned from it`);
  }
  return leafHash(body);
}

/** The level of a tile of so many leaves; 0 where no tile has so many. */
function levelOf(span: number): number {
  let level = 0;
  for (let size = span; size >= TILE_SPAN; size /= TILE_SPAN) {
    if (size % TILE_SPAN !== 0) return 0;
    level++;
    if (size === TILE_SPAN) return level;
  }
  return 0;
}
