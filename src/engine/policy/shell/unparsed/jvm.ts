import { SECRET_VARIABLE } from '../inline/code-effect.js';
import { defineLanguage, FAR_NAMES } from './define.js';
import type { Language } from './define.js';
import { callsOf, literalOf } from './source.js';
import type { Source } from './source.js';

/** What Java brings along that computes, or is looked at by the words used of it. */
const OWN =
  /^(?:java\.(?:util(?!\.(?:prefs|jar|spi|logging\.(?:File|Socket)Handler))|time|math|text|lang(?:\.annotation|\.ref|\.constant|\.Math|\.StrictMath|\.String\w*|\.Integer|\.Long|\.Object|\.\w*Exception|\.Thread|\.System|\.Iterable|\.Comparable|\.Enum|\.Record|\.\*)?$|lang\.(?:annotation|ref)(?![a-z])|nio\.(?:charset|\w*Buffer|ByteOrder)|nio\.file\.(?:Files|Path|Paths|Standard\w+|\w*Exception|\*|attribute)|io\.(?:\w*Exception|InputStream|OutputStream|ByteArray\w+|String(?:Reader|Writer)|Print(?:Stream|Writer)|Serializable|Closeable|Buffered\w+|(?:In|Out)putStream(?:Reader|Writer)|Reader|Writer|Data(?:In|Out)put\w*|File|File(?:Reader|Writer|InputStream|OutputStream)|\*)|net\.(?:URI|URLEncoder|URLDecoder|URISyntaxException)|security(?!\.(?:Policy|Provider|AccessController|acl))|sql\.(?:Timestamp|Date|Time|Types|SQL\w*|ResultSet\w*|JDBCType))|javax\.(?:crypto|annotation|inject|validation|persistence|xml\.(?:datatype|namespace)|money)|jakarta\.(?!mail|activation|xml\.ws|ws\.rs\.client|jms))/;

/** What other people's libraries run, ask, load or delete with. */
const FAR =
  /^(?:org\.apache\.(?:commons\.(?:exec|net|vfs\w*|io\.FileUtils|jexl\w*|ognl)|http|hc|sshd|velocity|groovy|bcel|camel|hadoop|spark|kafka)|okhttp3|retrofit2|io\.ktor\.client|feign|com\.jcraft|net\.schmizz|com\.github\.dockerjava|org\.zeroturnaround|com\.sun|sun|jdk|net\.bytebuddy|javassist|org\.objectweb|cglib|groovy\.(?:lang|util)|org\.codehaus\.groovy|bsh|org\.mozilla|org\.graalvm|org\.python|org\.jruby|kotlin\.script|kotlinx\.(?:io|cinterop)|org\.springframework\.(?:web\.(?:client|reactive\.function\.client)|http\.client|ldap|mail|jndi|expression|scripting|beans\.factory\.groovy|util\.FileSystemUtils|boot\.loader)|com\.amazonaws|software\.amazon|com\.google\.cloud|com\.azure|io\.kubernetes|io\.fabric8|javax\.(?:script|tools|management|naming|mail|net|imageio\.spi)|java\.(?:lang\.(?:reflect|invoke|instrument|management|foreign|module)|rmi|nio\.channels|net|beans|awt|applet|sql\.Driver)|scala\.(?:sys|tools|reflect\.runtime)|os\.|requests|sttp|akka\.http|zio\.(?:http|process)|better\.files|com\.sun\.jna|com\.google\.common\.io\.(?:Files|MoreFiles)|kotlin\.io\.path)(?:\.|$)/;

const KNOWN =
  /^(?:org\.(?:junit|assertj|mockito|hamcrest|testng|jetbrains\.annotations|slf4j|springframework|jooq\.impl|checkerframework|jspecify|apache\.commons\.(?:lang3|math3|text|collections4|codec|csv))|com\.(?:fasterxml|google\.(?:common|truth|gson|errorprone|protobuf)|tngtech)|lombok|kotlin|kotlinx|io\.(?:kotest|mockk|vavr|reactivex|micrometer|cucumber)|reactor|net\.jqwik|strikt|scala|org\.scala\w*|munit|zio|cats|weaver|utest|spock|groovy\.transform)(?:\.|$)/;

