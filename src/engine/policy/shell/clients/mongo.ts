import type { Arguments } from '../arguments.js';
import { valuesOf } from '../arguments.js';
import { hostOf, isHere } from '../hosts.js';

/** What is called on collections and results to look at them, and what computes. */
const CALLS = new Set(
  (
    'find findOne countDocuments estimatedDocumentCount distinct aggregate sort limit skip project toArray forEach map filter ' +
    'pretty count size getIndexes stats dataSize explain print printjson Date ISODate ObjectId NumberLong NumberInt now ' +
    'getCollectionNames getCollectionInfos getCollection getName getSiblingDB serverStatus hostInfo version keys values entries ' +
    'stringify parse join slice toString toISOString getTime hint maxTimeMS allowDiskUse batchSize hasNext next itcount length ' +
    'includes startsWith endsWith round floor abs max min reduce some every isArray getTimestamp fromEntries String Number'
  ).split(' '),
);
const SHOWS = /^show (?:dbs|databases|collections|tables|users|profile|logs)$/;
const NEVER =
  /\$(?:out|merge|where|function|accumulator)\b|`|\]\s*\(|\)\s*\(|\\|\b(?:require|import|process|eval|constructor|prototype|__proto__)\b|password/;

/** `mongosh --eval CODE`: whether the code certainly only looks, at a server on this machine. */
export function looksAtDocuments(args: Arguments, remote: boolean): boolean {
  const { flags, operands, unclear } = args;
  const plain = [...flags.keys()].every((flag) =>
    /^(?:eval|quiet|host|port|json|norc|h|u|p|username|password|authenticationDatabase)$/.test(flag),
  );
  const codes = valuesOf(args, ['eval']);
  if (unclear || !plain || codes.length === 0 || operands.length > 1) return false;
  const [place] = operands;
  const here = place === undefined || /^[\w-]+$/.test(place.text) || /^mongodb:\/\//.test(place.text);
  const hosts = [...valuesOf(args, ['host', 'h']), ...(place?.text.includes('://') === true ? [place] : [])];
  if (!here || place?.known === false || (!remote && !hosts.every((word) => isHere(hostOf(word)))))
    return false;
  return codes.every(({ known, text }) => known && looks(text.trim()));
}

function looks(text: string): boolean {
  if (SHOWS.test(text)) return true;
  const bare = text.replace(/'[^'\\]*'|"[^"\\]*"/g, (literal) => (/\$/.test(literal) ? literal : "''"));
  // A method that is handed on is called by another.
  if (/\bdb(?:\.\w+)+\b(?!\s*[(.\w])/.test(bare)) return false;
  if (NEVER.test(bare) || /\.\s*\w+\s*=[^=>]/.test(bare)) return false;
  return [...bare.matchAll(/(?<![\w$])([\w$]+)\s*\(/g)].every(
    ([, name = '']) => CALLS.has(name) || /^(?:if|for|while|return)$/.test(name),
  );
}
