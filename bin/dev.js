#!/usr/bin/env -S node --import tsx
// Runs the commands from their sources, without a build: `bin/dev.js policy explain …`
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '@oclif/core/run';
import { settings } from '@oclif/core/settings';
import { endWith } from '../src/cli/last-resort.ts';

settings.enableAutoTranspile = false;
const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
const pjson = JSON.parse(text.replaceAll('"./dist/c', '"./src/c'));
const root = fileURLToPath(new URL('..', import.meta.url));
await run(process.argv.slice(2), { root, pjson, ignoreManifest: true }).catch(endWith);
