#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A reader that has seen enough (`| head`) closes the pipe. The work goes on quietly, so that the exit code is right.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

if (existsSync(new URL('../dist/commands/', import.meta.url))) {
  const { endWith } = await import('../dist/cli/last-resort.js');
  process.on('uncaughtException', endWith);
  const { settings } = await import('@oclif/core/settings');
  // With NODE_ENV=test or development oclif would look for TypeScript sources and compile them.
  settings.enableAutoTranspile = false;
  const { run } = await import('@oclif/core/run');
  // What `execute` does, but for its error handler, which prints stacks and knows neither our codes nor `--json`.
  await run(process.argv.slice(2), import.meta.url).catch(endWith);
} else {
  const root = fileURLToPath(new URL('..', import.meta.url));
  process.stderr.write(`error: capfence is not built\nhelp: run \`npm run build\` in \`${root}\`\n`);
  process.exitCode = 2;
}
