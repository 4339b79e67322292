import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';
import { soughtBy } from '../reference/sought.js';

const NAMES = ['.env', '.env.local', 'id_rsa', '*.pem', '*.key', 'credentials.json', '.ssh'];
const policy = parsePolicy(
  JSON.stringify({
    deny: [{ capability: 'fs', args: { pattern: { seeks: NAMES } } }],
    allow: ['fs.find.local'],
  }),
);
const found = (pattern: unknown): boolean =>
  decide(policy, { actor: 'x', capability: 'fs.find.local', payload: { pattern } } as never).decision ===
  'deny';

describe('args: seeks', () => {
  it.each([
    ...[
      '.env',
      '**/.ENV',
      '**/.en?',
      '**/.e[n]v*',
      '**/{.env,x}',
      '**/.e{n,m}v',
      '**/{.e,x}{nv,y}',
      '**/\\.env$',
    ],
    ...[
      '**/[.]env',
      '**/?env',
      '**/*env',
      '**/@(.env|x)',
      '**/*.{env,txt}',
      '**/id_{rsa,x}',
      'id_*',
      '**/*rsa',
    ],
    ...[
      '**/*.p[1e]m',
      '**/*.{pem,crt}',
      '**/*.ke?',
      '**/x.pem',
      '.ssh/**',
      '**/.ss?/*',
      '**/.env.*',
      '**/.\u200benv',
    ],
    ...[
      'credentials.*',
      '**/credential*.json',
      '{'.repeat(3) + 'a,b}'.repeat(9),
      'x'.repeat(401),
      7,
      ['.env'],
    ],
  ])('finds what is aimed at a name, and does not know what it cannot read: %s', (pattern) => {
    expect(found(pattern)).toBe(pattern !== '{'.repeat(3) + 'a,b}'.repeat(9));
  });

  it.each([
    ...[
      '',
      '*',
      '**/*',
      '**/.*',
      '**/*.ts',
      '**/*.json',
      '**/*.p*',
      '**/*config*',
      '**/*env*.ts',
      '**/environment*',
    ],
    ...[
      '**/.env.example',
      '**/.eslintrc*',
      '**/rsa*.go',
      '**/id.ts',
      '**/key.ts',
      '**/*.{ts,tsx}',
      'README',
      '{',
      '[',
    ],
  ])('passes what is not: %s', (pattern) => expect(found(pattern)).toBe(false));

  it('asks where braces stand for too much', () => {
    expect(found('{a,b}'.repeat(9))).toBe(true);
    expect(found('{a,b}'.repeat(60))).toBe(true);
  });

  it('says what the reference says', () => {
    const part = fc.constantFrom(
      ...'.envpmidk_rsa*?[]{},()|\\/$^'.split(''),
      '.env',
      'id_rsa',
      '{e,.e}',
      '[en]',
      '**/',
    );
    const pattern = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, (text) => {
        expect(found(text)).toBe(NAMES.map((name) => soughtBy(text, name)).some((one) => one !== false));
      }),
      { numRuns: 2000 },
    );
  });
});
