import { InputError, systemReason } from '../errors.js';

/** Writes at the reader's speed, and knows when nobody reads any more. */
export class Output {
  #failure: NodeJS.ErrnoException | undefined;

  constructor(private readonly stream: NodeJS.WritableStream = process.stdout) {
    stream.on('error', (error: NodeJS.ErrnoException) => (this.#failure ??= error));
  }

  /** The reader has gone (`| head`). Not an error: whatever is written now is dropped. */
  get closed(): boolean {
    return this.#failure?.code === 'EPIPE';
  }

  /** Resolves when there is room for more. */
  async write(text: string): Promise<void> {
    if (text !== '' && this.#failure === undefined && !this.stream.write(text)) await this.#room();
    if (this.#failure === undefined || this.closed) return;
    const reason = systemReason(this.#failure) ?? this.#failure.message;
    throw new InputError('unwritable', `cannot write the report: ${reason}`, { cause: this.#failure });
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        for (const name of ROOM_EVENTS) this.stream.off(name, done);
        resolve();
      };
      for (const name of ROOM_EVENTS) this.stream.on(name, done);
    });
  }
}

const ROOM_EVENTS = ['drain', 'close', 'error'] as const;
