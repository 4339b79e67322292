import { describe, expect, it } from 'vitest';
import { decide } from '../../src/index.js';
import { proveDiff } from '../../src/engine/analysis/index.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { parseObject } from '../support/subject.js';

/** Conditions that the analysis does not look into: it makes a command, a statement or an address for them. */
const CHANGES: readonly [name: string, before: PolicyObject, after: PolicyObject][] = [
  [
    'one command more',
    { allow: [{ capability: 'shell.exec', shell: { only: ['git status'] } }] },
    { allow: [{ capability: 'shell.exec', shell: { only: ['git status', 'cat *'] } }] },
  ],
  [
    'a command that is denied no more',
    { deny: [{ capability: 'shell', shell: { command: 'rm', flags: ['r'] } }], allow: ['shell.exec'] },
    { allow: ['shell.exec'] },
  ],
  [
    'another statement',
    { allow: [{ capability: 'db.query', sql: { only: ['select'] } }] },
    { allow: [{ capability: 'db.query', sql: { only: ['select', 'update'] } }] },
  ],
  [
    'a deny of fewer statements',
    { deny: [{ capability: 'db', sql: { statement: ['drop', 'truncate'] } }], allow: ['db.query'] },
    { deny: [{ capability: 'db', sql: { statement: ['drop'] } }], allow: ['db.query'] },
  ],
  [
    'a deny that asks for a flag too',
    { deny: [{ capability: 'shell', shell: { command: 'rm' } }], allow: ['shell.exec'] },
    { deny: [{ capability: 'shell', shell: { command: 'rm', flags: ['f'] } }], allow: ['shell.exec'] },
  ],
  [
    'a condition on all rows forgotten',
    {
      deny: [{ capability: 'db', any_of: [{ sql: { without_where: true } }, { tenant: 'x' }] }],
      allow: [{ capability: 'db.query', sql: { only: ['update'] } }],
    },
    {
      deny: [{ capability: 'db', all_of: [{ sql: { without_where: true } }, { tenant: 'x' }] }],
      allow: [{ capability: 'db.query', sql: { only: ['update'] } }],
    },
  ],
  [
    'a network forgotten',
    { deny: [{ capability: 'http', url: { network: ['private', 'loopback'] } }], allow: ['http.get'] },
    { deny: [{ capability: 'http', url: { network: ['private'] } }], allow: ['http.get'] },
  ],
  [
    'a folder above the one that was meant',
    { allow: [{ capability: 'shell.exec', shell: { effects: ['write'], within: '/tmp/x' } }] },
    { allow: [{ capability: 'shell.exec', shell: { effects: ['write'], within: '/tmp' } }] },
  ],
  [
    'another host',
    { allow: [{ capability: 'http.get', url: { host: ['api.example.com'] } }] },
    { allow: [{ capability: 'http.get', url: { host: ['api.example.com', '*.example.net'] } }] },
  ],
];

describe('a change of a condition that is not looked into', () => {
  it.each(CHANGES)('%s is shown by an event, and the way back is proved', (_, before, after) => {
    const [old, now] = [parseObject(before), parseObject(after)];
    const found = proveDiff(old, now).proofs.find(({ name }) => name === 'newly_allowed')!;
    expect(found.outcome).toBe('refuted');
    const { event } = found.witness!;
    expect([decide(now, event).decision, decide(old, event).decision]).toEqual(['allow', 'deny']);
    expect(proveDiff(now, old).allowsNoMore).toBe('proved');
  });

  it.each(CHANGES)('%s: the policy that stays is proved to be the same', (_, before) => {
    expect(proveDiff(parseObject(before), parseObject(before)).equivalent).toBe('proved');
  });
});
