import type { Piece } from './lexer.js';

/** Procedures of SQL Server that only show what there is. */
const LOOKS: ReadonlySet<string> = new Set(
  [
    'SP_HELP SP_HELPTEXT SP_HELPINDEX SP_HELPCONSTRAINT SP_HELPDB SP_HELPFILE SP_HELPFILEGROUP SP_HELPSTATS SP_HELPTRIGGER',
    'SP_HELPLANGUAGE SP_HELPSORT SP_HELPROLE SP_HELPROLEMEMBER SP_HELPSERVER SP_HELPUSER SP_HELPROTECT SP_HELPSRVROLE',
    'SP_HELPSRVROLEMEMBER SP_COLUMNS SP_TABLES SP_PKEYS SP_FKEYS SP_STATISTICS SP_SPECIAL_COLUMNS SP_STORED_PROCEDURES',
    'SP_SPROC_COLUMNS SP_DATABASES SP_DATATYPE_INFO SP_SERVER_INFO SP_SPACEUSED SP_DEPENDS SP_WHO SP_WHO2 SP_LOCK',
    'SP_TABLE_PRIVILEGES SP_COLUMN_PRIVILEGES SP_LINKEDSERVERS SP_MSHELPCOLUMNS',
  ].flatMap((line) => line.split(' ')),
);

const VALUE = "(?:N?'[^']*'|-?\\d+|NULL|DEFAULT)";
const ONE = `(?:@\\w+\\s*=\\s*)?${VALUE}`;
/** Nothing but constants: a word behind them could begin another statement. */
const CALL = new RegExp(
  `^(?:EXEC(?:UTE)?\\s+)?(?:sys\\s*\\.\\s*)?(\\w+)(?:\\s+(${ONE}(?:\\s*,\\s*${ONE})*))?$`,
  'i',
);

/** Whether a statement calls one of them, with constants: `EXEC sp_help 'dbo.Orders'`. */
export function onlyLooks({ text }: Piece): boolean {
  const [, name = '', args = ''] = CALL.exec(text) ?? [];
  const low = name.toUpperCase();
  // Told to, it counts the pages anew and writes down what it finds.
  if (low === 'SP_SPACEUSED' && args.includes(',')) return false;
  return LOOKS.has(low) && !/updateusage/i.test(args);
}
