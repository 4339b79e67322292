import { SECRET_VARIABLE } from '../inline/code-effect.js';
import { defineLanguage, FAR_NAMES } from './define.js';
import { callsOf, literalOf } from './source.js';
import type { Source } from './source.js';

const COMPUTES =
  /^System(?:\.(?:Collections(?:\.\w+)*|Linq(?:\.\w+)*|Text(?:\.\w+)*|Threading(?:\.(?:Tasks|Channels))?(?:\.\w+)?|Numerics|Globalization|Buffers|Math|ComponentModel(?:\.DataAnnotations)?|Diagnostics|Security\.Cryptography|IO|IO\.Compression|Net|Xml(?:\.Linq)?|Runtime\.CompilerServices|Console|Convert|String|Int32|Exception|Func|Action|DateTime\w*|TimeSpan|Guid|Random|Array|Tuple|Environment|StringComparison|Nullable|IDisposable|ArgumentException|InvalidOperationException|GC|Lazy|Range|Index|Span|Memory))?$/;

const KNOWN =
  /^(?:Xunit|NUnit|Microsoft\.(?:VisualStudio\.TestTools|Extensions\.(?:Logging|Options|DependencyInjection|Configuration|Caching|Time)|EntityFrameworkCore|AspNetCore(?!\.Mvc\.Testing\.Handlers))|FluentAssertions|Shouldly|Moq|NSubstitute|FakeItEasy|AutoFixture|Bogus|Newtonsoft|MediatR|AutoMapper|FluentValidation|Verify|FsCheck)(?:\.|$)/;

function importsOf({ code }: Source): readonly string[] {
  const used = [
    ...code.matchAll(/\b(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Z][\w.]*)\s*;/g),
  ].map(([, name]) => name as string);
  const opened = [...code.matchAll(/^[ \t]*open\s+([A-Z][\w.]*)/gm)].map(([, name]) => name as string);
  return [...used, ...opened];
}

function isFar(name: string): boolean {
  if (name === 'System' || name.startsWith('System.')) return !COMPUTES.test(name);
  if (
    /^(?:Microsoft\.(?:Win32|CSharp|CodeAnalysis|VisualBasic|Build|PowerShell|Data)|Renci|RestSharp|Flurl|Refit|CliWrap|SimpleExec|Medallion|Docker|Amazon|Azure|Google\.Cloud|k8s)/.test(
      name,
    )
  )
    return true;
  return !KNOWN.test(name) && FAR_NAMES.test(name);
}

function asksEnvironment(source: Source): boolean {
  const asked = callsOf(source, /\bGetEnvironmentVariable\b/);
  return (
    asked?.every(([name = '']) => {
      const text = literalOf(source, name);
      return (
        text !== undefined && !SECRET_VARIABLE.test(text) && !/^(?:HOME|USERPROFILE|APPDATA)$/.test(text)
      );
    }) !== true
  );
}

export const dotnet = defineLanguage({
  name: 'C# or F#',
  files: /\.(?:csx?|fsx?|fs|vb|cshtml|razor)$/,
  looks: /^[ \t]*using System\b/m,
  syntax: {
    comments: /\/\/[^\n]*|\/\*[^]*?\*\/|\(\*(?!\))(?:[^"'{(*]|\*(?!\))|\((?!\*))*\*\)/,
    texts:
      /\${0,8}(?:@\${0,8})?"""+[^]*?"""+|\$?@\$?"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n]+?)'/,
    mixes: /^[$@]*\$/,
    folds: [[/@(?=[A-Za-z_])/g, '']],
  },
  reaches:
    /\b(?:Process(?:StartInfo)?|HttpClient\w*|HttpRequestMessage|WebClient|WebRequest|HttpWebRequest|FtpWebRequest|TcpClient|TcpListener|UdpClient|Sockets?|NetworkStream|ClientWebSocket|Dns|SmtpClient|Ping|Assembly\w*|AssemblyLoadContext|Activator|AppDomain|DllImport|LibraryImport|NativeLibrary|Marshal|MethodInfo|GetMethods?|InvokeMember|GetType\s*\(\s*"|Type\.GetType|GetEnvironmentVariables|GetFolderPath|SpecialFolder|CSharpScript|CSharpCompilation|PowerShell|BinaryFormatter|SqlConnection|NpgsqlConnection|MySqlConnection|Registry\w*|FileSystemWatcher|DriveInfo|DirectoryInfo|FileInfo|UnmanagedCallersOnly|ModuleInitializer|CurrentDirectory|SetCurrentDirectory|Emit|DynamicMethod|delegate\s*\*|dlopen|extern)\b|\bunsafe\b|\\u[\da-fA-F]{4}|#(?:r|load)\b|\bInteropServices\b|\bReflection\b/,
  imports: (source) => importsOf(source).filter(isFar),
  paths: [
    {
      call: /\bFile\.(?:ReadAll\w+|ReadLines\w*|OpenRead|OpenText|Exists|GetLastWriteTime\w*)\b/,
      how: 'read',
    },
    {
      call: /\bDirectory\.(?:GetFiles|EnumerateFiles|GetDirectories|Exists|EnumerateDirectories|GetFileSystemEntries)\b/,
      how: 'read',
    },
    {
      call: /\bFile\.(?:Write\w+|Append\w+|Create\w*|Delete|Open|OpenWrite|SetAttributes|SetUnixFileMode)\b/,
      how: 'change',
    },
    { call: /\bFile\.(?:Copy|Move|Replace)\b/, at: [0, 1], how: 'change' },
    { call: /\bDirectory\.(?:CreateDirectory|Delete)\b/, how: 'change' },
    { call: /\bDirectory\.Move\b/, at: [0, 1], how: 'change' },
    { call: /(?<!\w)(?:FileStream|StreamReader|StreamWriter)(?=\()/, how: 'change' },
  ],
  places: {
    scratch:
      /^(?:System\.IO\.)?(?:Path\.GetTempFileName\(\)|Path\.Combine\(Path\.GetTempPath\(\),\s*(?:"\d+"|Path\.GetRandomFileName\(\)|Guid\.NewGuid\(\)\.ToString\((?:"\d+")?\))\)|Directory\.CreateTempSubdirectory\((?:"\d+")?\)\.FullName)$/,
    join: /^Path\.(?:Combine|Join)(?=\()/,
  },
  also: (source) => (asksEnvironment(source) ? 'it reads the environment' : undefined),
});
