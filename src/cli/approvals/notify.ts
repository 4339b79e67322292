import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogKey } from '../../engine/audit/index.js';
import type { RequestView } from '../../engine/approvals/view.js';
import { KeyFiles } from '../../engine/stores/sqlite/index.js';
import { UsageError } from '../errors.js';
import { visible } from '../safe-text.js';

const TRIES = 3;
const PAUSE_MS = 1000;
const LIMIT_MS = 10_000;
/** Notices that wait to be sent: beyond so many, new ones are left out and counted. */
const MOST_WAITING = 100;

export interface NotifyFlags {
  readonly exec?: string | undefined;
  readonly webhook?: string | undefined;
}

/** Tells others of requests, one after the other, in its own time. */
export class Notifier {
  readonly #exec: string | undefined;
  readonly #url: URL | undefined;
  readonly #key: LogKey | undefined;
  #waiting = 0;
  #queue: Promise<void> = Promise.resolve();

  /** @throws UsageError for an address that is none; AuditError where the key that signs cannot be read */
  constructor({ exec, webhook }: NotifyFlags, keys: string, log: string) {
    this.#exec = exec;
    if (webhook === undefined) return;
    this.#url = urlOf(webhook);
    const files = new KeyFiles(keys, log);
    this.#key = files.load(files.publicKeys().at(-1) ?? '');
  }

  /** Returns at once. */
  tell(view: RequestView): void {
    if (this.#exec === undefined && this.#url === undefined) return;
    if (this.#waiting >= MOST_WAITING) return complain(`too many notices wait: none is sent for ${view.id}`);
    this.#waiting++;
    this.#queue = this.#queue.then(() => this.#send(view)).finally(() => this.#waiting--);
  }

  done(): Promise<void> {
    return this.#queue;
  }

  async #send(view: RequestView): Promise<void> {
    const body = JSON.stringify(view);
    const ways = [
      ...(this.#exec === undefined ? [] : [() => started(this.#exec as string, view.id, body)]),
      ...(this.#url === undefined ? [] : [() => this.#posted(this.#url as URL, body)]),
    ];
    for (const way of ways) await attempts(way, view.id);
  }

  async #posted(url: URL, body: string): Promise<void> {
    const time = new Date().toISOString();
    const hash = createHash('sha256').update(body).digest('hex');
    const key = this.#key as LogKey;
    const signature = key.sign(Buffer.from(`capfence-webhook/v1\n${time}\n${hash}\n`)).toString('base64');
    const headers = {
      'content-type': 'application/json',
      'capfence-time': time,
      'capfence-signature': `${key.id} ${signature}`,
    };
    const signal = AbortSignal.timeout(LIMIT_MS);
    const { status } = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'error' });
    if (status >= 300) throw new Error(`it answered ${status}`);
  }
}

async function attempts(way: () => Promise<void>, id: string): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      return await way();
    } catch (error) {
      if (left <= 1)
        return complain(`no notice of ${id}: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(PAUSE_MS * 2 ** (TRIES - left));
    }
  }
}

/** The request comes on its standard input: nothing that an agent wrote gets into a line of shell. */
function started(line: string, id: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(line, {
      shell: true,
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, CAPFENCE_REQUEST: id },
      timeout: LIMIT_MS,
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(body);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the command ended with ${code ?? 'a signal'}`)),
    );
  });
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

function urlOf(text: string): URL {
  const url = parsedUrl(text);
  if (
    url !== undefined &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.has(url.hostname)))
  )
    return url;
  throw new UsageError(`\`${text}\` is no address to post to`, {
    help: 'use https, or http to this machine',
  });
}

function complain(message: string): void {
  process.stderr.write(`warning: ${visible(message)}\n`);
}

/** Not by `URL.canParse`: some releases of Node answer it otherwise once it is compiled. */
function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
