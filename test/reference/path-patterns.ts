const MOST = 64;

/** The texts that a pattern with braces and brackets stands for, itself left out; null where that is not followed. */
export function meanings(text: string): string[] | null {
  const all = braces(text)?.map(choices);
  if (all === undefined || all.includes(null)) return null;
  const texts = (all as string[][]).flat();
  if (texts.length > MOST) return null;
  return texts.length === 1 && texts[0] === text ? [] : texts;
}

/** From the inside out: a pair without a comma is no group. */
function braces(text: string): string[] | null {
  const close = text.search(/(?<=\{[^{}]*)\}/);
  if (close < 0) return [text.replaceAll('\u0001', '{').replaceAll('\u0002', '}')];
  const open = text.lastIndexOf('{', close);
  const inner = text.slice(open + 1, close);
  if (/^[^.,]+\.\.[^,]+$/.test(inner)) return null;
  const items = inner.includes(',') ? [...new Set(inner.split(','))] : [`\u0001${inner}\u0002`];
  const found: string[] = [];
  for (const item of items) {
    const rest = braces(text.slice(0, open) + item + text.slice(close + 1));
    if (rest === null || found.length + rest.length > MOST) return null;
    found.push(...rest);
  }
  return found;
}

/** `@(a|b)`: one of them. Other signs before a parenthesis are not followed. */
function choices(text: string): string[] | null {
  const [whole, sign, body] = /([@+!])\(([^()]*)\)/.exec(text) ?? [];
  if (whole === undefined) return brackets(text);
  if (sign !== '@') return null;
  const found: string[] = [];
  for (const item of new Set(body!.split('|'))) {
    const rest = choices(text.replace(whole, () => item));
    if (rest === null || found.length + rest.length > MOST) return null;
    found.push(...rest);
  }
  return found;
}

function brackets(text: string): string[] | null {
  for (const match of text.matchAll(/\[(\]?[^/\\\]]*)\]/g)) {
    const [whole, body] = [match[0], match[1]!];
    const [before, after] = [text.slice(0, match.index), text.slice(match.index + whole.length)];
    const folder = /(^|[/\\])$/.test(before) && /^\]?([/\\]|$)/.test(after);
    if (body === '' || folder) continue;
    const letters = lettersIn(body);
    if (letters === null) return null;
    const found: string[] = [];
    for (const letter of letters) {
      const rest = brackets(before + letter + after);
      if (rest === null || found.length + rest.length > MOST) return null;
      found.push(...rest);
    }
    return found;
  }
  return [text];
}

function lettersIn(body: string): string[] | null {
  if (/^[!^]/.test(body) || /\[([:.=])[^:.=]+\1$/.test(body)) return null;
  const codes: number[] = [];
  let rest = body;
  while (rest !== '') {
    const range = /^([^])-([^])/.exec(rest);
    const [low, high] = [rest.charCodeAt(0), (range?.[2] ?? rest).charCodeAt(0)];
    if (range !== null && (high < low || high - low > MOST)) return null;
    for (let code = low; code <= high; code++) codes.push(code);
    rest = rest.slice(range === null ? 1 : 3);
  }
  return [...new Set(codes)].map((code) => String.fromCharCode(code));
}
