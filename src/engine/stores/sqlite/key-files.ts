import { appendFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { newLogKey, parseVerifierKey, readLogKey } from '../../audit/index.js';
import type { LogKey } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';
import { createFile, factsOf, ownFolder, readSmallFile, replaceFile, syncFolder } from './files.js';

/** The keys of one log, in a folder of their own: `<log id>.pem` (PKCS#8, 0600) and `<log id>.pub` (verifier keys). */
export class KeyFiles {
  readonly #name: string;
  readonly #pem: string;
  readonly #pub: string;
  readonly #folder: string;

  constructor(folder: string, logId: string) {
    this.#folder = folder;
    this.#name = `capfence/${logId}`;
    this.#pem = join(folder, `${logId}.pem`);
    this.#pub = join(folder, `${logId}.pub`);
  }

  /** The first key of a log. */
  create(): LogKey {
    ownFolder(this.#folder);
    const key = newLogKey(this.#name);
    createFile(this.#pem, key.pem(), 0o600);
    createFile(this.#pub, `${key.vkey}\n`, 0o644);
    return key;
  }

  /** The key that signs now, which the log names. @throws AuditError */
  load(vkey: string): LogKey {
    const key = this.#read(this.#pem);
    if (key?.vkey === vkey) return key;
    // A rotation that was cut off between its record and its last rename.
    const next = existsSync(this.#next) ? this.#read(this.#next) : undefined;
    if (next?.vkey === vkey) {
      this.finishRotation(next);
      return next;
    }
    if (key === undefined) {
      throw new AuditError('key_missing', `the log’s private key \`${this.#pem}\` is missing`, {
        help: 'put it back from your copy; a log without its key cannot go on, and nothing is let through',
      });
    }
    throw new AuditError('key_mismatch', `\`${this.#pem}\` is not the key that the log names`);
  }

  /** The key that is to follow, safe on the disk before the log speaks of it. */
  prepareRotation(): LogKey {
    const key = newLogKey(this.#name);
    replaceFile(this.#next, key.pem(), 0o600);
    return key;
  }

  finishRotation(key: LogKey): void {
    renameSync(this.#next, this.#pem);
    if (!this.publicKeys().includes(key.vkey)) appendFileSync(this.#pub, `${key.vkey}\n`);
    syncFolder(this.#folder);
  }

  /** Oldest first. */
  publicKeys(): string[] {
    const lines = (readSmallFile(this.#pub) ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line) => parseVerifierKey(line).vkey);
  }

  get #next(): string {
    return `${this.#pem}.rotation`;
  }

  #read(file: string): LogKey | undefined {
    const facts = factsOf(file);
    if (facts === undefined) return undefined;
    const owner = process.getuid?.();
    // The superuser may read all there is; it approves what other users' agents ask for.
    if ((facts.mode & 0o077) !== 0 || (owner !== undefined && owner !== 0 && facts.uid !== owner)) {
      throw new AuditError('key_unsafe', `the private key \`${file}\` is open to others`, {
        help: 'make it yours alone (`chmod 600`); if others may have read it, run `capfence audit rotate` too',
      });
    }
    return readLogKey(this.#name, readSmallFile(file) ?? '');
  }
}
