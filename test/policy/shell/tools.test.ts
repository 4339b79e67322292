import { describe, expect, it } from 'vitest';
import { inlinePrograms } from '../../support/inline-programs.js';
import { decided as answer } from '../../support/shell-baseline.js';

/* What decides which code a tool runs: its variables, its flags, its settings, and files that were put in its way. */

describe('what a tool is told', () => {
  it.each(inlinePrograms('tools-benign'))('passes where that is of the project: %s', (command) =>
    expect(answer(command)).toBe('allow'),
  );
  it.each(inlinePrograms('tools-attacks'))('asks where it is not: %s', (command) =>
    expect(answer(command)).not.toBe('allow'),
  );
});

describe('what stands behind a flag that nobody knows', () => {
  it.each(inlinePrograms('hidden-benign'))('passes where nothing is hidden by it: %s', (command) =>
    expect(answer(command)).toBe('allow'),
  );
  it.each(inlinePrograms('hidden-attacks'))('is no argument if it may be code, or a verb: %s', (command) =>
    expect(answer(command)).not.toBe('allow'),
  );
});

describe('code of R, Julia, Octave and Haskell on a line', () => {
  it.each(inlinePrograms('numbers-benign'))('passes where it computes, or runs the project: %s', (command) =>
    expect(answer(command)).toBe('allow'),
  );
  it.each(inlinePrograms('numbers-attacks'))('is stopped where it does more: %s', (command) =>
    expect(answer(command)).not.toBe('allow'),
  );
});
