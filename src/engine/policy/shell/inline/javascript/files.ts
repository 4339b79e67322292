import type { CodeEffect } from '../code-effect.js';
import { table } from '../../../table.js';

/** Functions of `fs` by what they do to the files that their first arguments name; those without read no content. */
export const FILES: Readonly<Record<string, readonly CodeEffect['kind'][]>> = table({
  readFileSync: ['read'],
  writeFileSync: ['write'],
  appendFileSync: ['write'],
  mkdirSync: ['write'],
  rmSync: ['delete'],
  rmdirSync: ['delete'],
  unlinkSync: ['delete'],
  copyFileSync: ['read', 'write'],
  cpSync: ['read', 'write'],
  renameSync: ['write', 'write'],
  createReadStream: ['read'],
  createWriteStream: ['write'],
  mkdtempSync: [],
  realpathSync: [],
  readdirSync: [],
  globSync: [],
  existsSync: [],
  statSync: [],
  lstatSync: [],
  accessSync: [],
  readFile: ['read'],
  writeFile: ['write'],
  appendFile: ['write'],
  mkdir: ['write'],
  rm: ['delete'],
  rmdir: ['delete'],
  unlink: ['delete'],
  copyFile: ['read', 'write'],
  rename: ['write', 'write'],
  cp: ['read', 'write'],
  mkdtemp: [],
  realpath: [],
  lstat: [],
  readdir: [],
  glob: [],
  stat: [],
  access: [],
});

/** Options of these that say how, and not what. */
export const OPTIONS = new Set(
  'encoding recursive force mode withFileTypes errorOnExist maxRetries retryDelay highWaterMark start end'.split(
    ' ',
  ),
);

/** Names by which code of the project hands on what runs anything. */
export const HANDS_ON =
  /^_|^(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|fork|run|shell|sh|bash|cmd|command|system|eval|evaluate|require|module|process|fs|cp|child_process|vm|main|Function|constructor|default|call|apply|bind|load|rm|rmSync|rimraf|del|remove|unlink|kill|fetch|request|axios|http|https|net)$|(?:exec|spawn|shell|command|eval)/i;
