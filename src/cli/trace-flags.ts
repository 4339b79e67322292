import { simulateFlags } from './simulate/flags.js';

const { from, map, actor, environment, strict } = simulateFlags;

/** How a trace is read, for every command that reads one. */
export const traceFlags = { from, map, actor, environment, strict };
