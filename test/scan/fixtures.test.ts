import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scan } from '../../src/engine/scan/index.js';
import { expectedOf, fixtureNames, FIXTURES, score } from './expected.js';

it.each(fixtureNames())('%s: every tool, no other, and every verdict', (name) => {
  const { tools } = scan({ root: join(FIXTURES, name) });
  const expected = expectedOf(name);
  expect(score(expected, tools)).toEqual({ found: expected.length, missed: [], invented: [], wrong: [] });
});
