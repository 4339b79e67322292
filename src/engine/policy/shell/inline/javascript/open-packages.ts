import { set } from '../named-set.js';
import { table } from '../../../table.js';

/**
 * Packages, and modules of the platform, of which everything computes: whatever is called of what they make, nothing is
 * run, opened or asked by it. They are given functions, which stand in the code.
 */
const OPEN = set(`
  rxjs rxjs/operators d3 d3-array d3-scale d3-shape d3-hierarchy d3-interpolate d3-color d3-time d3-path d3-geo d3-force d3-format d3-time-format
  d3-random d3-polygon d3-delaunay d3-contour d3-chord d3-quadtree d3-dispatch d3-ease d3-scale-chromatic three immutable mobx redux zustand/vanilla
  postcss postcss-selector-parser postcss-value-parser @babel/parser @babel/traverse @babel/generator @babel/types @babel/code-frame acorn-walk
  estree-walker espree esquery magic-string svelte/compiler @vue/compiler-sfc @vue/compiler-dom @vue/compiler-core @vue/reactivity @vue/shared vue
  eventemitter3 mitt nanoevents p-limit p-queue p-map p-retry p-timeout lru-cache bluebird async tinybench graphlib pako long bn.js source-map
  source-map-js @jridgewell/trace-mapping @jridgewell/gen-mapping @jridgewell/sourcemap-codec commonmark unified remark remark-parse remark-gfm
  remark-rehype rehype-stringify rehype-parse micromark mdast-util-from-markdown mdast-util-to-markdown unist-util-visit turndown sanitize-html
  linkify-it highlight.js prismjs fastify koa @koa/router koa-router hono eslint @typescript-eslint/parser neverthrow superjson fp-ts/function
  fp-ts/Option fp-ts/Either fp-ts/Array @testing-library/react @testing-library/dom @testing-library/vue react preact preact-render-to-string
  react-dom/server react-test-renderer xstate jsdom events stream stream/promises string_decoder querystring perf_hooks node:test memfs
`);

/** Of these, what reaches further, or makes code of a text. */
const EXCEPT: Readonly<Record<string, RegExp>> = table({
  d3: /^(?:json|csv|tsv|dsv|text|xml|html|svg|blob|buffer|image)$/,
  three: /Loader|Worker|Texture|Audio|Video/,
  vue: /^(?:compile|create\w*App|render|defineComponent|define\w+|h|createVNode|hydrate)$/,
  '@vue/compiler-sfc': /Style/,
  eslint: /^(?!(?:Linter|RuleTester|SourceCode)$)/,
  memfs: /^(?!(?:Volume|createFsFromVolume|vol|fs)$)/,
  jsdom: /^(?!(?:JSDOM|VirtualConsole)$)/,
  'highlight.js': /^(?:registerLanguage|initHighlighting\w*)$/,
  prismjs: /^(?:hooks|plugins)$/,
});

export const isOpen = (module: string): boolean => OPEN.has(module);

export const excluded = (module: string, name: string): boolean => EXCEPT[module]?.test(name) === true;

/** Modules of the platform among them. */
export const OPEN_PLATFORM = set('events stream stream/promises string_decoder querystring');
