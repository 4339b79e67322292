import { defineLanguage } from './define.js';
import type { Language } from './define.js';
import type { Syntax } from './source.js';
import { table } from '../../table.js';

const SLASHES = /\/\/[^\n]*|\/\*[^]*?\*\//;
const HASH = /#[^\n]*/;
const DASHES = /--\[\[[^]*?\]\]|--[^\n]*/;
const PLAIN = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/;
const LONG = /#{0,8}"""[^]*?"""#*|"""[^]*?"""|"(?:[^"\\\n]|\\[^\n])*"/;

type Entry = readonly [
  name: string,
  files: RegExp,
  comments: RegExp,
  texts: RegExp | undefined,
  reaches: RegExp,
  mixes?: RegExp | undefined,
  folds?: readonly (readonly [RegExp, string])[],
];

/**
 * Languages of which only the words are known by which code in them runs programs, asks other machines, deletes, reads
 * the environment, loads what is foreign, or evaluates.
 */
const ENTRIES: readonly Entry[] = [
  [
    'Swift',
    /\.swift$/,
    SLASHES,
    LONG,
    /\b(?:Process|NSTask|URLSession|URLRequest|NSURLConnection|NSURLSession|NWConnection|NWListener|CFSocket\w*|CFStream\w*|removeItem|trashItem|homeDirectory\w*|NSHomeDirectory|NSUserName|dlopen|dlsym|system|popen|posix_spawn\w*|exec[lv]\w*|fork|socket|getenv|environment|NSAppleScript|contentsOf\w*|toFile\w*|InputStream|OutputStream|FileWrapper|setAttributes|changeCurrentDirectoryPath|NSXPC\w*|NSWorkspace|FileHandle|createFile|unsafeBitCast|Unsafe\w+|Glibc|Darwin|Musl|Network|unsafeFlags|prebuildCommand|buildCommand|NSClassFromString|perform|moveItem|copyItem|createSymbolicLink|KeychainAccess|SecItem\w*|AsyncHTTPClient|Alamofire|ShellOut|systemLibrary|binaryTarget)\b|@_\w+|\bcontents\s*\(\s*atPath|(?<![.\w])(?:fopen|freopen|fdopen|open|openat|unlink|rmdir|rename|remove|mkdir|chmod|chown|symlink|link|creat|truncate|kill|connect|bind|getpw\w+|setenv|putenv|syscall|mmap|glob|opendir|scandir|nftw|ftw)\s*\(|\.write\s*\(\s*to\b|\burl\s*:\s*"\d+"\s*,\s*(?:branch|revision)/,
    /\\#*\(/,
  ],
  [
    'Zig',
    /\.zig(?:\.zon)?$/,
    /\/\/[^\n]*/,
    /"(?:[^"\\\n]|\\[^\n])*"|\\\\[^\n]*/,
    /\bstd\.(?:process|ChildProcess|child_process|http|net|posix|os|c|crypto\.tls|dynlib|DynLib)\b|\b(?:Child|ChildProcess|DynLib|addSystemCommand|linkSystemLibrary|deleteTree\w*|deleteFile\w*|deleteDir\w*|openDirAbsolute|openFileAbsolute|createFileAbsolute|\w*Absolute\w*|getEnv\w*|getenv\w*|posix|execve?|fork|socket|connect|syscall\w*)\b|@(?:cImport|cInclude|embedFile|extern|ptrFromInt|intToPtr)\b|\b(?:extern|asm|callconv)\b|\bfetch\b/,
  ],
  [
    'Elixir',
    /\.exs?$|\.l?eex$|\.heex$/,
    HASH,
    /"""[^]*?"""|'''[^]*?'''|~[a-zA-Z]"""[^]*?"""|"(?:[^"\\]|\\[^])*"/,
    /\bSystem\.(?!(?:monotonic_time|system_time|os_time|unique_integer|convert_time_unit|version|otp_release|schedulers\w*)\b)\w+|\b(?:Port|Node|Code|Mix\.(?:shell|install|Shell|Task)|Req|HTTPoison|Tesla|Finch|Mint|Hackney|Kernel\.apply|Function\.capture|Rambo|MuonTrap|Porcelain|Exexec|EEx|IEx|Application\.(?:fetch_env!?|get_env))\b|:(?:os|httpc|gen_tcp|gen_udp|ssl|ssh|inets|erlang|code|rpc|erl_eval|file|init|net_kernel|socket|hackney|ftp|crypto_nif|prim_file)\b|\b(?:apply|spawn\w*|import_file|eval_\w+|to_(?:existing_)?atom|load_nif|git|path)\b\s*[(:]|\bFile\.(?:rm\w*|write\w*|cp\w*|rename\w*|open\w*|stream\w*|chmod|chown|ln\w*|touch\w*|mkdir\w*|cd\w*)\b|\bPath\.expand\b|\buser_home\b/,
    /#\{/,
  ],
  [
    'Erlang',
    /\.[eh]rl$|\.escript$|(?:^|\/)rebar\.config(?:\.script)?$/,
    /%[^\n]*/,
    /"(?:[^"\\]|\\[^])*"/,
    /\b(?:os|httpc|gen_tcp|gen_udp|ssl|ssh|inets|file|filelib|code|rpc|erl_eval|erl_scan|init|net_kernel|socket|hackney)\s*:|\b(?:open_port|load_nif|apply|spawn\w*|pre_hooks|post_hooks|git)\b/,
  ],
  [
    'Haskell',
    /\.l?hsc?$/,
    /(?<![!#$%&*+./<=>?@\\^|~:-])--+(?![!#$%&*+./<=>?@\\^|~:-])[^\n]*/,
    /"(?:[^"\\\n]|\\[^\n]|\\\s+\\)*"|(?<![\w'])'(?:[^'\\\n]|\\[^\n]{1,8}?)'/,
    /\b(?:System\.(?:Process|Directory|Posix|Environment|Cmd|Info|FilePath\.Glob|IO\.Unsafe|Exec)|Network|Foreign|Unsafe|Turtle|Shelly|Control\.Monad\.Trans\.Resource\.Process|Language\.Haskell\.TH|TemplateHaskell|QuasiQuotes|unsafe\w+|runIO|addDependentFile|readProcess\w*|callCommand|callProcess|createProcess|shell|rawSystem|removeDirectory\w*|removeFile|removePathForcibly|getHomeDirectory|getEnv\w*|lookupEnv|foreign|open\w*File\w*|with\w*File|writeFile\w*|appendFile|readFile\w*|readIO|hGetFile|Data\.ByteString\.\w*File|GHC\.IO|System\.Eval|hint)\b|OPTIONS_GHC[^#]*\s-(?:[a-eg-zDFHILU]|fplugin)|\{-#\s*ANN\b/,
  ],
  [
    'Fortran',
    /\.[fF](?:90|95|03|08)?$/,
    /![^\n]*/,
    /"[^"\n]*"|'[^'\n]*'/,
    /\b(?:execute_command_line|system|get_environment_variable|getenv|getlog|open|inquire|unlink|rename|chmod|chdir|symlnk|link|stat|lstat|iso_c_binding|bind|c_funloc|c_f_\w+|external|include|fork|kill|signal|hostnm|import)\b|^[ \t]*#/im,
    undefined,
    [[/&[ \t]*(?:![^\n]*)?\n(?:[ \t]*(?:![^\n]*)?\n)*[ \t]*&?/g, '']],
  ],
  [
    'OCaml',
    /\.mli?$|\.mll$|\.mly$/,
    /\(\*(?:[^"'{(*]|\*(?!\))|\((?!\*))*\*\)/,
    /\{(\w*)\|[^]*?\|\1\}|"(?:[^"\\]|\\[^])*"|(?<![\w'])'(?:[^'\\\n]|\\(?:[\\'"ntbr ]|\d{3}|x[\da-fA-F]{2}|o[0-7]{3}))'/,
    /\b(?:Unix|UnixLabels|Lwt_process|Lwt_unix|Dynlink|Cohttp\w*|Eio_(?:main|unix)|Bos|Feather|Curl|Ctypes|Foreign|Obj\.magic|Toploop|external|Shexp\w*|Core_unix|Marshal)\b|\bSys\.(?:command|remove|rename|rmdir|getenv\w*|readdir|chdir|mkdir|unsafe_getenv)\b|\bopen_(?:in|out|process)\w*\b|\bStdlib\.Sys\b|\bopen\s+(?:Sys|Stdlib)\b/,
  ],
  [
    'Lua',
    /\.lua$|\.rockspec$/,
    DASHES,
    /\[(=*)\[[^]*?\]\1\]|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/,
    /\bos\.(?!(?:time|date|clock|difftime|exit)\b)\w+|\bos\s*\[|\bio\.(?!(?:write|read|stdout|stderr|stdin)\b)\w+|\bio\s*\[|\b(?:load|loadstring|loadfile|dofile|getfenv|setfenv|package|debug|_G|_ENV|ffi|jit|lfs|posix|vim|ngx|luasocket|socket|http|ssl|nixio|uv|luv)\b|=\s*(?:os|io)\b(?!\.)|\brequire\s*\(?\s*(?!["(])/,
  ],
  [
    'R',
    /\.[rR](?:md|nw)?$|(?:^|\/)\.Rprofile$/,
    HASH,
    /[rR]?"(?:[^"\\]|\\[^])*"|[rR]?'(?:[^'\\]|\\[^])*'/,
    /\b(?:system2?|shell|shell\.exec|pipe|fifo|unlink|file\.(?:remove|rename|copy|create|symlink|link|append)|download\.file|url|socketConnection|serverSocket|make\.socket|Sys\.(?:getenv|setenv|chmod|kill|setFileTime)|eval|evalq|parse|str2lang|source|sys\.source|dyn\.load|library\.dynam|\.Call|\.C|\.External|\.Internal|install\.packages|install_\w+|setwd|do\.call|match\.fun|getFromNamespace|asNamespace|path\.expand|curl\w*|httr2?|RCurl|processx|callr|sys|reticulate|Rcpp|cppFunction|sourceCpp|JavaScript|V8|rJava|writeLines|file|readRDS|load|unserialize|fs|git2r|gert|ssh)\b\s*(?:\(|::)|\blibrary\s*\(\s*(?:curl|httr2?|RCurl|processx|callr|sys|reticulate|Rcpp|V8|rJava|fs|ssh)\b|\bget\s*\(/,
  ],
  [
    'Julia',
    /\.jl$/,
    /#=[^]*?=#|#[^\n]*/,
    /"""[^]*?"""|"(?:[^"\\]|\\[^])*"/,
    /`[^`]*`|@cmd\b|\b(?:run|pipeline|success|readchomp|Cmd|rm|mv|cp|chmod|chown|symlink|download|Downloads|HTTP|Sockets|connect|listen|ccall|Libdl|dlopen|eval|evalfile|include|include_string|Meta\.parse|invokelatest|ENV|homedir|Pkg|PyCall|PythonCall|RCall|unsafe_\w+|getfield|Core|Base\.(?:run|open|rm|eval)|open|write|cd|Distributed|addprocs|LibCURL|LibGit2|Serialization|@ccall|llvmcall)\b\s*(?:[(.\s;]|$)/,
    /\$\(/,
  ],
  [
    'Dart',
    /\.dart$/,
    SLASHES,
    /r?"""[^]*?"""|r?'''[^]*?'''|r?"(?:[^"\\\n]|\\[^\n])*"|r?'(?:[^'\\\n]|\\[^\n])*'/,
    /\b(?:Process|ProcessSignal|HttpClient|HttpServer|Socket|SecureSocket|RawSocket|ServerSocket|WebSocket|InternetAddress|Platform\.environment|Platform|DynamicLibrary|Isolate\.spawnUri|Pointer|NativeFunction|File|Directory|Link|RandomAccessFile|http|Dio|deleteSync|delete|currentMirrorSystem|external)\b\s*[(.<]/,
    /\$/,
  ],
  [
    'Nim',
    /\.nims?$|\.nimble$/,
    /#\[[^]*?\]#|#[^\n]*/,
    /r?"""[^]*?"""|r?"(?:[^"\\\n]|\\[^\n])*"/,
    /\b(?:os|osproc|posix|httpclient|asynchttpserver|net|asyncnet|nativesockets|dynlib|winlean|selectors|streams|registry|tempfiles|dirs|files|envvars|syncio)\b|\b(?:exec\w*|startProcess|staticExec|gorge\w*|staticRead|slurp|remove\w+|getEnv|importc|importcpp|header|emit|asm|cast|dynlib|open|writeFile|readFile)\b/,
  ],
  [
    'Crystal',
    /\.cr$/,
    HASH,
    /"(?:[^"\\]|\\[^])*"/,
    /`[^`]*`|%x[[({|]|\b(?:Process|system|exec|HTTP|TCPSocket|UDPSocket|Socket|UNIXSocket|OpenSSL|FileUtils|File|Dir|ENV|LibC|lib|fun|asm|Pointer|Signal|run)\b\s*[.(:"\s]/,
    /#\{/,
  ],
  [
    'D',
    /\.di?$/,
    /\/\/[^\n]*|\/\*[^]*?\*\/|\/\+[^]*?\+\//,
    /r?"(?:[^"\\]|\\[^])*"|`[^`]*`/,
    /\b(?:std\.(?:process|net|socket|file|stdio|mmfile)|core\.(?:sys|stdc|runtime|simd)|executeShell|execute|spawn\w*|pipe\w*|environment|extern|mixin|asm|__traits|dlopen|system)\b|\bimport\s*\(/,
  ],
  [
    'Perl',
    /\.(?:p[lm]|t)$/,
    /^=\w[^]*?^=cut|#[^\n]*/m,
    PLAIN,
    /`[^`]*`|\bq[xr]\b|\b(?:system|exec|fork|open|opendir|unlink|rmdir|socket|connect|eval|do|require|syscall|kill|rename|chmod|chown|symlink|link|glob|readpipe|sysopen|truncate|utime|dump|LWP\w*|HTTP|IO|Net|Socket|File|Path|IPC|POSIX|Inline|DynaLoader|XSLoader|Capture|Mojo|Furl|ENV)\b|<[^>\n]*\||\|\s*["'-]|&\$|->\$|\bno\s+strict/,
    /[@$]\{|\$ENV/,
  ],
  [
    'Clojure',
    /\.(?:clj[cs]?|bb|edn)$/,
    /;[^\n]*/,
    /"(?:[^"\\]|\\[^])*"/,
    /\b(?:clojure\.java\.(?:shell|io|process|browse|javadoc)|babashka|sh|shell|process|eval|load-string|load-file|read-string|slurp|spit|delete-file|Runtime|ProcessBuilder|ProcessHandle|System|Class|ClassLoader|Socket|URL|HttpClient|clj-http|http-kit|aleph|java\.(?:net|io|nio|lang)|resolve|requiring-resolve|ns-resolve|git\/url|local\/root|mvn\/repos|deps)\b|#=/,
  ],
  [
    // What a program of Ruby runs is parsed; these are loaded by others.
    'Ruby',
    /\.rake$|(?:^|\/)(?:Rake|Gem|Guard|Cap|Fast|Pod|Danger|Brew|Vagrant)file$|_(?:spec|test)\.rb$|(?:^|\/)(?:spec|test|config|db)\/.*\.rb$|\.gemspec$/,
    HASH,
    undefined,
    /\b(?:Dir\.home|Etc\.getpw\w*|Open3|IO\.popen|PTY|Fiddle|DRb|open-uri|URI\.open|Net::(?:HTTP|FTP|SMTP|SSH|SCP)|(?:TCP|UDP|UNIX)?(?:Socket|Server)\.(?:new|open|tcp|unix)|HTTParty|Faraday|RestClient|Excon|Typhoeus|Process\.(?:spawn|daemon|kill|exec)|Kernel\.(?:system|exec|spawn|open|eval)|(?:class_|module_|instance_)?eval|instance_exec|Marshal\.load|define_finalizer)\b|expand_path\(?\s*["'](?:~|\/(?!tmp\b))|["'](?:~|\/(?:home|root|etc|Users|usr|var|opt)\b)\/?|(?<![\w:.@])(?:system|exec|spawn|fork|sh|syscall|load)(?:[ (]+["'%\[a-z]|\s*$)|%x\s*[^\w\s]|`[^`\n]+`|\bFileUtils\.(?:rm|remove)\w*[ (]+(?!["'](?:tmp|log|coverage|build|dist|pkg|public)\b)|\bENV(?:\.(?:to_h|each|map|inspect|values)|\s*$)/m,
  ],
  [
    'Groovy',
    /\.groovy$|(?:^|\/)Jenkinsfile$/,
    SLASHES,
    /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/,
    /\.execute\s*\(|\b(?:ProcessBuilder|Runtime|ProcessGroovyMethods|GroovyShell|Eval|evaluate|URL|toURL|Socket|withSocket|File|Files|AntBuilder|ant|Grab\w*|System|Class|ClassLoader|HTTPBuilder|HttpClient|java\.(?:net|io|nio|lang)|metaClass|invokeMethod|sh|bat|deleteDir|openStream)\b/,
    /\$/,
  ],
];

/** Languages the comments of which may hold others. */
const NESTS: Readonly<Record<string, readonly [open: string, close: string]>> = table({
  Swift: ['/*', '*/'],
  Dart: ['/*', '*/'],
  Haskell: ['{-', '-}'],
  Julia: ['#=', '=#'],
  Nim: ['#[', ']#'],
  D: ['/+', '+/'],
});

const nestsOf = (name: string): Pick<Syntax, 'nests'> => {
  const nests = NESTS[name];
  return nests === undefined ? {} : { nests };
};

export const others: readonly Language[] = ENTRIES.map(
  ([name, files, comments, texts, reaches, mixes, folds]) =>
    defineLanguage({
      name,
      files,
      syntax: {
        comments,
        ...nestsOf(name),
        ...(texts !== undefined && { texts }),
        ...(mixes !== undefined && { mixes }),
        ...(folds !== undefined && { folds }),
      },
      reaches,
    }),
);