/** Words of what needs no import, and of what may be written out in full. */
const REACHES =
  /\b(?:Runtime\.getRuntime|ProcessBuilder|ProcessHandle|System\.(?:load|loadLibrary|setSecurityManager|setProperty|console|getProperties)|Class\.forName|ClassLoader|URLClassLoader|ServiceLoader|MethodHandles?|ScriptEngine\w*|ObjectInputStream|(?:Server)?Socket|SSLSocket\w*|SocketChannel|Datagram\w+|URLConnection|HttpURLConnection|HttpClient|HttpRequest|InetAddress|InetSocketAddress|InitialContext|DriverManager|Unsafe|RandomAccessFile|FileChannel|FileSystems|FileVisitor|Preferences|GroovyShell|GroovyClassLoader|JavaCompiler|ToolProvider|RestTemplate|WebClient|OkHttpClient|deleteRecursively|getDeclaredMethod|getMethod|getDeclaredConstructor|newInstance|setAccessible|defineClass|loadClass|loadLibrary|addShutdownHook|user\.home|openStream|openConnection|toURL|readText|readBytes|appendText|writeText|writeBytes|deleteOnExit|walkFileTree|createSymbolicLink|createLink|memberFunctions|callBy|jvmErasure|createInstance)\b|(?<!\w)native\s+\w+|\.exec\(|\.execute\(\)|(?<![\w.])URL\(|\bnew\s+URL\b|\.!!|\.lazyLines|\bsys\.(?:process|env|props|runtime)\b|\bexternal\s+fun\b|\\u[\da-fA-F]{4}|@(?:file:)?(?:DependsOn|Repository|Import|Grab\w*)\b|\bSource\.from(?:URL|URI)\b|`[^`\n]*(?:Runtime|Process)[^`\n]*`/;

function namesOf({ code }: Source): readonly string[] {
  const own = /^[ \t]*package\s+([\w.]+)/m.exec(code)?.[1]?.split('.').slice(0, 2).join('.');
  const imported = [
    ...code.matchAll(/\bimport\s+(?:static\s+)?((?:`?\w+`?\.)*(?:\w+|\*|\{[^}]*\}|_))/g),
  ].flatMap(([, name]) => {
    const [, start = '', group] =
      /^(.*?)(?:\{([^{}]*)\})?$/s.exec((name as string).replaceAll('`', '')) ?? [];
    return group === undefined
      ? [start]
      : group.split(',').map((one) => start + one.trim().replace(/(?<!\s)\s*=>.*$/, ''));
  });
  const written = [
    ...code.matchAll(/\b(?:java|javax|jdk|sun|com\.sun|kotlin|scala|org|com|io|net)\.[a-z]\w*(?:\.\w+)*/g),
  ].map(([name]) => name);
  const all = [...imported, ...written];
  return all.filter((name) => {
    const tidy = name.replace(/\._$/, '.*');
    if (/^(?:java|javax|jakarta)\./.test(tidy)) return !OWN.test(tidy);
    if (FAR.test(tidy)) return true;
    return !KNOWN.test(tidy) && !(own !== undefined && tidy.startsWith(own)) && FAR_NAMES.test(tidy);
  });
}

/** `System.getenv("X")`, `System.getProperty("X")`: of something that is known, and is no secret. */
function asksEnvironment(source: Source): boolean {
  const asked = callsOf(source, /\bSystem\.(?:getenv|getProperty)\b/);
  return (
    asked?.every(([name = '']) => {
      const text = literalOf(source, name);
      return (
        text !== undefined && !SECRET_VARIABLE.test(text) && !/^(?:HOME|user\.home|USERPROFILE)$/.test(text)
      );
    }) !== true
  );
}

const shared: Omit<Language, 'name' | 'files'> = {
  syntax: {
    comments: /\/\/[^\n]*|\/\*[^]*?\*\//,
    texts:
      /[a-z]{0,16}"""[^]*?"""+|[a-z]{0,16}"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\(?:u[\dA-Fa-f]{4}|[0-7]{1,3}|.))'/,
    mixes: /\$[\w{]/,
    folds: [[/(?<=\.)`(\w+)`|`(\w+)`(?=\.)/g, '$1$2']],
  },
  reaches: REACHES,
  imports: namesOf,
  paths: [
    {
      call: /\bFiles\.(?:readString|readAllLines|readAllBytes|lines|list|walk|exists|notExists|size|isDirectory|isRegularFile|newInputStream|newBufferedReader|find|newDirectoryStream|getLastModifiedTime)\b/,
      how: 'read',
    },
    {
      call: /\bFiles\.(?:write|writeString|delete|deleteIfExists|createDirectory|createDirectories|createFile|newOutputStream|newBufferedWriter|setPosixFilePermissions|setLastModifiedTime)\b/,
      how: 'change',
    },
    { call: /\bFiles\.(?:copy|move)\b/, at: [0, 1], how: 'change' },
    {
      call: /(?<!\w)(?:File|FileReader|FileWriter|FileInputStream|FileOutputStream|PrintWriter|Scanner)(?=\("\d+")/,
      how: 'change',
    },
    {
      call: /(?<!\w)(?:FileWriter|FileOutputStream|FileReader|FileInputStream|File)(?=\([^")])/,
      how: 'change',
    },
  ],
  places: {
    scratch: /^Files\.createTemp(?:Directory|File)\("\d+"(?:,\s*"\d+")?\)$/,
    join: /^(?:Path|Paths)\.(?:of|get)(?=\()|^(?:new\s+)?File(?=\()/,
    below: /^(?:resolve|toPath|toFile|toAbsolutePath|normalize|toString)$/,
  },
  also: (source) => (asksEnvironment(source) ? 'it reads the environment' : undefined),
};

export const java = defineLanguage({
  name: 'Java',
  files: /\.(?:java|jsh)$/,
  looks: /^[ \t]*(?:public )?(?:final )?class \w+/m,
  ...shared,
});
export const kotlin = defineLanguage({
  name: 'Kotlin',
  files: /(?<!\.gradle)\.kts?$/,
  looks: /^[ \t]*fun main\(/m,
  ...shared,
  syntax: { ...shared.syntax, nests: ['/*', '*/'] },
});
export const scala = defineLanguage({
  name: 'Scala',
  files: /\.(?:scala|sc|mill)$/,
  looks: /^[ \t]*object \w+ extends App/m,
  ...shared,
  syntax: { ...shared.syntax, nests: ['/*', '*/'] },
});
