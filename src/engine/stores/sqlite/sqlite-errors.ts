import Database from 'better-sqlite3';
import { AuditError } from '../../model/errors.js';
import type { AuditErrorCode } from '../../model/errors.js';

interface Meaning {
  readonly code: AuditErrorCode;
  readonly message: string;
  readonly help?: string;
}

const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, { code: 'locked', message: 'the audit log is locked by another process' }],
  [
    /^SQLITE_FULL/,
    { code: 'full', message: 'the disk is full', help: 'make room; nothing is let through until then' },
  ],
  [
    /^SQLITE_READONLY/,
    {
      code: 'read_only',
      message: 'the audit log cannot be written',
      help: 'check the rights of the file and its folder',
    },
  ],
  [/^SQLITE_NOTADB/, { code: 'not_a_log', message: 'the file is no audit log' }],
  [
    /^SQLITE_CORRUPT/,
    {
      code: 'corrupt',
      message: 'the audit log is damaged',
      help: 'keep the file, and run `capfence verify` on a copy',
    },
  ],
  [
    /^SQLITE_(CANTOPEN|PERM|AUTH)/,
    {
      code: 'unreadable',
      message: 'the audit log cannot be opened',
      help: 'check the rights of the file and its folder',
    },
  ],
];

/** Any error of the database, or of the files beside it, as ours. */
export function auditError(error: unknown, file: string): AuditError {
  if (error instanceof AuditError) return error;
  const code = codeOf(error);
  const meaning = MEANINGS.find(([pattern]) => pattern.test(code))?.[1];
  if (meaning === undefined) {
    const why = code === '' ? String(error instanceof Error ? error.message : error) : code;
    return new AuditError('failed', `the audit log \`${file}\` failed: ${why}`, { cause: error });
  }
  return new AuditError(meaning.code, `${meaning.message}: \`${file}\``, {
    help: meaning.help,
    cause: error,
  });
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: 'SQLITE_FULL',
  EROFS: 'SQLITE_READONLY',
  EACCES: 'SQLITE_CANTOPEN',
  EPERM: 'SQLITE_CANTOPEN',
};

function codeOf(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? (SYSTEM[code] ?? code) : '';
}
