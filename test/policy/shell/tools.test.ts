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
