import { defineDetector } from '../detector.js';

/** What a tool is described by, what it takes, and what runs, each as a key; and the word. */
const KEYS = [
  String.raw`\bdescription\b`,
  String.raw`\b(?:inputSchema|input_schema|parameters|\w*[sS]chema|args|params)\s*[:,(=}]`,
  String.raw`(?:[tT]ool|TOOL|type['"]?:\s*['"]function['"]|@\w+\(\s*\{)`,
];

/** Tools of a framework that nobody else knows: they are told by their shape, and by being called tools. */
export const customShape = defineDetector({
  name: 'custom-shape',
  title: 'Tools of any other framework, and of your own',
  modules: /^(?!)/,
  mentions: new RegExp(`^${KEYS.map((key) => String.raw`(?=[\s\S]*?${key})`).join('')}`),
  own: ['tool object', 'tool class', 'tool method', 'registerTool'],
});
