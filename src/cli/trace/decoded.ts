import { once } from 'node:events';
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { TraceError } from '../../engine/model/errors.js';

/** A form of compression, told by the first bytes. */
export interface Compression {
  readonly name: string;
  readonly magic: readonly number[];
  /** Absent where this version of Node cannot. */
  readonly open: (() => Transform) | undefined;
}

const CHUNK = 256 * 1024;
/** What is handed to a decoder at a time: compressed bytes may be a thousand times as many when they come out. */
const PIECE = 16 * 1024;

/** Node has this since 22.15 and 23.8. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: (options: object) => Transform };

export const COMPRESSIONS: readonly Compression[] = [
  { name: 'gzip', magic: [0x1f, 0x8b], open: () => zlib.createGunzip({ chunkSize: CHUNK }) },
  {
    name: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    open: createZstdDecompress && (() => createZstdDecompress({ chunkSize: CHUNK })),
  },
];

/**
 * What compressed bytes stand for, in memory that does not grow. All that comes out before a fault is given before the
 * fault is told.
 */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  { name, open }: Compression,
): AsyncGenerator<Uint8Array, void, void> {
  if (open === undefined) {
    const help = `decompress it first, and give \`-\` as the trace: \`${name} -dc TRACE | capfence …\``;
    throw new TraceError('unreadable', `this version of Node cannot read ${name}`, { help });
  }
  const decoder = open();
  const out: Uint8Array[] = [];
  decoder.on('data', (chunk: Uint8Array) => out.push(chunk));
  const failed = new Promise<unknown>((resolve) => decoder.once('error', resolve));
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const error = await written(decoder, chunk.subarray(at, at + PIECE), failed);
        yield* out.splice(0);
        if (error !== undefined) throw damaged(error, name);
      }
    }
    const error = await ended(decoder, failed);
    yield* out.splice(0);
    if (error !== undefined) throw damaged(error, name);
  } finally {
    decoder.destroy();
  }
}

function written(decoder: Transform, bytes: Uint8Array, failed: Promise<unknown>): Promise<unknown> {
  const done = new Promise<undefined>((resolve) => decoder.write(bytes, () => resolve(undefined)));
  return Promise.race([failed, done.then(() => decoder.errored ?? undefined)]);
}

function ended(decoder: Transform, failed: Promise<unknown>): Promise<unknown> {
  const done = once(decoder, 'end').then(
    () => undefined,
    (error: unknown) => error,
  );
  decoder.end();
  return Promise.race([failed, done]);
}

function damaged(error: unknown, name: string): TraceError {
  const cut = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
  const how = cut ? 'ends too early' : 'is damaged';
  return new TraceError('unreadable', `the ${name} data ${how}`, {
    help: 'what came before was read and is in the report; the rest is not known',
    cause: error,
  });
}
