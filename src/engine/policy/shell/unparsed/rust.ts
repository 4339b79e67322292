import { SECRET_VARIABLE } from '../inline/code-effect.js';
import { defineLanguage, FAR_NAMES } from './define.js';
import { callsOf, literalOf } from './source.js';
import type { Source } from './source.js';

const COMPUTES =
  /^(?:std|core|alloc)::(?:collections|fmt|str|string|vec|iter|cmp|ops|rc|sync|cell|time|thread|num|convert|borrow|hash|mem|error|result|option|default|marker|any|ascii|char|[fiu](?:8|16|32|64|128|size)|boxed|array|slice|io|path|pin|future|task|primitive|hint|backtrace|panic|prelude|assert\w*|matches|format\w*|println|eprintln|print|write\w*|vec|concat|stringify|line|file|process::(?:exit|ExitCode|id|abort|Termination)|net::(?:Ip\w+|Socket\w+|AddrParseError|SocketAddr\w*)|env::(?:args|temp_dir|var|current_dir|Args|VarError|consts|set_var|remove_var)|fs::(?:read|read_to_string|read_dir|write|create_dir|create_dir_all|remove_file|remove_dir|remove_dir_all|copy|rename|metadata|File|OpenOptions|DirEntry|Metadata))(?:::|$)|^(?:std|core|alloc)::(?:env|fs|process|net)(?:::self)?$/;

/** Whole modules, whose members are looked at where they are used. */
const BARE = /^(?:std|core|alloc)::(env|fs|process|net)(?:::self)?$/;
const TAKEN = /^std::(?:env|fs|process|net|os|ffi|ptr)::\*$|^(?:std|core|alloc)(?:::\*|::self)?$/;

