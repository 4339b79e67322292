import { createRequire } from 'node:module';

/** This package's version, as its package.json has it. */
export const VERSION = (createRequire(import.meta.url)('../../package.json') as { version: string }).version;
