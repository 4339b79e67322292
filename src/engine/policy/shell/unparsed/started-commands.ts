import { quoted } from '../quoted.js';
/** Code of languages whose calls for a shell are looked for. */
export const STARTS = /\.(?:pyi?|pth|[cm]?[jt]sx?|vue|svelte|rb|rake|php|phtml|ru)$/i;

const QUOTED = /("""|'''|"|'|`)((?:\\[^]|(?!\1)[^\\])*)\1/.source;
const MORE = /((?:\s*,\s*\[?\s*(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`(?:\\[^]|[^`\\])*`))*)/.source;
/** Functions that start what they are told. */
const STARTERS =
  /(?:\bos\.(?:system|popen)|\bsubprocess\.\w+|\b(?:getoutput|getstatusoutput|check_output|check_call|create_subprocess_shell|Popen)|(?:^|[^.\w])(?:exec|system|popen|passthru|spawn)|(?:\b\w*process\b["'\x60)\s]*|\bcp)\??\.(?:exec|spawn)|\b(?:execSync|spawnSync|execa\w*|shell_exec|proc_open|execFile|execFileSync)|\bOpen3\.\w+|\bIO\.popen)/
    .source;
const CALLS = new RegExp(String.raw`${STARTERS}\s*\(?\s*(?:[frb]{1,2}(?=["']))?\[?\s*${QUOTED}${MORE}`, 'g');
const WORD = /(["'`])((?:\\[^]|(?!\1)[^\\])*)\1/g;
/** What an attack needs one of: to fetch, to delete, to open a way in, to unpack what nobody can read, to reach keys. */
const ARMED =
  /\b(?:curl|wget|aria2c|nc|ncat|netcat|socat|telnet|openssl|base64|xxd|scp|sftp|rsync|crontab|mkfs\S*|shred|dd|useradd|usermod|nohup|setsid|chattr|iptables|launchctl|systemctl|sudo|iwr|powershell)\b|\/dev\/tcp\/|\brm\s|\bchmod\b|\.(?:ssh|aws|gnupg|kube|netrc|npmrc|pypirc|env)\b|\beval\b|\/etc\//i;
const MAX_LENGTH = 64 * 1024;

/** What is put into a command when it runs may be any word: the command is judged by the others. */
const filled = (text: string): string =>
  text.replace(/[$#]\{[^}]*(\}?)|(?<!\$)\{\w+\}/g, (all: string, end?: string) => (end === '' ? all : 'x'));
const unescaped = (text: string): string => text.replace(/\\(["'`\\])/g, '$1');

/** The commands that a text of code hands to a shell, as far as they are more than a project's own work. */
export function startedBy(text: string): readonly string[] {
  if (text.length > MAX_LENGTH || !ARMED.test(text)) return [];
  const lines: string[] = [];
  for (const [, , first = '', more = ''] of text.matchAll(CALLS)) {
    const rest = [...more.matchAll(WORD)].map(([, , word = '']) => unescaped(word));
    const line = unescaped(first);
    // `["sh", "-c", "…"]`, or one text with settings behind it.
    lines.push(rest.length > 0 && !/\s/.test(line) ? [line, ...rest].map(quoted).join(' ') : line);
  }
  return lines.filter((line) => ARMED.test(line)).map(filled);
}
