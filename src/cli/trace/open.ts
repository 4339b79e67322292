import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { FormatName } from '../../engine/replay/index.js';
import { InputError, UsageError } from '../errors.js';
import { expandFiles } from '../files.js';
import { openSource } from './source.js';
import { COMPRESSIONS, decoded } from './decoded.js';

/** A trace, opened: to be read once, from its start. */
export interface OpenTrace {
  readonly name: string;
  /** Of the file, in bytes; absent where the end is not known. */
  readonly size: number | undefined;
  /** The form that it is in, where that is certain. */
  readonly from?: FormatName;
  /** What is to be read as a trace: the bytes of the file, or what they stand for. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** How many bytes of the file were read so far. */
  read(): number;
  /** SHA-256 of the bytes that were read. */
  digest(): string;
}

const SQLITE = Buffer.from('SQLite format 3\0');

/** The traces that the arguments name, in their order: files, patterns, and `-`. */
export async function traceNames(args: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const arg of args) names.push(...(arg === '-' ? [arg] : await expandFiles([arg], 'trace')));
  return [...new Set(names)];
}

/** Opens a trace, whatever it is: plain, compressed, or the database of an audit log. */
export async function openTrace(name: string, from: FormatName | 'auto'): Promise<OpenTrace> {
  if (name !== '-' && (await startsLikeDatabase(name))) return openDatabase(name, from);
  const source = await openSource(name);
  const hash = createHash('sha256');
  let read = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of source.chunks) {
      hash.update(chunk);
      read += chunk.length;
      yield chunk;
    }
  }
  return {
    name,
    size: source.size,
    chunks: undone(counted()),
    read: () => read,
    digest: () => hash.copy().digest('hex'),
  };
}

/** Takes compression off, where the first bytes say that there is any. */
async function* undone(
  chunks: AsyncGenerator<Uint8Array, void, void>,
): AsyncGenerator<Uint8Array, void, void> {
  const first = await firstBytes(chunks, SQLITE.length);
  if (first.subarray(0, SQLITE.length).equals(SQLITE))
    throw new InputError('unreadable', 'an audit database cannot be read from a pipe', {
      help: 'name its file, or pipe what `capfence audit export` writes',
    });
  const compression = COMPRESSIONS.find(({ magic }) => magic.every((byte, at) => first[at] === byte));
  const whole = withFirst(first, chunks);
  yield* compression === undefined ? whole : decoded(whole, compression);
}

/** So many bytes at least, unless there are fewer. */
async function firstBytes(chunks: AsyncGenerator<Uint8Array, void, void>, least: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < least) {
    const next = await chunks.next();
    if (next.done === true) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* withFirst(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, void>,
): AsyncGenerator<Uint8Array, void, void> {
  if (first.length > 0) yield first;
  yield* rest;
}

/** What is no plain file, or cannot be read, is left to whoever opens it. */
async function startsLikeDatabase(file: string): Promise<boolean> {
  // A pipe must be opened once only.
  const facts = await stat(file).catch(() => undefined);
  const handle = facts?.isFile() === true ? await open(file).catch(() => undefined) : undefined;
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SQLITE.length), 0, SQLITE.length, 0);
    return bytesRead === SQLITE.length && buffer.equals(SQLITE);
  } finally {
    await handle.close();
  }
}

async function openDatabase(name: string, from: FormatName | 'auto'): Promise<OpenTrace> {
  if (from !== 'auto' && from !== 'audit')
    throw new UsageError(`\`${name}\` is an audit database, which is no trace of the form ${from}`, {
      help: 'leave `--from` out',
    });
  const { auditTrace } = await import('./audit-trace.js');
  return auditTrace(name);
}
