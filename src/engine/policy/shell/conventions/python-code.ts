import { defineConvention } from './define.js';
import type { Shown } from './define.js';
import { loaded } from './loaded-code.js';
import { quoted } from '../quoted.js';

/** Hands the process to somebody else, or runs what nobody can read. */
const HANDS_OVER =
  /\bos\.dup2\s*\(|\bpty\.spawn\s*\(|\b(?:exec|eval)\s*\(\s*(?:base64|zlib|codecs|bytes|marshal|__import__|requests|urllib)|\bctypes\.|\.connect(?:_ex)?\s*\(\s*\(\s*["'](?!localhost|127\.|::1)/;
const SHELL_CALL =
  /\b(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput|run|call|check_call|check_output|Popen))\s*\(\s*(?:f|r|rb|b)?("""|'''|"|')([^]*?)\1/g;
const LIST_CALL =
  /\b(?:subprocess\.(?:run|call|check_call|check_output|Popen)|os\.exec\w+|os\.spawn\w+)\s*\(\s*(?:["'][^"']*["']\s*,\s*)?\[([^\]]*)\]/g;

/**
 * Code that a test runner or an installer loads: not what it is allowed to do, which would take reading all of it, but
 * commands that stand in it, and what no test of a project needs.
 */
function read(text: string): Shown {
  const scripts = [...text.matchAll(SHELL_CALL)].map(([, , script]) => script as string);
  for (const [, list] of text.matchAll(LIST_CALL)) {
    const words = [...(list as string).matchAll(/["']((?:[^"'\\]|\\.)*)["']/g)].map(
      ([, word]) => word as string,
    );
    if (words.length > 0) scripts.push(words.map(quoted).join(' '));
  }
  return loaded(text, scripts, HANDS_OVER);
}

export const pythonTests = defineConvention({
  programs: ['pytest', 'py.test', 'tox', 'nox', 'python', 'python3', 'coverage', 'unittest'],
  // Any of them may be imported, by whatever spelling.
  files: /\.py$/,
  read,
});

export const pythonBuilds = defineConvention({
  programs: ['pip', 'pip3', 'pipx', 'uv', 'poetry', 'hatch', 'pdm', 'rye', 'pipenv', 'conda'],
  files: /^(?:setup|hatch_build|build)\.py$/,
  read,
});
