import { describe, expect, it } from 'vitest';
import { inlinePrograms } from '../../support/inline-programs.js';
import { decided as answer } from '../../support/shell-baseline.js';

/* Code in languages that are not parsed, and files of builds, which a script writes and then compiles, tests or runs. */

describe('code that a script writes in a language that is not parsed', () => {
  it.each(inlinePrograms('unparsed-benign'))('passes where it computes: %s', (command) =>
    expect(answer(command)).toBe('allow'),
  );
  it.each(inlinePrograms('unparsed-attacks'))('asks where it reaches out: %s', (command) =>
    expect(answer(command)).not.toBe('allow'),
  );
});
