import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError, systemReason } from '../errors.js';

/** A trace to be read once, from its start. */
export interface TraceSource {
  /** As the user wrote it. */
  readonly name: string;
  /** In bytes; absent where the end is not known. */
  readonly size?: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const CHUNK = 256 * 1024;

/** Opens a file, or standard input for `-`. */
export async function openSource(
  path: string,
  stdin: NodeJS.ReadStream = process.stdin,
): Promise<TraceSource> {
  if (path === '-') return openInput(stdin);
  const facts = await stat(path).catch((error: unknown) => fail(path, error));
  if (facts.isDirectory()) {
    throw new InputError('unreadable', `cannot read \`${path}\`: it is a directory`);
  }
  const chunks = chunksOf(createReadStream(path, { highWaterMark: CHUNK }), path);
  // A pipe or a device has no size, and what stands there for it means nothing.
  return facts.isFile() ? { name: path, size: facts.size, chunks } : { name: path, chunks };
}

function openInput(stdin: NodeJS.ReadStream): TraceSource {
  if (stdin.isTTY) {
    const help = 'pipe a trace into it, or give a file';
    throw new InputError('unreadable', 'standard input is a terminal', { help });
  }
  return { name: '-', chunks: chunksOf(stdin, '-') };
}

/** The errors of the source get words of ours; errors of whoever reads pass it by. */
async function* chunksOf(
  stream: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* stream;
  } catch (error) {
    fail(path, error);
  }
}

function fail(path: string, error: unknown): never {
  const reason = systemReason(error);
  if (reason === undefined) throw error;
  const name = path === '-' ? 'standard input' : `\`${path}\``;
  throw new InputError('unreadable', `cannot read ${name}: ${reason}`, { cause: error });
}
