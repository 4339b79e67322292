import { NotShown } from '../code-effect.js';

/** A tag or an expression of a template, of Django and of Jinja. */
const TAGS = /\{\{([^]*?)\}\}|\{%([^]*?)%\}|\{#[^]*?#\}/g;
/** What a tag begins with: none brings in another file. */
const TAG =
  /^[-+]?\s*(?:for|endfor|if|elif|else|endif|set|endset|with|endwith|macro|endmacro|block|endblock|filter|endfilter|raw|endraw|verbatim|endverbatim|autoescape|endautoescape|empty|cycle|firstof|comment|endcomment|spaceless|endspaceless|widthratio|now|ifchanged|endifchanged|localize|endlocalize|call|endcall|trans|regroup)\b/;
/** Functions that a template may call by their names. */
const CALLED =
  /^(?:range|super|caller|cycler|dict|joiner|lipsum|loop\.cycle|default|join|replace|truncate|round|indent|length|first|last|upper|lower|title|trim|escape|safe|sort|reverse|list|string|int|float|abs|batch|slice|sum|unique|tojson|center|wordwrap)$/;
const PLAIN = /^[\w\s.,:|()[\]'"+\-*/%<>=!~&;?#@$]*$/;
/** What a text in a template may be: not the name of a part that is kept. */
const HIDDEN =
  /__|\battr\b|\bmap\b|\bselectattr\b|\brejectattr\b|\bgroupby\b|\bimport\b|\binclude\b|\bextends\b|\bload\b|\bself\b|\bconfig\b|\bxmlattr\b|\bformat\b|\bdebug\b|\bssi\b|\burl\b/;

/** A template that calls nothing but what templates have, and asks objects for no more than code may. @throws NotShown */
export function assertPlainTemplate(text: string, mayAsk: (name: string) => boolean): void {
  if (/^\s*(?:#|%)\s*(?:for|if|set|include|import|extends)\b/m.test(text))
    throw new NotShown('a line that is a tag');
  const macros = new Set([...text.matchAll(/\{%[-+]?\s*macro\s+(\w+)/g)].map(([, name]) => name));
  for (const [all, shown, tag] of text.matchAll(TAGS)) {
    const inside = shown ?? tag;
    if (inside === undefined) continue;
    if (tag !== undefined && !TAG.test(tag)) throw new NotShown(all);
    assertAsks(inside, macros, mayAsk);
  }
  const rest = text.replace(TAGS, '');
  if (/\{[{%#]|[%}]\}/.test(rest)) throw new NotShown('a tag of another kind');
}

function assertAsks(
  text: string,
  macros: ReadonlySet<string | undefined>,
  mayAsk: (name: string) => boolean,
): void {
  if (!PLAIN.test(text) || HIDDEN.test(text)) throw new NotShown('a template');
  const bare = text.replace(/'[^']*'|"[^"]*"/g, "''");
  if (/['"]/.test(bare.replaceAll("''", ''))) throw new NotShown('a template');
  // In brackets, a text or a name asks for a part as a dot does.
  for (const [, key = ''] of bare.matchAll(/[\w)\]'"]\s*\[([^\]]*)\]/g))
    if (!/^\s*-?\d*\s*(?::\s*-?\d*\s*)?$/.test(key)) throw new NotShown(key);
  for (const [, name = ''] of bare.matchAll(/\.\s*([A-Za-z_]\w*)/g))
    if (!OF_LOOPS.test(name) && !mayAsk(name)) throw new NotShown(name);
  for (const [, name = ''] of bare.matchAll(/([\w.]+|[)\]'"])\s*\(/g)) {
    const keyword = /^(?:and|or|not|in|if|elif|else|is)$/.test(name);
    if (!keyword && !CALLED.test(name) && !macros.has(name)) throw new NotShown(name);
  }
}

const OF_LOOPS =
  /^(?:counter0?|revcounter0?|index0?|revindex0?|first|last|parentloop|length|previtem|nextitem|depth0?|cycle|changed)$/;