/** `use std::{env, fs::{self, File}}` as the paths that it names. */
function flat(tree: string, before = ''): readonly string[] {
  const text = tree.trim();
  const open = text.indexOf('{');
  if (open < 0) return text === '' ? [] : [`${before}${text.replace(/^::/, '')}`];
  const head = `${before}${text.slice(0, open).replace(/^::/, '')}`;
  const pieces: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{') depth++;
    else if (sign === '}' && depth-- === 0)
      return [...pieces, text.slice(from, at)].flatMap((one) => flat(one, head));
    else if (sign === ',' && depth === 0) {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return ['std::*'];
}

function importsOf({ code }: Source): readonly string[] | undefined {
  if (/\bstd::(?:[^\w{*]|$)|\buse\s+(?:::)?std\s+as\b/.test(code)) return undefined;
  const trees = [...code.matchAll(/\buse\s+([^;]+);/g)].map(([, tree]) =>
    (tree as string).replace(/\s+/g, ' '),
  );
  const rest = code.replace(/\buse\s+[^;]+;/g, ' ');
  const inline = [...rest.matchAll(/\b(?:std|core|alloc)(?:::\w+)+/g)].map(([path]) => path);
  const named = trees.flatMap((tree) => flat(tree));
  // What goes by another name is not looked at where it is used.
  if (
    named.some(
      (path) => / as /.test(path) && / as (?!_\b)/.test(path) && /^std::(?:env|fs|process|net|os)/.test(path),
    )
  )
    return undefined;
  const modules = named.flatMap((path) => BARE.exec(path)?.[1] ?? []);
  const members = modules.flatMap((module) =>
    [...rest.matchAll(new RegExp(`(?<![\\w:])${module}::(\\w+)`, 'g'))].map(
      ([, member]) => `std::${module}::${member}`,
    ),
  );
  const far = [...rest.matchAll(/(?<![\w:])([a-z]\w*)::/g)].map(([, root]) => root as string);
  const roots = far.filter((root) => !modules.includes(root) && !/^(?:std|core|alloc)$/.test(root));
  return [...named, ...inline, ...members, ...roots];
}

function isFar(path: string): boolean {
  const name = path.replace(/ as .*$/, '').trim();
  if (TAKEN.test(name)) return true;
  // Neither of the two knows of a system; a package that goes by such a name is one of the project's, or like any other.
  if (/^(?:core|alloc)::/.test(name)) return false;
  if (/^std::/.test(name)) return !COMPUTES.test(name);
  const root = name.split('::', 1)[0] as string;
  if (root === 'tokio') return /^tokio::(?:process|net|fs|\*)/.test(name);
  return FAR_NAMES.test(root) || FAR_CRATES.test(root);
}

const FAR_CRATES =
  /^(?:async_process|async_std|smol|mio|actix_web|awc|attohttpc|minreq|openssl|native_tls|rustls|sysinfo|users|whoami|daemonize|fork|signal_hook|ctor|inventory|memmap2?|remove_dir_all|trash|fs_extra|os_pipe|which|run_script|rust_cmd|bindgen|cc|cmake|pkg_config|pyo3|jni|neon|napi)$/;

function asksEnvironment(source: Source): boolean {
  const asked = [
    ...(callsOf(source, /\benv::var(?:_os)?(?=\()/) ?? []),
    ...(callsOf(source, /(?<![\w:.])var(?=\("\d+"\))/) ?? []),
  ];
  const bare = (source.code.match(/\benv::var(?:_os)?\b(?!\()/g) ?? []).length > 0;
  return bare || !asked.every(([name = '']) => isPlain(literalOf(source, name)));
}

const isPlain = (name: string | undefined): boolean =>
  name !== undefined && !SECRET_VARIABLE.test(name) && !/^(?:HOME|USERPROFILE|XDG_.*)$/.test(name);

/** `include_str!("../fixtures/a.json")` reads what lies in the project; `env!` tells what cargo has set. */
function takesIn(source: Source): boolean {
  const { code } = source;
  const included = [...code.matchAll(/\binclude_(?:str|bytes)!\s*(\([^()]*\))/g)].map(
    ([, args]) => args as string,
  );
  const told = [...code.matchAll(/\b(?:option_)?env!\s*\(\s*("\d+")/g)].map(([, name]) => name as string);
  const near = included.every((args) => {
    const path = literalOf(source, args.slice(1, -1).trim());
    return path !== undefined && /^(?:\.\.\/){0,3}[\w][\w./-]*$/.test(path) && !path.includes('/../');
  });
  return (
    !near ||
    !told.every((name) =>
      /^(?:CARGO_\w+|OUT_DIR|PROFILE|TARGET|HOST|OPT_LEVEL)$/.test(literalOf(source, name) ?? ''),
    )
  );
}

export const rust = defineLanguage({
  name: 'Rust',
  files: /\.rs$/,
  looks: /^[ \t]*(?:pub )?fn main\(\)/m,
  syntax: {
    comments: /\/\/[^\n]*|\/\*(?:[^/*]|\/(?!\*)|\*(?!\/)|\/\*(?:[^*]|\*(?!\/))*\*\/)*\*\//,
    texts: /[bc]?r(#*)"[^]*?"\1|[bc]?"(?:[^"\\]|\\[^])*"|b?'(?:[^'\\\n]|\\(?:u\{[^}]*\}|x..|.))'/,
    folds: [[/\br#(?=[A-Za-z_])/g, '']],
  },
  reaches:
    /\bunsafe\b|\bextern\b|\b(?:global_)?asm!|\binclude!|#!?\[\s*(?:path|link|no_mangle|unsafe|export_name|global_allocator|proc_macro\w*|ctor|used)\b|\bProcessCommand\b|\bCommand::new\b|\bTcp(?:Stream|Listener)\b|\bUdpSocket\b|\bUnixStream\b|\b(?:home|cache|config|data)_dir\s*\(|\benv::(?:vars\w*|home_dir|set_current_dir|split_paths)\b|\btransmute\b/,
  imports: (source) => importsOf(source)?.filter(isFar),
  paths: [
    { call: /\bfs::(?:read|read_to_string|read_dir|metadata)\b/, how: 'read' },
    { call: /\bFile::open\b/, how: 'read' },
    {
      call: /\b(?:fs::(?:write|create_dir|create_dir_all|remove_file|remove_dir|remove_dir_all)|File::create(?:_new)?)\b/,
      how: 'change',
    },
    {
      call: /(?<![\w:.])(?:remove_file|remove_dir|remove_dir_all|create_dir|create_dir_all|read_to_string)(?=\()/,
      how: 'change',
    },
    { call: /\bfs::(?:copy|rename)\b/, at: [0, 1], how: 'change' },
    { call: /\bOpenOptions::new\(\)(?:\.\w+\([^()]*\))*?\.open\b/, how: 'change' },
  ],
  places: {
    scratch:
      /^(?:(?:tempfile::)?(?:tempdir|TempDir::new|NamedTempFile::new)\(\)(?:\.unwrap\(\)|\?|\.expect\("\d+"\))?|(?:std::)?env::temp_dir\(\)\.join\("\d+"\))$/,
    join: /^(?:Path::new|PathBuf::from)(?=\("\d+"\)$)/,
    below: /^(?:join|path|to_path_buf|as_path|with_extension|clone|unwrap|expect)$/,
  },
  also(source) {
    if (asksEnvironment(source)) return 'it reads the environment';
    return takesIn(source) ? 'it takes in what lies elsewhere' : undefined;
  },
});
