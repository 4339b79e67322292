import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { globSync } from 'fast-glob';

/** The command-line tests run what users run, so `dist` must not be older than the sources. */
export default function setup(): void {
  const built = 'dist/index.js';
  const newest = Math.max(...globSync(['src/**/*.ts', 'package.json']).map((file) => statSync(file).mtimeMs));
  if (existsSync(built) && existsSync('oclif.manifest.json') && statSync(built).mtimeMs > newest) return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
