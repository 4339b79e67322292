import { describe, expect, it } from 'vitest';
import { scanTree, toolNamed } from './tree.js';

/** The effects of a tool whose executor is `run`, as `kind severity path`. */
function effectsOf(head: string, run: string, more: Record<string, string> = {}): string[] {
  const code = `import { tool } from '@langchain/core/tools';\n${head}\nexport const one = tool(${run}, { name: 'one' });`;
  const { effects } = toolNamed(scanTree({ 'a.ts': code, ...more }), 'one');
  return effects.map(
    ({ kind, severity, path }) => `${kind} ${severity}: ${path.map(({ text }) => text).join(' -> ')}`,
  );
}

describe('effects', () => {
  it.each([
    [
      'exec critical: tool arg command -> child_process.exec',
      `import { exec } from 'node:child_process';`,
      `async ({ command }) => exec(command)`,
    ],
    [
      'exec high: child_process.execSync',
      `import * as cp from 'child_process';`,
      `async () => cp.execSync('ls')`,
    ],
    [
      'exec critical: tool arg args -> execa.execa',
      `import { execa } from 'execa';`,
      `async (input) => execa('git', input.args)`,
    ],
    [
      'exec critical: tool arg c -> child_process.exec',
      `import { exec } from 'child_process'; import { promisify } from 'util'; const run = promisify(exec);`,
      `async ({ c }) => run(c)`,
    ],
    ['eval critical: tool arg code -> eval', '', `async ({ code }) => eval(code)`],
    ['eval critical: tool arg code -> Function', '', `async ({ code }) => new Function('x', code)`],
    [
      'eval critical: tool arg code -> vm.runInNewContext',
      `import vm from 'node:vm';`,
      `async ({ code }) => vm.runInNewContext(code)`,
    ],
    [
      'fs.read medium: tool arg path -> fs/promises.readFile',
      `import { readFile } from 'fs/promises';`,
      `async ({ path }) => readFile(path, 'utf8')`,
    ],
    [
      'fs.write high: tool arg path -> fs.promises.writeFile',
      `import fs from 'fs';`,
      `async ({ path }) => fs.promises.writeFile(path, 'x')`,
    ],
    ['fs.write medium: fs.writeFileSync', `import fs from 'fs';`, `async () => fs.writeFileSync('log', 'x')`],
    [
      'fs.delete high: tool arg path -> fs.rmSync',
      `import { rmSync } from 'fs';`,
      `async ({ path }) => rmSync(path)`,
    ],
    ['network high: tool arg city -> fetch', '', 'async ({ city }) => fetch(`https://x/${city}`)'],
    ['network medium: axios.get', `import axios from 'axios';`, `async () => axios.get('https://x')`],
    [
      'network high: tool arg q -> axios.create.get',
      `import axios from 'axios'; const api = axios.create({});`,
      `async ({ q }) => api.get('/s', { params: { q } })`,
    ],
    [
      'database high: tool arg sql -> pg.Pool.query',
      `import { Pool } from 'pg'; const pool = new Pool();`,
      `async ({ sql }) => pool.query(sql)`,
    ],
    [
      'database medium: tool arg id -> @prisma/client.PrismaClient.user.findUnique',
      `import { PrismaClient } from '@prisma/client'; const db = new PrismaClient();`,
      `async ({ id }) => db.user.findUnique({ where: { id } })`,
    ],
    [
      'database high: tool arg id -> @prisma/client.PrismaClient.user.delete',
      `import { PrismaClient } from '@prisma/client'; const db = new PrismaClient();`,
      `async ({ id }) => db.user.delete({ where: { id } })`,
    ],
    [
      'payment critical: tool arg amount -> stripe.charges.create',
      `import Stripe from 'stripe'; const stripe = new Stripe('k');`,
      `async ({ amount }) => stripe.charges.create({ amount })`,
    ],
    [
      'mail high: tool arg to -> nodemailer.createTransport.sendMail',
      `import nodemailer from 'nodemailer'; const t = nodemailer.createTransport({});`,
      `async ({ to }) => t.sendMail({ to })`,
    ],
    [
      'cloud high: tool arg key -> @aws-sdk/client-s3.S3Client.send',
      `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
      `async ({ key }) => s3.send(new PutObjectCommand({ Key: key }))`,
    ],
    [
      'browser medium: tool arg url -> playwright.chromium.launch.newPage.goto',
      `import { chromium } from 'playwright'; const browser = await chromium.launch(); const page = await browser.newPage();`,
      `async ({ url }) => page.goto(url)`,
    ],
    ['process high: tool arg pid -> process.kill', '', `async ({ pid }) => process.kill(pid)`],
    ['env low: process.env', '', `async () => process.env.KEY`],
  ])('%s', (expected, head, run) => {
    expect(effectsOf(head, run)).toContain(expected);
  });

  it('goes through functions, methods and files, step by step', () => {
    expect(
      effectsOf(
        `import { Shell } from './shell'; const shell = new Shell();`,
        `async ({ command }) => shell.run(command.trim())`,
        {
          'shell.ts': `import { spawn } from './spawn'; export class Shell { run(line: string) { return this.start(line); } private start(text: string) { return spawn(text); } }`,
          'spawn.ts': `import cp from 'node:child_process'; export const spawn = (x: string) => cp.spawn(x, { shell: true });`,
        },
      ),
    ).toEqual(['exec critical: tool arg command -> run() -> start() -> spawn() -> child_process.spawn']);
  });

  it('tells what was checked from what was not', () => {
    const head = `import { exec } from 'child_process'; const OK = ['ls', 'pwd'];`;
    expect(
      effectsOf(head, `async ({ c }) => { if (!OK.includes(c)) throw new Error('no'); return exec(c); }`),
    ).toEqual(['exec high: child_process.exec']);
    expect(effectsOf(head, `async ({ c }) => { if (OK.includes(c)) return exec(c); }`)).toEqual([
      'exec high: child_process.exec',
    ]);
    expect(
      effectsOf(head, `async ({ c, d }) => { if (!OK.includes(c)) throw new Error('no'); return exec(d); }`),
    ).toEqual(['exec critical: tool arg d -> child_process.exec']);
    expect(effectsOf(head, `async ({ n }) => exec('kill ' + Number(n))`)).toEqual([
      'exec high: child_process.exec',
    ]);
    expect(
      effectsOf(
        head,
        `async ({ c }) => { const line = 'git ' + c; const all = [line]; for (const one of all) exec(one); }`,
      ),
    ).toEqual(['exec critical: tool arg c -> child_process.exec']);
  });

  it('stops at its depth, and says so', () => {
    const functions = Array.from(
      { length: 20 },
      (_, i) => `function f${i}(x: any): any { return f${i + 1}(x); }`,
    ).join('\n');
    const report = scanTree({
      'a.ts': `import { tool } from 'ai'; ${functions}\nfunction f20(x: any) { return eval(x); }\nexport const one = tool({ execute: async ({ x }: any) => { await fetch(x); return f0(x); } });`,
    });
    expect(report.tools[0]?.effects).toMatchObject([{ kind: 'network', cut: true }]);
  });

  it('ends on code that calls itself', () => {
    expect(
      effectsOf(
        'function a(x: any): any { return b(x); } function b(x: any): any { return a(x) + eval(x); }',
        'async ({ x }) => a(x)',
      ),
    ).toEqual(['eval critical: tool arg x -> a() -> b() -> eval']);
  });

  it('takes rules of the user', () => {
    const code = `import { tool } from 'ai'; import { wire } from '@acme/bank'; export const one = tool({ execute: async ({ sum }: any) => wire(sum) });`;
    const effects = [{ module: /^@acme\/bank$/, path: /^wire\.\(\)$/, kind: 'payment' as const }];
    expect(scanTree({ 'a.ts': code }, { effects }).tools[0]).toMatchObject({
      severity: 'critical',
      capability: 'payments.charge.one',
    });
    expect(scanTree({ 'a.ts': code }).tools[0]).toMatchObject({ severity: 'low', effects: [] });
  });

  it('says medium of a body that it does not see', () => {
    expect(
      scanTree({
        'a.ts': `import { tool } from 'ai'; import { run } from 'elsewhere'; export const one = tool({ execute: run });`,
      }).tools[0],
    ).toMatchObject({ severity: 'medium' });
  });
});
