import type { Word } from './script.js';

/** What `jcmd` is asked that only looks. */
const LOOKS =
  /^(?:help|GC\.(?:heap_info|class_histogram|class_stats|finalizer_info)|Thread\.(?:print|vthread_\w+)|VM\.(?:flags|version|uptime|metaspace|native_memory|classloaders|classloader_stats|class_hierarchy|symboltable|stringtable|dynlibs|events)|Compiler\.(?:codecache|codelist|queue|memory)|JFR\.check|PerfCounter\.print|ManagementAgent\.status)$/;
/** What writes a file that it names, and nothing else. */
const DUMPS = /^(?:GC\.heap_dump|Thread\.dump_to_file|JFR\.(?:start|dump|stop))$/;
const SETTING = /^[\w.-]+(?:=[\w.:,-]*)?$/;

/** Whether a process of Java may come out changed: a flag that is set, an agent that is loaded. */
export function changesProcess(program: string, words: readonly Word[]): boolean {
  const [target, verb, ...rest] = words.slice(1);
  if (words.some(({ splits }) => splits)) return true;
  if (program !== 'jcmd')
    return words.slice(1).some(({ known, text }) => !known && text.startsWith('-')) || setsFlag(words);
  if (target === undefined || /^-[lh?]$/.test(target.text) || verb === undefined) return false;
  if (!verb.known) return true;
  if (LOOKS.test(verb.text)) return !rest.every(({ known, text }) => known && SETTING.test(text));
  return !DUMPS.test(verb.text) || rest.some(({ known, text }) => !known || /^settings=/.test(text));
}

/** `jinfo -flag +HeapDumpOnOutOfMemoryError PID`. */
const setsFlag = (words: readonly Word[]): boolean =>
  words.some(({ text }, i) => text === '-flag' && /^[+-]|=/.test(words[i + 1]?.text ?? ''));

/** The words that may name a file: of `jmap -dump:format=b,file=x PID` that part, and all behind the verb of `jcmd`. */
export const dumpsOf = (words: readonly Word[]): readonly Word[] =>
  words.slice(1).flatMap((word, i) => {
    const file = /^-(?:dump|histo):(?:.*,)?file=([^,]*)/.exec(word.text)?.[1];
    if (file !== undefined) return [{ ...word, text: file }];
    return i > 1 ? [word] : [];
  });
