import { defineConvention, NOTHING } from './define.js';

/** Modules of k6 that only compute, and those libraries of its makers that do. */
const COMPUTES =
  /^(?:k6|k6\/(?:metrics|data|execution|encoding|crypto|html|timers)|\.{1,2}\/[\w./-]+|https:\/\/jslib\.k6\.io\/(?:k6-utils|k6-summary|papaparse|k6chaijs|url|formdata)\/[\w./-]+)$/;
const ASKS = /^k6\/(?:http|ws|websockets|experimental\/websockets|net\/grpc)$/;
const HERE = String.raw`https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|(?:test|quickpizza|test-api)\.k6\.io|quickpizza\.grafana\.com)(?::\d{1,5})?|wss?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?`;
/** An address, as a text that is whole or of which the host is. */
const ADDRESS = new RegExp(
  String.raw`^(?:(["'])(?:${HERE})(?:\/[^"'\\]*)?\1|${'`'}(?:${HERE})(?:\/[^${'`'}\\]*)?${'`'})\s*(?:[,)\]}]|\+)`,
);
/** What ends before a host does may be led on by what is added to it. */
const WITHOUT_PATH = new RegExp(String.raw`^["'${'`'}](?:${HERE})["'${'`'}]\s*\+`);
const NAMED = new RegExp(
  String.raw`\bconst\s+(\w+)\s*=\s*(__ENV\.\w+\s*\|\|\s*)?(["'${'`'}])(?:${HERE})(?:\/[\w./-]*)?\3\s*(?:;|\n)`,
  'g',
);
/** `${BASE}/path`, `BASE + '/path'`, `BASE`. */
const FROM_NAME = /^(?:`\$\{(\w+)\}(?=[/?`])[^`]*`\s*[,)\]}]|(\w+)\s*(?:\+\s*["'`](?=[/?])|[,)\]}]))/;

const METHODS = /^\s*\.\s*(?:get|post|put|patch|del|delete|head|options)\s*\(\s*/;
const WITH_METHOD = /^\s*\.\s*(?:request|asyncRequest)\s*\(\s*["']\w+["']\s*,\s*/;
/** What such a module has beside asking. */
const QUIET = /^\s*\.\s*(?:expectedStatuses|setResponseCallback|cookieJar|CookieJar|file)\s*\(/;

/** Ways around names, and settings that lead names of hosts elsewhere. */
const AROUND =
  /\\u|\b(?:eval|Function|constructor|globalThis|Reflect|Proxy|require|batch|hosts|dns|noConnectionReuse\s*=|secrets|browser)\b|\bimport\s*\(|\bopen\s*(?!\s*\(\s*["'`]\.?\/?\w[\w./-]*["'`]\s*[,)])\(/;
/** A line of which nothing can be code, in whatever it stands. */
const COMMENT = /^[ \t]*\/\/(?![^\n]*(?:\*\/|`))[^\n]*$/gm;
/** What is written at the end lies where the project is. */
const SUMMARY_AWAY = /["'`](?:\/|~|[^"'`\n]*\.\.\/)[^"'`\n]*["'`]\s*:|[{,]\s*\[/;

/**
 * Whether a test of k6 is seen to ask nobody but this machine: every use of a module that asks is a call with an address that
 * is plain. What cannot be told is taken for more.
 */
export function asksOnlyHere(source: string): boolean {
  const text = source.replace(COMMENT, '');
  if (AROUND.test(text)) return false;
  if (/\bhandleSummary\b/.test(text) && SUMMARY_AWAY.test(text)) return false;
  const imported = [
    ...text.matchAll(
      /^[ \t]*import\s+(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)\s*)?(?:\{([^}]*)\}\s*)?(?:from\s*)?(["'])([^"'\n]+)\4/gm,
    ),
  ];
  if (imported.length !== (text.match(/\bimport\b/g) ?? []).length || /\bexport\s*(?:\*|\{)/.test(text))
    return false;
  const asking = imported.filter(([, , , , , from]) => ASKS.test(from as string));
  if (!imported.every(([, , , , , from]) => COMPUTES.test(from as string) || ASKS.test(from as string)))
    return false;
  const names = addressesOf(text);
  const body = imported.reduce((rest, [all]) => rest.replace(all, ''), text);
  return asking.every(([, name, all, some = '', , from]) => {
    const objects = [name, all].filter((one) => one !== undefined);
    const parts = some.split(',').map((part) => part.trim());
    if (from !== 'k6/http' || some.trim() !== '') return asksByParts(body, objects, parts, names);
    return objects.every((object) => usesOf(body, object).every((rest) => isCall(rest, names)));
  });
}

/** Constants that hold an address of this machine, or of whom the command line names: that is judged there. */
function addressesOf(text: string): ReadonlySet<string> {
  const told = /\benv\b["']?\s*:/.test(text);
  const found = [...text.matchAll(NAMED)].filter(([, , env]) => env === undefined || !told);
  const once = (name: string): boolean =>
    (text.match(new RegExp(String.raw`\b(?:const|let|var|function|class)\s+${name}\b`, 'g')) ?? []).length ===
      1 && !new RegExp(String.raw`[,(]\s*${name}\s*(?:[,)][^;\n]*\{|=>)`).test(text);
  return new Set(found.map(([, name]) => name as string).filter(once));
}

const usesOf = (body: string, name: string): string[] =>
  [
    ...body.matchAll(
      new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', '\\$')}(?![\w$]|:\/\/|["'])`, 'g'),
    ),
  ].map(({ index }) => body.slice(index + name.length, index + name.length + 4000));

function isCall(rest: string, names: ReadonlySet<string>): boolean {
  if (QUIET.test(rest)) return true;
  const [start] = METHODS.exec(rest) ?? WITH_METHOD.exec(rest) ?? [];
  return start !== undefined && isAddress(rest.slice(start.length), names);
}

function isAddress(text: string, names: ReadonlySet<string>): boolean {
  if (ADDRESS.test(text)) return !WITHOUT_PATH.test(text);
  const [all, inside, alone] = FROM_NAME.exec(text) ?? [];
  return all !== undefined && names.has((inside ?? alone) as string);
}

/** `import { get } from 'k6/http'`, `ws.connect(…)`, `new WebSocket(…)`, and clients of gRPC, which name no scheme. */
function asksByParts(
  body: string,
  objects: readonly string[],
  parts: readonly string[],
  names: ReadonlySet<string>,
): boolean {
  const called = parts.filter((part) => part !== '');
  if (!called.every((part) => /^[\w$]+$/.test(part))) return false;
  const calls = called.every((part) =>
    usesOf(body, part).every(
      (rest) => isAddress(rest.replace(/^\s*\(\s*/, ''), names) && /^\s*\(/.test(rest),
    ),
  );
  const connects = objects.every((object) =>
    usesOf(body, object).every((rest) => {
      const [start] = /^\s*\.\s*connect\s*\(\s*/.exec(rest) ?? [];
      return start !== undefined && isAddress(rest.slice(start.length), names);
    }),
  );
  return calls && connects;
}

/** What is sent to another machine, or started, while something is measured. */
export const loadTests = defineConvention({
  programs: ['k6'],
  files: /\.[cm]?[jt]s$/,
  read: (text) =>
    asksOnlyHere(text) ? NOTHING : { scripts: [], doubt: 'it may reach for other machines or files' },
});
