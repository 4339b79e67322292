import { valuesOf } from '../arguments.js';
import { RAILS_FLAG } from '../inline/ruby/command.js';
import { knownWord } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import { looksOnly, takesRuby } from '../task-words.js';
import type { Wrapped } from '../wrapped.js';

/** Environments in which nothing is lost. */
const TRIED = /^(?:development|dev|test|ci)$/;
/** Variables that say which database is asked. */
const SAYS_WHERE = /^(?:\w*_)?(?:(?:RAILS|RACK|APP|NODE)_ENV|DATABASE_URL|DATABASE|DB_\w+|PG\w+)=(.*)$/s;
const HERE =
  /^(?:$|development$|dev$|test$|ci$|\w*_?(?:development|dev|test)$|\w+:\/\/(?:[^@/]*@)?(?:localhost|127\.0\.0\.1)[:/]|sqlite3:|localhost$|127\.0\.0\.1$|\d+$)/;

/** `rails runner CODE`, `rails runner - <<'RB'`, `rails console <<'RB'`: read as Ruby that an application runs. */
export function rails(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  const [verb, code] = args.operands;
  if (verb === undefined || !takesRuby(args.operands, command)) return;
  if (args.unclear || !staysHere(wrapped))
    return wrapped.unknown('records of an application that others use');
  if (![...args.flags.keys()].every((flag) => /^(?:e|environment|s|sandbox|skip-executor)$/.test(flag)))
    return wrapped.unknown('how an application is started');
  if (/^c/.test(verb.text)) return wrapped.runWords([RUBY, FLAG]);
  if (code === undefined) return;
  if (!code.known || code.glob) return wrapped.unknown('the code it runs is not known before it runs');
  if (looksOnly(code.text)) return;
  wrapped.runWords([RUBY, FLAG, ...told(code), ...args.operands.slice(2)]);
}

const RUBY = knownWord('ruby');
const FLAG = knownWord(`--${RAILS_FLAG}`);

/** Its input, a file, or code. */
function told(code: Word): readonly Word[] {
  return code.text === '-' || /^[\w./~-]+\.rb$|^[\w.~-]*\/[\w./-]*$/.test(code.text)
    ? [code]
    : [knownWord('-e'), code];
}

function staysHere({ args, before }: Wrapped): boolean {
  const named = valuesOf(args, ['e', 'environment']);
  if (!named.every(({ known, text }) => known && TRIED.test(text))) return false;
  if (['e', 'environment'].some((flag) => args.flags.has(flag)) && named.length === 0) return false;
  return before.every((command) => wordsOf(command).every((word) => isHere(word)));
}

const wordsOf = ({ words, assigned }: SimpleCommand): readonly Word[] => [...words, ...assigned];

function isHere({ known, text }: Word): boolean {
  const value = SAYS_WHERE.exec(text)?.[1];
  return value === undefined || (known && HERE.test(value));
}
