import type { AnyNode } from 'acorn';
import { NotShown } from '../code-effect.js';
import { isFunction } from './callbacks.js';
import type { Given } from './callbacks.js';
import type { Part } from './packaged.js';

const OF_BABEL = new Set(
  `ast code compact minified comments sourceType filename sourceFileName sourceMaps presets plugins configFile babelrc targets retainLines
   highlightCode parserOpts generatorOpts`.split(/\s+/),
);
const OF_PRETTIER = new Set(
  `parser semi singleQuote jsxSingleQuote tabWidth useTabs printWidth trailingComma bracketSpacing bracketSameLine arrowParens proseWrap quoteProps
   endOfLine htmlWhitespaceSensitivity embeddedLanguageFormatting singleAttributePerLine experimentalTernaries objectWrap filepath rangeStart rangeEnd
   cursorOffset insertPragma requirePragma vueIndentScriptAndStyle`.split(/\s+/),
);

/** Tools that load what they are told by name, or run what a text says. @throws NotShown */
export function assertTools({ name, path }: Part, given: Given): void {
  if (name === 'handlebars' && /ompile$/.test(path)) assertTemplate(given);
  if (name === 'prettier') assertOptions(given[1], OF_PRETTIER);
  if (name !== '@babel/core') return;
  assertOptions(given[1], OF_BABEL);
  const [, how] = given;
  for (const item of how?.type === 'ObjectExpression' ? how.properties : [])
    if (item.type === 'Property' && item.key.type === 'Identifier') assertBabel(item.key.name, item.value);
}

function assertOptions(how: AnyNode | undefined, names: ReadonlySet<string>): void {
  if (how === undefined || isFunction(how)) return;
  const told =
    how.type === 'ObjectExpression' &&
    how.properties.every(
      (one) =>
        one.type === 'Property' && !one.computed && one.key.type === 'Identifier' && names.has(one.key.name),
    );
  if (!told) throw new NotShown('how a tool is used');
}

/** `['@babel/preset-env', { targets: { ie: 11 } }]`: packages, and what stands in the code. */
function assertBabel(key: string, value: AnyNode): void {
  if (/^(?:configFile|babelrc)$/.test(key)) {
    if (value.type !== 'Literal' || value.value !== false) throw new NotShown('a file of settings');
  }
  if (key !== 'presets' && key !== 'plugins') return;
  if (value.type !== 'ArrayExpression') throw new NotShown('what is loaded');
  for (const item of value.elements) {
    const one = item?.type === 'ArrayExpression' ? item.elements[0] : item;
    if (one && isFunction(one)) continue;
    if (one?.type !== 'Literal' || typeof one.value !== 'string' || !/^(?:@[\w-]+\/)?[\w-]+$/.test(one.value))
      throw new NotShown('what is loaded');
  }
}

/** Old versions let a template reach for what makes code of texts. */
function assertTemplate([text]: Given): void {
  const said =
    text?.type === 'Literal'
      ? String(text.value)
      : text?.type === 'TemplateLiteral' && text.expressions.length === 0
        ? text.quasis[0]?.value.cooked
        : undefined;
  if (typeof said !== 'string' || /constructor|__|prototype|lookup|\bprocess\b|require/.test(said))
    throw new NotShown('a template');
}
