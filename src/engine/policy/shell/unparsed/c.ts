import { SECRET_VARIABLE } from '../inline/code-effect.js';
import { defineLanguage, FAR_NAMES } from './define.js';
import { callsOf, literalOf } from './source.js';
import type { Source } from './source.js';

/** Headers of the language that compute, or are looked at by the names used of them. */
const COMPUTES =
  /^(?:assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stdckdint|stdbit|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|tgmath|threads|time|uchar|wchar|wctype|pthread|unistd|sys\/(?:types|time|param|cdefs)|getopt|endian|\w*intrin|arm_neon|memory|malloc|semaphore|sched|regex)\.h$|^(?:c(?:assert|complex|ctype|errno|fenv|float|inttypes|limits|locale|math|setjmp|signal|stdarg|stddef|stdint|stdio|stdlib|string|time|uchar|wchar|wctype)|algorithm|any|array|atomic|barrier|bit|bitset|charconv|chrono|codecvt|compare|complex|concepts|condition_variable|coroutine|deque|exception|execution|expected|format|forward_list|functional|future|generator|initializer_list|iomanip|ios|iosfwd|iostream|istream|iterator|latch|limits|list|locale|map|mdspan|memory|memory_resource|mutex|new|numbers|numeric|optional|ostream|print|queue|random|ranges|ratio|regex|scoped_allocator|semaphore|set|shared_mutex|source_location|span|sstream|stack|stacktrace|stdexcept|stop_token|streambuf|string|string_view|strstream|syncstream|system_error|thread|tuple|type_traits|typeindex|typeinfo|unordered_map|unordered_set|utility|valarray|variant|vector|version|flat_map|flat_set|fstream)$/;

/** Headers of systems that no computing needs. */
const FAR =
  /^(?:sys\/|arpa\/|netinet\/|net\/|linux\/|asm\/|mach\/|rpc\/|netdb|dlfcn|spawn|fcntl|dirent|ftw|glob|pwd|grp|shadow|pty|util|utmp|termios|poll|aio|mqueue|syslog|ifaddrs|resolv|windows|winsock|shellapi|wininet|winhttp|process|io|direct|curl\/|libssh|openssl\/(?:ssl|bio)|zmq|boost\/(?:process|asio|beast|interprocess|dll|python|filesystem)|lua|Python|ruby|jni|v8|filesystem|experimental\/filesystem|Cocoa\/|Foundation\/|CoreFoundation\/|Security\/)/i;

/** Functions that reach out, under names that nothing else has. */
const NAMES =
  /(?<![.>])\b(?:_?w?system|popen|_w?popen|exec(?:l|le|lp|lpe|v|ve|vp|vpe|veat)|fexecve|_w?exec[lv]\w*|_w?spawn[lv]\w*|posix_spawnp?|v?fork|forkpty|openpty|daemon|dlopen|dlmopen|dlsym|LoadLibrary\w*|GetProcAddress|CreateProcess\w*|ShellExecute\w*|WinExec|socket|socketpair|connect|sendto|sendmsg|recvfrom|getaddrinfo|gethostby\w+|inet_(?:addr|pton|aton)|unlink|unlinkat|rmdir|remove_all|renameat\w*|nftw|ftw|fts_open|opendir|scandir|chdir|fchdir|chroot|chmod|fchmod\w*|chown|lchown|fchown\w*|symlink\w*|linkat|mkfifo|mknod|mount|umount2?|ptrace|syscall|__syscall|mmap|mprotect|memfd_create|process_vm_\w+|setuid|setgid|seteuid|setreuid|setresuid|setns|unshare|prctl|reboot|kthread|openat2?|creat|truncate|environ|__environ|environ_p|secure_getenv|getpw\w+|wordexp|glob|putenv|setenv|clone3?|LoadModule|tmpnam|tempnam|bdos|_dup2?|dup2|dup3|NSTask|NSURLSession|objc_msgSend|NSClassFromString|crypt|kill|killpg|sigqueue)\b(?=[ \t]*(?:[(),;=&}\]\n]|$))/;

