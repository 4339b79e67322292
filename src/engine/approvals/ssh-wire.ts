import { ApprovalError } from '../model/errors.js';

/** Reads the wire format of SSH (RFC 4251, section 5) from bytes that anybody may have written. */
export class WireReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** So many bytes. @throws ApprovalError `bad_signature` where there are fewer */
  take(count: number): Buffer {
    if (count > this.bytes.length - this.#at) throw badSignature('it is cut off');
    return this.bytes.subarray(this.#at, (this.#at += count));
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /** Bytes with their length before them. */
  string(): Buffer {
    return this.take(this.uint32());
  }

  text(): string {
    return this.string().toString('latin1');
  }

  end(): void {
    if (this.#at !== this.bytes.length) throw badSignature('there is more in it than there should be');
  }
}

/** Bytes with their length before them. */
export function wireString(bytes: Uint8Array | string): Buffer {
  const data = Buffer.from(bytes as Uint8Array);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, data]);
}

export function badSignature(why: string, cause?: unknown): ApprovalError {
  return new ApprovalError('bad_signature', `the SSH signature is not valid: ${why}`, { cause });
}
