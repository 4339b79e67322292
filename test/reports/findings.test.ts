import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/engine/model/finding.js';
import { findingsGithub } from '../../src/engine/reports/findings-github.js';
import { findingsSarif } from '../../src/engine/reports/findings-sarif.js';
import { findingsText } from '../../src/engine/reports/findings-text.js';

const typo: Finding = {
  severity: 'error',
  code: 'unknown_key',
  message: 'unknown key `contian`',
  help: 'did you mean `contains`?',
  position: { file: 'policies/ops.yaml', line: 4, column: 5 },
  length: 7,
  excerpt: '    contian: x',
};

const hostile: Finding = {
  severity: 'warning',
  code: 'broad_grant',
  message: 'rule `a\u001b[2J\n::error::x` grants all, see [this](http://evil.test) 100%',
  position: { file: 'a,b: c%\u202e.yaml', line: 1, column: 1 },
  length: 1,
};

describe('findingsText', () => {
  it('shows place, message, line, caret and help', () => {
    expect(findingsText([typo])).toBe(
      [
        'policies/ops.yaml:4:5: error: unknown key `contian`',
        '   4 |     contian: x',
        '     |     ^^^^^^^',
        '  help: did you mean `contains`?',
        '',
      ].join('\n'),
    );
  });

  it('names the kind of a warning, and shows no hidden character', () => {
    expect(findingsText([hostile])).toBe(
      'a,b: c%<U+202E>.yaml:1:1: warning: rule `a<U+001B>[2J\\n::error::x` grants all, see [this](http://evil.test) 100% [broad_grant]\n',
    );
  });
});

describe('findingsGithub', () => {
  it('is one workflow command a finding', () => {
    expect(findingsGithub([typo], '/repo')).toBe(
      '::error file=policies/ops.yaml,line=4,col=5,endColumn=12,title=capfence%3A unknown_key::unknown key `contian`%0Ahelp: did you mean `contains`?\n',
    );
  });

  it('escapes what would end the command or start another', () => {
    const out = findingsGithub([hostile], '/repo');
    expect(out.trimEnd()).not.toContain('\n');
    expect(out).toContain('file=a%2Cb%3A c%25<U+202E>.yaml,');
    expect(out).toContain('100%25');
  });

  it('gives places as seen from the checkout', () => {
    const moved = { ...typo, position: { ...typo.position, file: '/repo/x/ops.yaml' } };
    expect(findingsGithub([moved], '/repo')).toContain('file=x/ops.yaml,');
  });
});

describe('findingsSarif', () => {
  const log = JSON.parse(findingsSarif([typo, hostile, typo], { root: '/repo', version: '1.2.3' }));
  const run = log.runs[0];

  it('says what it is and what its rules mean', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver).toMatchObject({ name: 'capfence', semanticVersion: '1.2.3' });
    expect(run.tool.driver.rules).toEqual([
      {
        id: 'broad_grant',
        name: 'BroadGrant',
        shortDescription: { text: 'A whole resource is allowed without conditions.' },
        defaultConfiguration: { level: 'warning' },
      },
      {
        id: 'unknown_key',
        name: 'UnknownKey',
        shortDescription: { text: 'A key that the policy language does not know.' },
        defaultConfiguration: { level: 'error' },
      },
    ]);
    expect(run.invocations).toEqual([{ executionSuccessful: true }]);
  });

  it('points at the span, in UTF-16 units, by a relative URI', () => {
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0]).toMatchObject({ ruleId: 'unknown_key', ruleIndex: 1, level: 'error' });
    expect(run.results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'policies/ops.yaml' },
      region: { startLine: 4, startColumn: 5, endColumn: 12 },
    });
    expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe(
      './a%2Cb%3A%20c%25%E2%80%AE.yaml',
    );
  });

  it('turns no text of a file into a link', () => {
    expect(run.results[1].message.text).not.toContain('](');
  });
});
