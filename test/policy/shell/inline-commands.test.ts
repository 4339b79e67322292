import { describe, expect, it } from 'vitest';
import { inlinePrograms } from '../../support/inline-programs.js';
import { decided as answer } from '../../support/shell-baseline.js';

/* Whole commands around code: flags of interpreters, clients of databases, one-liners. */

describe('commands around code', () => {
  it.each(inlinePrograms('commands-benign'))('pass: %s', (command) => expect(answer(command)).toBe('allow'));
  it.each(inlinePrograms('commands-attacks'))('with a way out are stopped: %s', (command) =>
    expect(answer(command)).not.toBe('allow'),
  );
});
