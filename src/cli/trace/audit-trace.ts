import { createHash } from 'node:crypto';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import type { OpenTrace } from './open.js';

/** How much text is handed on at a time. */
const CHUNK = 256 * 1024;

/**
 * The database of an audit log as a trace: its records in their order, a line each, with the payload beside each where
 * one is stored. All of it is of one moment, nothing of it is verified, and the digest is of these lines.
 */
export function auditTrace(file: string): OpenTrace {
  const hash = createHash('sha256');
  let read = 0;
  function* chunks(): Generator<Uint8Array, void, void> {
    for (const text of textsOf(file)) {
      const bytes = Buffer.from(text);
      hash.update(bytes);
      read += bytes.length;
      yield bytes;
    }
  }
  return {
    name: file,
    size: undefined,
    from: 'audit',
    chunks: asAsync(chunks()),
    read: () => read,
    digest: () => hash.copy().digest('hex'),
  };
}

async function* asAsync<T>(items: Iterable<T>): AsyncGenerator<T, void, void> {
  yield* items;
}

function* textsOf(file: string): Generator<string, void, void> {
  const reader = openLogReader(file);
  try {
    reader.hold();
    let text = '';
    for (const [seq, body] of reader.entries()) {
      text += `${lineOf(seq, body, reader)}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  } finally {
    reader.close();
  }
}

/** What stands in a record's place and is none becomes a line that is none either, and is told as such. */
function lineOf(seq: number, body: unknown, reader: LogReader): string {
  const text = String(body).replaceAll('\n', ' ');
  if (!text.endsWith('}')) return text;
  const payload = reader.payload(seq);
  return payload === undefined ? text : `${text.slice(0, -1)},"contents":${payload.replaceAll('\n', ' ')}}`;
}
