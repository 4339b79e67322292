import { createHash } from 'node:crypto';
import type { ToolMap } from '../../engine/replay/tools.js';
import { readText } from '../files.js';

export interface ReadMap {
  readonly map: ToolMap;
  /** SHA-256 of its text. */
  readonly digest: string;
}

/** The map's parser and its schema are heavy, and most traces need none. */
export async function readToolMap(file: string | undefined): Promise<ReadMap | undefined> {
  if (file === undefined) return undefined;
  const { parseToolMap } = await import('../../engine/replay/tool-map.js');
  const text = await readText(file);
  return { map: parseToolMap(text, file), digest: createHash('sha256').update(text).digest('hex') };
}
