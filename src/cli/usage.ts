import { stripVTControlCharacters } from 'node:util';
import { suggest } from '../engine/policy/suggest.js';

/** What oclif's parser throws, as far as it is read here. Matching the shape spares loading its classes. */
interface ParserError extends Error {
  readonly oclif: unknown;
  readonly args?: readonly unknown[];
  readonly flags?: readonly string[];
  readonly parse?: { readonly input?: { readonly flags?: Record<string, unknown> } };
}

export function isUsage(error: unknown): error is ParserError {
  return error instanceof Error && 'oclif' in error;
}

/** The parser's errors in our words; the rare ones keep its own, without line breaks and colours. */
export function usageMessage(error: ParserError, help: string): { message: string; help: string } {
  const { args = [], flags = [] } = error;
  switch (error.constructor.name) {
    case 'RequiredArgsError':
      return {
        message: `missing argument: ${listed(args.map((arg) => (arg as { name: string }).name.toUpperCase()))}`,
        help,
      };
    case 'UnexpectedArgsError':
      return { message: `unexpected argument: ${listed(args.map(String))}`, help };
    case 'NonExistentFlagsError':
      return { message: `unknown flag: ${listed(flags)}`, help: nearFlag(error) ?? help };
    default:
      return { message: plainMessage(error), help };
  }
}

function nearFlag({ flags = [], parse }: ParserError): string | undefined {
  const known = Object.keys(parse?.input?.flags ?? {});
  const near = suggest((flags[0] ?? '').replace(/^-+/, ''), known);
  return near?.replace('`', '`--');
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

function plainMessage(error: Error): string {
  const text = stripVTControlCharacters(error.message).replace(/\n?See more help with --help\s*$/, '');
  const lines = text.split('\n').map((line) => line.trim());
  const plain = lines
    .filter((line) => line !== '')
    .join(' ')
    .replace(/^The following errors? occurred: /, '');
  const value = /^Parsing (--\S+) (.*)$/.exec(plain);
  return value === null ? lowerFirst(plain) : `${value[1]}: ${lowerFirst(value[2] ?? '')}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
