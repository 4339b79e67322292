import type { Shown } from './define.js';

/* What no code of a project needs, in whichever language of scripts it is written. */

/** Runs a text that it is given. */
const RUNS =
  /\b(?:os\.(?:system|popen|exec\w+|spawn\w+|posix_spawn)|subprocess|pty\.spawn|exec|eval|compile|__import__|import_module|child_process|execSync|execFile\w*|spawn\w*|execa\w*|Function|runInThisContext|runInNewContext|getattr)\b/;
/** Makes a text of one that nobody can read. */
const DECODES =
  /\b(?:fromhex|unhexlify|a2b_\w+|b(?:16|32|64|85)decode|a85decode|decodebytes|urlsafe_b64decode|rot_?13|fromCharCode|fromCodePoint|atob)\b|\b(?:zlib|gzip|bz2|lzma)\.decompress\b|\bcodecs\.decode\b|\bmap\s*\(\s*chr\b|\bchr\s*\(\s*(?:\d|\w+\s*[-^+])|\bBuffer\.from\s*\([^()]{0,4096},\s*["'`](?:hex|base64\w*)["'`]|(?:\\x[\da-f]{2}){6}/i;

/** A file or folder elsewhere, as the first that a function is given. */
const ELSEWHERE =
  /(?:\(\s*|,\s*|\bPath\s*\(\s*)[fr]?["'`](?:~|\/(?!tmp\b|var\/tmp\b|dev\/null\b|proc\/self\/fd\b|["'`])[\w.-]+)/;
const DELETES =
  /\b(?:rmtree|rimraf\w*|removedirs|unlink|unlinkSync|rmSync|rmdir|rmdirSync|os\.remove|fs\.rm|fse?\.remove\w*|emptyDir\w*|rm)\s*\(/g;
/** What a home holds, deleted as a whole. */
const AT_HOME =
  /\b(?:expanduser|Path\.home|homedir)\s*\(|\bprocess\.env\.HOME\b|\benviron\b[^\n]{0,8}\bHOME\b/;
const KEYS =
  /["'`/](?:\.ssh\/|\.aws\/|\.gnupg\/|\.kube\/config|\.netrc\b|\.npmrc\b|\.pypirc\b|\.git-credentials\b|\.docker\/config\.json|\.config\/gcloud|id_(?:rsa|ed25519|ecdsa)\b)|["'`]\/etc\/(?:shadow|sudoers)/;
const READS = /\b(?:open|read\w*|copy\w*|cp\w*|load\w*|slurp)\s*\(/;
const ALL_VARIABLES =
  /\b(?:dict|str|repr|json\.dumps|urlencode)\s*\(\s*(?:os\.)?environ\b(?!\s*[.[])|\b(?:json|data|params)\s*=\s*(?:dict\s*\(\s*)?os\.environ\b(?!\s*[.[])/;
const ASKS =
  /\b(?:urlopen|urlretrieve|requests|httpx|aiohttp|http\.client|HTTPS?Connection|socket|smtplib|ftplib|fetch|axios|got|undici|net|https?)\b/;

/** Text in which a deletion is looked at, behind its name. */
const AHEAD = 160;

function deletesElsewhere(text: string): boolean {
  for (const { index } of text.matchAll(DELETES)) {
    const ahead = text.slice(index, index + AHEAD).split('\n', 1)[0] as string;
    const given = ahead.slice(ahead.indexOf('('));
    if (AT_HOME.test(given) || ELSEWHERE.exec(given)?.index === 0) return true;
  }
  return false;
}

/**
 * What code that is loaded shows: the scripts for a shell in it, and why it reaches further than a project's code may. Some
 * of it may not hand its process over.
 */
export function loaded(text: string, scripts: readonly string[], handsOver = /(?!)/): Shown {
  const doubt = handsOver.test(text) ? 'the code that is loaded hands its process over' : furtherOf(text);
  return { scripts, ...(doubt !== undefined && { doubt }) };
}

function furtherOf(text: string): string | undefined {
  if (DECODES.test(text) && RUNS.test(text)) return 'the code that is loaded may run what nobody can read';
  if (deletesElsewhere(text)) return 'the code that is loaded deletes what lies elsewhere';
  if (KEYS.test(text) && READS.test(text)) return 'the code that is loaded may read keys';
  if (ALL_VARIABLES.test(text) && ASKS.test(text)) return 'the code that is loaded may send its environment';
  return undefined;
}
