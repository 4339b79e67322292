import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newLogKey, parseVerifierKey, readLogKey } from '../../audit/index.js';
import type { LogKey } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';
import { createFile, factsOf, ownFolder, readSmallFile, syncFolder } from './files.js';

/**
 * The keys of one log, in a folder of their own: `<log id>.<key id>.pem` (PKCS#8, 0600) and `<log id>.pub` (verifier
 * keys). Each key has a file of its own, so that whoever changes the key never writes over one that the log may name.
 */
export class KeyFiles {
  readonly #name: string;
  readonly #stem: string;
  readonly #pub: string;
  readonly #folder: string;

  constructor(folder: string, logId: string) {
    this.#folder = folder;
    this.#name = `capfence/${logId}`;
    this.#stem = join(folder, logId);
    this.#pub = `${this.#stem}.pub`;
  }

  /** The first key of a log. */
  create(): LogKey {
    ownFolder(this.#folder);
    const key = this.prepare();
    createFile(this.#pub, `${key.vkey}\n`, 0o644);
    return key;
  }

  /** A new key, safe on the disk before the log speaks of it. */
  prepare(): LogKey {
    const key = newLogKey(this.#name);
    createFile(this.#pem(key.id), key.pem(), 0o600);
    return key;
  }

  /** The key that signs now, which the log names. @throws AuditError */
  load(vkey: string): LogKey {
    const file = this.#pem(parseVerifierKey(vkey).id);
    const key = this.#read(file);
    if (key?.vkey === vkey) return key;
    if (key !== undefined)
      throw new AuditError('key_mismatch', `\`${file}\` is not the key that the log names`);
    throw new AuditError('key_missing', `the log’s private key \`${file}\` is missing`, {
      help: 'put it back from your copy; a log without its key cannot go on, and nothing is let through',
    });
  }

  /** The log names the new key: the old one is of no more use to anybody but a forger. */
  replaced(old: LogKey, key: LogKey): void {
    if (!this.publicKeys().includes(key.vkey)) appendFileSync(this.#pub, `${key.vkey}\n`);
    rmSync(this.#pem(old.id), { force: true });
    syncFolder(this.#folder);
  }

  /** Oldest first. */
  publicKeys(): string[] {
    const lines = (readSmallFile(this.#pub) ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line) => parseVerifierKey(line).vkey);
  }

  #pem(id: string): string {
    return `${this.#stem}.${id}.pem`;
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