/** Files by a name: those of the project and of `/tmp`. */
const OPENS =
  /(?<![\w.>])(?:std::)?(?:fopen|freopen|open|remove|rename|mkdir|fopen64|tmpfile_s|_wfopen|link|access)(?=\s*\()/;
const STREAM = /\b(?:std::)?(?:basic_)?[io]?fstream\b/;

function includesOf({ raw, code }: Source): readonly string[] | undefined {
  const lines = [
    ...raw.matchAll(/^[ \t]*(?:#|%:|\?\?=)[ \t]*(?:include|include_next|import|embed)\b[ \t]*(.*)$/gm),
  ];
  const found = lines.map(([, what]) => /^(<[^>]+>|"[^"]+")/.exec((what as string).trim())?.[1]);
  const modules = [...code.matchAll(/^[ \t]*import\s+([\w.:<>"/]+)\s*;/gm)].map(([, name]) => name as string);
  return found.includes(undefined) ? undefined : [...(found as string[]), ...modules];
}

function isFar(name: string): boolean {
  const path = name.replace(/^[<"]|[>"]$/g, '');
  if (/^[/~\\]|^(?:\.\.\/){4}/.test(path)) return true;
  if (name.startsWith('"')) return FAR.test(path);
  if (COMPUTES.test(path) || path === 'std') return false;
  return FAR.test(path) || FAR_NAMES.test(path.replace(/\.h(?:pp)?$/, ''));
}

/** `getenv("X")` of something that is known, and is no secret. */
function asksEnvironment(source: Source): boolean {
  const asked = callsOf(source, /\bgetenv\b/);
  return (
    asked?.every(([name = '']) => {
      const text = literalOf(source, name);
      return text !== undefined && !SECRET_VARIABLE.test(text) && !/^(?:HOME|XDG_.*)$/.test(text);
    }) !== true
  );
}

export const c = defineLanguage({
  name: 'C',
  files: /\.(?:[chm]|cc|hh|cpp|hpp|cxx|hxx|c\+\+|mm|inc|inl|ipp|tpp|cu|cuh|ino)$/i,
  looks: /^[ \t]*#[ \t]*include\b/m,
  syntax: {
    comments: /\/\/[^\n]*|\/\*[^]*?\*\//,
    texts:
      /(?:u8|[uUL])?R"([^()\\\s]{0,16})\([^]*?\)\1"|(?:u8|[uUL])?"(?:[^"\\\n]|\\[^\n])*"|(?:u8|[uUL])?'(?:[^'\\\n]|\\[^\n]+?)'/,
    folds: [[/(?:\\|\?\?\/)[ \t]*\n/g, '']],
  },
  // Names that are put together, code of a machine, sections and libraries that are linked by themselves.
  reaches: new RegExp(
    `${NAMES.source}|##|%:%:|\\?\\?[=(/)'<!>-]|\\b(?:__asm__|__asm|asm)\\b|\\\\u|\\b(?:section|ifunc|alias|weakref|cleanup)\\s*\\(|#\\s*pragma\\s+(?:comment|GCC\\s+plugin|weak|redefine_extname)|\\(\\s*\\*\\s*\\)\\s*\\(|\\bstd::filesystem\\b|\\b(?:boost|std)::(?:process|asio)\\b|#\\s*define\\s+\\w+\\s+(?:open|fopen|remove|rename|getenv)\\b|=\\s*&?\\s*(?:fopen|open|remove|rename)\\s*[;,)]`,
  ),
  imports: (source) => includesOf(source)?.filter(isFar),
  paths: [{ call: OPENS, how: 'change' }],
  also(source) {
    if (asksEnvironment(source)) return 'it reads the environment';
    return STREAM.test(source.code) && !streamsNear(source) ? 'it opens a file that is not known' : undefined;
  },
});

/** `std::ofstream out("build/x.txt")`. */
function streamsNear({ code, texts }: Source): boolean {
  const all = [
    ...code.matchAll(/\b(?:std::)?(?:basic_)?[io]?fstream\b\s*(\w*)\s*[({]?\s*("\d+"|[^,;)}\s]*)/g),
  ];
  return all.every(([, , what = '']) => {
    const path = /^"(\d+)"$/.exec(what)?.[1];
    return path !== undefined && /^(?:\/tmp\/)?(?!.*\.\.)[\w][\w./-]*$/.test(texts[Number(path)] ?? '/');
  });
}
