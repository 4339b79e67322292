import { set } from '../inline/named-set.js';
import type { Language } from './define.js';
import { languageOf, reachOf } from './index.js';
import { standsAlone } from './alone.js';
import { sourceOf } from './source.js';
import type { Source } from './source.js';
import { table } from '../../table.js';

/** A language the programs of which an interpreter is given as files. */
interface Interpreted {
  /** A file in it, by a name. */
  readonly file: string;
  /** Whether nothing is named but what computes, and what the text itself says. */
  readonly computes: (source: Source) => boolean;
}

const LUA = set(
  `and break do else elseif end false for function goto if in local nil not or repeat return then true until while
   print pairs ipairs next type tostring tonumber select unpack error assert pcall xpcall setmetatable getmetatable
   rawget rawset rawequal rawlen string table math utf8 coroutine bit32 bit arg collectgarbage self _VERSION _`,
);
/** Names that a text gives something of its own. */
const LUA_OWN =
  /\blocal\s+function\s+(\w+)\s*\(([\w\s,.]*)\)|\blocal\s+(?!function\b)([\w\s,]+)|\bfunction\s*[\w.:]*\s*\(([\w\s,.]*)\)|\bfunction\s+(\w+)|\bfor\s+([\w\s,]+?)\s*(?:=|\bin\b)|(?<![\w.:])([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*=(?!=)/g;
/** Members of the two that ask for the time and print. */
const LUA_ASKS =
  /(?<![\w.:])(?:os\s*\.\s*(?:time|date|clock|difftime|exit)|io\s*\.\s*(?:write|read|stdout|stderr|stdin))\b(?!\s*=(?!=))/g;

/** Every name that stands free is one of the language that computes, or one of the text's own. */
function computesLua({ code }: Source): boolean {
  const text = code.replace(LUA_ASKS, ' ');
  const own = new Set(
    [...text.matchAll(LUA_OWN)].flatMap(([, ...names]) => names.flatMap((name) => name?.match(/\w+/g) ?? [])),
  );
  if (own.has('os') || own.has('io') || /\b(?:os|io)\b/.test(text)) return false;
  const free = text.matchAll(/(?<![\w:])(?<!(?<!\.)\.\s*)([A-Za-z_]\w*)/g);
  return [...free].every(([, name]) => LUA.has(name as string) || own.has(name as string));
}

/** Modules that compute and print. */
const ELIXIR =
  /^(?:Enum|String|Map|List|Keyword|IO(?:\.ANSI)?|Integer|Float|Stream|Tuple|MapSet|Date(?:\.Range)?|Time|DateTime|NaiveDateTime|Calendar(?:\.ISO)?|Regex|Bitwise|Range|Inspect(?:\.\w+)?|Task(?:\.Supervisor)?|Agent|GenServer|Supervisor|DynamicSupervisor|Registry|Access|Base|URI|Version|Exception|\w+Error|ExUnit(?:\.\w+)*|Logger|Duration|Enumerable|Collectable|Any|BitString|Kernel|JSON|PartitionSupervisor)$/;
const ELIXIR_ASKS =
  /\bSystem\.(?:monotonic_time|system_time|os_time|unique_integer|convert_time_unit|version|otp_release|schedulers\w*)\b|\bProcess\.(?:sleep|monitor|demonitor|alive\?|send_after|cancel_timer|put|get|info|exit|flag)|\bKernel\.(?![\w]*(?:apply|spawn|exit|dbg|binding))\w+|(?<![\w:]):(?:math|lists|maps|timer|binary|rand|calendar|string|queue|sets|ordsets|gb_trees|gb_sets|array|unicode|counters|atomics)\.\w+/g;
/** Atoms that are made of texts may name any module, and macros may say what does not stand there. */
const ELIXIR_MAKES =
  /:"\d+"|"\d+":|\bto_(?:existing_)?atom\b|~[wW]|\b(?:defmacrop?|quote|unquote|binary_to_term|__info__|on_load|import_file|function_exported\?)\b|(?<![\w:]):[a-z]\w*\s*\.|&\s*:/;

function computesElixir({ code }: Source): boolean {
  const text = code.replace(ELIXIR_ASKS, ' ').replace(/~[DTNU]\[[\d:. TZ+-]*\]/g, ' ');
  if (ELIXIR_MAKES.test(text)) return false;
  const own = new Set(
    [...text.matchAll(/\b(?:defmodule|defprotocol)\s+([\w.]+)/g)].map(([, name]) => name as string),
  );
  return [...text.matchAll(/(?<![\w.])([A-Z]\w*(?:\.[A-Z]\w*)*)/g)].every(
    ([, name]) => (ELIXIR.test(name as string) && name !== 'Kernel') || own.has(name as string),
  );
}

/** What the library of OCaml reaches further with, and what its toplevel loads. */
const OCAML_REACHES =
  /^[ \t]*#|\b(?:In_channel|Out_channel|Filename|Obj|Stdlib|Marshal|Callback|Sys(?!\.(?:time|word_size|int_size|ocaml_version|max_\w+|argv)\b)|Unix\w*|Thread|Dyn\w+|Top\w+|Load_path|Compile\w*|Ephemeron|Domain|Runtime_\w+|StdLabels|Ocaml_\w+|external)\b/m;

const INTERPRETED: Readonly<Record<string, Interpreted>> = table({
  lua: { file: 'x.lua', computes: computesLua },
  elixir: { file: 'x.exs', computes: computesElixir },
  ocaml: { file: 'x.ml', computes: ({ code }) => !OCAML_REACHES.test(code) },
  swift: { file: 'x.swift', computes: ({ raw }) => standsAlone('x.swift', raw, false) },
  runghc: { file: 'x.hs', computes: ({ raw }) => standsAlone('x.hs', raw, false) },
  runhaskell: { file: 'x.hs', computes: ({ raw }) => standsAlone('x.hs', raw, false) },
});
const NAMES: Readonly<Record<string, string>> = table({ luajit: 'lua' });

/** Whether programs of an interpreter, by the name of its model, are read here. */
export const isInterpreter = (model: string): boolean => MODELS.has(model);
const MODELS: ReadonlySet<string> = new Set(['lua', 'tclsh', 'runhaskell']);

/** Whether a program that an interpreter is given as a file computes and prints, and does nothing else. */
export function onlyComputes(program: string, code: string): boolean {
  const name = NAMES[program] ?? program;
  const interpreted = INTERPRETED[name];
  const language: Language | undefined = interpreted && languageOf(interpreted.file);
  if (interpreted === undefined || language === undefined) return false;
  // What stands behind the mark is said to a system, not to the interpreter.
  const text = code.replace(/^#![^\n]*/, '');
  if (reachOf(language, text, true) !== undefined) return false;
  const source = sourceOf(text, language.syntax);
  return source !== undefined && interpreted.computes(source);
}
