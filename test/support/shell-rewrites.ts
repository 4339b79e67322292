import type { Rng } from './rng.js';

/** A command as its words, and the many ways to write and to hide it. */
export type Words = readonly string[];

export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const PLAIN = /^[\w@%+=:,./~-]+$/;

/** One word in some spelling that a shell reads as the same. */
export function spell(word: string, rng: Rng): string {
  const ways: (() => string)[] = [
    () => quote(word),
    () => (/["$`\\!]/.test(word) ? quote(word) : `"${word}"`),
    () => `$'${[...word].map((c) => hex(c, rng)).join('')}'`,
  ];
  if (PLAIN.test(word)) {
    ways.push(
      () => word,
      () => word,
      () => [...word].map((c) => (rng.chance(0.4) && c !== '~' ? `\\${c}` : c)).join(''),
      () => word.slice(0, 1) + `''` + word.slice(1),
      () => `${word.slice(0, 1)}"${word.slice(1)}"`,
      () => [...word].map((c) => (rng.chance(0.5) ? `"${c}"` : `'${c}'`)).join(''),
      () => (word.length > 1 ? `${word.slice(0, 1)}\\\n${word.slice(1)}` : word),
    );
  }
  return rng.pick(ways)();
}

function hex(c: string, rng: Rng): string {
  const code = c.charCodeAt(0);
  if (code > 126 || code < 32) return c;
  return rng.pick([
    () => `\\x${code.toString(16).padStart(2, '0')}`,
    () => `\\${code.toString(8).padStart(3, '0')}`,
    () => `\\u${code.toString(16).padStart(4, '0')}`,
  ])();
}

/** Other flags with the same meaning, for `rm -rf`. */
export function respellRemove(target: string, rng: Rng): Words {
  const flags = rng.pick<Words>([
    ['-rf'],
    ['-fr'],
    ['-r', '-f'],
    ['-Rf'],
    ['--recursive', '--force'],
    ['--force', '-r'],
    ['-rvf'],
    ['--recurs', '--forc'],
    ['-f', '--recursive', '-v'],
    ['-r', '--interactive=never', '-f'],
  ]);
  const program = rng.pick(['rm', '/bin/rm', '/usr/bin/rm', '//bin//rm', '/usr/../bin/rm']);
  return rng.chance(0.2) ? [program, target, ...flags] : [program, ...flags, target];
}

/** Programs that run the words that follow. */
const PREFIXES: readonly Words[] = [
  ...[
    ['sudo'],
    ['sudo', '-u', 'root'],
    ['sudo', '-E', '--'],
    ['doas'],
    ['env'],
    ['env', 'A=1', 'B=2'],
    ['env', '-i', '-u', 'X'],
  ],
  ...[
    ['nohup'],
    ['time', '-p'],
    ['timeout', '5'],
    ['timeout', '-s', 'KILL', '5s'],
    ['nice'],
    ['nice', '-n', '5'],
    ['ionice', '-c', '3'],
  ],
  ...[
    ['setsid'],
    ['stdbuf', '-o', 'L'],
    ['command'],
    ['command', '-p'],
    ['exec'],
    ['exec', '-a', 'x'],
    ['builtin', 'exec'],
    ['busybox'],
  ],
  ...[
    ['xargs'],
    ['xargs', '-n', '1'],
    ['find', '.', '-exec'],
    ['chroot', '/x'],
    ['flock', '/tmp/l'],
    ['unshare', '-r'],
    ['script', '-c'],
  ],
  ...[
    ['docker', 'exec', '-it', 'c'],
    ['docker', 'run', '--rm', 'alpine'],
    ['kubectl', 'exec', 'p', '--'],
    ['strace', '-f'],
    ['caffeinate', '-i'],
  ],
];

/** The words behind a program that runs them. */
export function prefixed(words: Words, rng: Rng): Words {
  const prefix = rng.pick(PREFIXES);
  if (prefix[0] === 'find') return [...prefix, ...words, rng.pick([';', '+'])];
  if (prefix[0] === 'script') return [...prefix, words.map(quote).join(' ')];
  return [...prefix, ...words];
}

/** A script around a script. */
export function wrapScript(script: string, rng: Rng): string {
  const q = quote(script);
  return rng.pick([
    () => `bash -c ${q}`,
    () => `sh -c ${q} x`,
    () => `zsh -lc ${q}`,
    () => `bash -euo pipefail -c ${q}`,
    () => `eval ${q}`,
    () => `echo $(${script}\n)`,
    () => `echo "$(${script}\n)"`,
    () => `( ${script}\n)`,
    () => `{ ${script}\n}`,
    () => `if true; then ${script}\nfi`,
    () => `while true; do ${script}\nbreak; done`,
    () => `for i in 1; do ${script}\ndone`,
    () => `case x in x) ${script}\n;; esac`,
    () => `f() { ${script}\n}; f`,
    () => `true && ${script}`,
    () => `ls -la; ${script}`,
    () => `${script} &`,
    () => `! ${script}`,
    () => `cd /; ${script}`,
    () => `ls\n${script}\n`,
    () => `# a comment\n${script}`,
    () => `echo y | ${script}`,
    () => `bash <<'EOF'\n${script}\nEOF\n`,
    () => `bash <<< ${q}`,
    () => `cat <(${script}\n)`,
    () => `trap ${q} EXIT`,
    () => `ssh host ${q}`,
    () => `su root -c ${q}`,
    () => `watch -n 1 ${q}`,
    () => `git -c alias.z=${quote(`!${script}`)} z`,
    () => `[[ -n $(${script}\n) ]]`,
    () => `x=$(${script}\n)`,
    () => `echo \${x:-$(${script}\n)}`,
    () => `coproc { ${script}\n}`,
    () => `time ${script}`,
    () => `export X=1; ${script}`,
    () => `A=1 ${script}`,
    () => `echo $(( 1 + $(${script}\n) ))`,
  ])();
}

/** A list of words as a line, by way of the means that a script has to hide words. */
export function writeLine(words: Words, rng: Rng): string {
  const [program = '', ...rest] = words;
  const line = rest.map((word) => spell(word, rng)).join(' ');
  const way = rng.below(12);
  if (!words.every((word) => PLAIN.test(word))) return `${spell(program, rng)} ${line}`;
  if (way === 0) return `x=${spell(program, rng)}; $x ${line}`;
  if (way === 1) return `x=${program.slice(0, 1)} y=${program.slice(1)}; $x\${y} ${line}`;
  if (way === 2) return words.join('${IFS}');
  if (way === 3 && words.length > 1 && !words.some((word) => /,/.test(word))) return `{${words.join(',')}}`;
  if (way === 4) return `x=${quote(words.join(' '))}; $x`;
  if (way === 5) return `for p in ${program}; do $p ${line}; done`;
  if (way === 6) return `> /dev/null ${spell(program, rng)} ${line}`;
  if (way === 7) return `${spell(program, rng)}   \t ${line} 2>&1`;
  return `${spell(program, rng)} ${line}`;
}

/** Letters that look the same and fold to the same. */
export function lookAlike(text: string, rng: Rng): string {
  return [...text]
    .map((c) => (/[a-z]/.test(c) && rng.chance(0.3) ? String.fromCodePoint(c.charCodeAt(0) + 0xfee0) : c))
    .map((c) => (rng.chance(0.05) ? `${c}\u200b` : c))
    .join('');
}

/** The payload of a tool that is given the script in one of the usual ways. */
export function payloadOf(script: string, rng: Rng): Record<string, unknown> {
  return rng.pick<() => Record<string, unknown>>([
    () => ({ command: script }),
    () => ({ cmd: script, timeout: 1000 }),
    () => ({ script }),
    () => ({ input: { command: script } }),
    () => ({ calls: [{ args: { bash: script } }] }),
    () => ({ shell_command: script }),
    () => ({ Command: script }),
    () => ({ command: ['bash', '-c', script] }),
    () => ({ argv: ['/bin/sh', '-lc', script] }),
    () => ({ command: 'bash', args: ['-c', script] }),
    () => ({ commands: ['ls', script] }),
    () => ({ command: { script } }),
  ])();
}
