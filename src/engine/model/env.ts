/** The world, as far as the engine may touch it. Everything here can be replaced in a test. */
export interface Env {
  /** Milliseconds since the epoch. */
  now(): number;
  /** `n` random bytes. */
  randomBytes(n: number): Uint8Array;
}
