import type { Origin } from '../../src/engine/policy/shell/inline/javascript/parse.js';

/** Code on the line, in a file of the project, and as a module. */
export const LINE: Origin = { source: 'line', folder: '.', typescript: false };
export const FILE: Origin = { source: 'file', folder: '.', typescript: false };
export const MODULE: Origin = { source: 'module', folder: '.', typescript: false };
