import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import {
  CALLBACKS,
  CALLED,
  CALLS,
  GLOBALS,
  KEYWORDS,
  METHODS,
  MODULES,
  NOWHERE,
} from './javascript-names.js';
import { JavaScriptNames } from './javascript-declared.js';
import { isFunction, moduleOf } from './javascript-shapes.js';
import { closing, isMark, isName, NotShown, opening, parted } from './tokens.js';
import type { CodeEffect, Token } from './tokens.js';

/**
 * What JavaScript code does, where it can be shown that it does nothing but compute, print, and read and write files
 * whose names stand in it; undefined otherwise. No function comes into being but those that stand in the code: nothing
 * is reached by a text that is put together, only named functions are called, and what is called back stands there.
 */
export function judgeJavaScript(code: string, _argv: readonly Word[] | undefined): readonly CodeEffect[] | undefined {
  try {
    return new JavaScript(code).judge();
  } catch (error) {
    if (error instanceof NotShown) return undefined;
    throw error;
  }
}

const SHOWN_BY = /^(?:log|error|table|dir|keys|isArray)$/;
const FILES: Readonly<Record<string, CodeEffect['kind']>> = {
  readFileSync: 'read',
  writeFileSync: 'write',
  appendFileSync: 'write',
  mkdirSync: 'write',
  readdirSync: 'read',
};

class JavaScript extends JavaScriptNames {
  judge(): readonly CodeEffect[] {
    for (const tokens of this.sequences) this.names(tokens);
    const [first = []] = this.sequences;
    let start = 0;
    while (
      isName(first[start], 'import') &&
      !isMark(first[start + 1], '(') &&
      !isMark(first[start + 1], '.')
    ) {
      start = this.imported(first, start) + 1;
      while (isMark(first[start], ';')) start++;
    }
    for (const tokens of this.sequences)
      tokens.forEach((_, i) => {
        if (tokens !== first || i >= start) this.#token(tokens, i);
      });
    return this.effects;
  }

  #token(tokens: readonly Token[], i: number): void {
    const token = tokens[i] as Token;
    if (token.kind !== 'number' && NOWHERE.test(token.text)) throw new NotShown(token.text);
    if (isMark(token, '(')) this.#call(tokens, i);
    else if (isMark(token, '[')) this.#index(tokens, i);
    else if (token.kind === 'name') this.#name(tokens, i);
  }

  #name(tokens: readonly Token[], i: number): void {
    const { text } = tokens[i] as Token;
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (isMark(before, '.') || isMark(before, '?.')) return this.#member(tokens, i);
    if (KEYWORDS.has(text)) return;
    // A key of an object.
    if (isMark(after, ':') && (isMark(before, '{') || isMark(before, ','))) return;
    if (this.foreign.has(text)) return this.#shown(tokens, i, i + 1);
    if (this.made.has(text)) {
      if (
        this.modules.has(text) &&
        !isMark(after, '.') &&
        !isMark(after, '(') &&
        !this.#inDeclaration(tokens, i)
      )
        throw new NotShown('a module as a value');
      return;
    }
    if (text in GLOBALS && (isMark(after, '.') || isMark(after, '('))) return;
    if (CALLED.has(text) && (isMark(after, '(') || CALLBACKS.has(text))) return;
    if (text === 'require' && isMark(after, '.') && isName(tokens[i + 2], 'resolve')) return;
    throw new NotShown(text);
  }

  #inDeclaration(tokens: readonly Token[], i: number): boolean {
    return /^(?:const|let|var|\{|,)$/.test(tokens[i - 1]?.text ?? '');
  }

  #member(tokens: readonly Token[], i: number): void {
    const { text } = tokens[i] as Token;
    const receiver = tokens[i - 2];
    const start = isMark(tokens[i - 3], '.') || isMark(tokens[i - 3], '?.') ? undefined : receiver;
    if (start?.kind === 'name') {
      if (this.foreign.has(start.text) || (this.own.has(start.text) && !(text in FILES) && !(text in CALLS)))
        return;
      const module = this.modules.get(start.text);
      const names =
        module === undefined
          ? this.made.has(start.text)
            ? undefined
            : GLOBALS[start.text]
          : MODULES[module];
      if (names !== undefined) {
        if (!names.has(text)) throw new NotShown(`${start.text}.${text}`);
        if (start.text === 'process' && text === 'env') this.#variable(tokens, i);
        return;
      }
    }
    if (text === 'resolve' && isName(receiver, 'require')) return;
    if (METHODS.has(text) || this.#fromEnv(tokens, i) || this.#fromModule(tokens, i)) return;
    // A key of data that is not called is only looked at.
    if (isMark(tokens[i + 1], '(') || !/^[a-z][A-Za-z0-9_]*$/.test(text)) throw new NotShown(text);
  }

  #fromEnv(tokens: readonly Token[], i: number): boolean {
    return isName(tokens[i - 2], 'env') && isName(tokens[i - 4], 'process');
  }

  /** `require('fs').readFileSync`, `require('./x').name`. */
  #fromModule(tokens: readonly Token[], i: number): boolean {
    const close = i - 2;
    if (!isMark(tokens[close], ')')) return false;
    const module = moduleOf(tokens, opening(tokens, close) - 1);
    if (module === undefined) return false;
    return MODULES[module]?.has((tokens[i] as Token).text) ?? !isMark(tokens[i + 1], '(');
  }

  #variable(tokens: readonly Token[], i: number): void {
    const name = isMark(tokens[i + 1], '.') ? tokens[i + 2]?.text : undefined;
    if (name === undefined || /SECRET|TOKEN|PASS|CREDENTIAL|KEY|AUTH|DATABASE_URL|DSN/i.test(name))
      throw new NotShown('the environment');
  }

  /** Code of others is shown, and no more. */
  #shown(tokens: readonly Token[], start: number, from: number): void {
    if (this.#inDeclaration(tokens, start) && !isMark(tokens[start - 1], ',')) return;
    let end = from;
    while (isMark(tokens[end], '.') && tokens[end + 1]?.kind === 'name') end += 2;
    const [before, after] = [tokens[start - 1], tokens[end]];
    if (isName(before, 'typeof') && (after === undefined || /^[),;]$/.test(after.text))) return;
    const alone = before === undefined && after === undefined;
    if (alone) return;
    let open = start - 1;
    while (open >= 0 && !isMark(tokens[open], '('))
      open = /^[)\]}]$/.test(tokens[open]?.text ?? '') ? opening(tokens, open) - 1 : open - 1;
    const by = tokens[open - 1]?.text ?? '';
    if (!/^[(,]$/.test(before?.text ?? '') || !/^[),]$/.test(after?.text ?? '') || !SHOWN_BY.test(by))
      throw new NotShown('code of others');
  }

  /** `x[0]`, `x['name']`; lists; and no key that is put together. */
  #index(tokens: readonly Token[], i: number): void {
    const before = tokens[i - 1];
    const indexes =
      before !== undefined &&
      (before.kind === 'text' ||
        /^[)\]}]$/.test(before.text) ||
        isMark(before, '?.') ||
        (before.kind === 'name' && !KEYWORDS.has(before.text)));
    const end = closing(tokens, i);
    if (!indexes) {
      if (/^[{,]$/.test(before?.text ?? '') && isMark(tokens[end + 1], ':'))
        throw new NotShown('a key that is put together');
      return;
    }
    const [key, ...more] = tokens.slice(i + 1, end);
    const plain =
      key?.kind === 'number' ||
      (key?.kind === 'text' && key.value !== undefined && /^[\w@/. -]*$/.test(key.value));
    if (!plain || more.length > 0 || isMark(tokens[end + 1], '('))
      throw new NotShown('a key that is not known');
  }

  #call(tokens: readonly Token[], i: number): void {
    const before = tokens[i - 1];
    if (before === undefined || before.kind === 'mark') {
      if (!/^[)\]}]$/.test(before?.text ?? '')) return;
      const group = isMark(before, ')') ? opening(tokens, i - 1) : -1;
      // `(() => { … })()`
      if (group < 0 || !isFunction(tokens, group + 1)) throw new NotShown('a function that is not named');
      return;
    }
    if (before.kind !== 'name') throw new NotShown('a function that is not named');
    const name = before.text;
    const given = parted(tokens.slice(i + 1, closing(tokens, i)));
    const member = isMark(tokens[i - 2], '.') || isMark(tokens[i - 2], '?.');
    if (member) return this.#method(name, given);
    if (KEYWORDS.has(name) || isName(tokens[i - 2], 'function')) return;
    if (name === 'require') return this.#require(tokens, i, given);
    if (this.modules.get(name)?.endsWith('.') === true) return this.#file(name, given);
    if (this.made.has(name) ? this.functions.has(name) : CALLED.has(name)) return;
    throw new NotShown(name);
  }

  #method(name: string, given: readonly (readonly Token[])[]): void {
    if (name in FILES) return this.#file(name, given);
    const place = CALLS[name];
    const back = place === undefined ? undefined : given[place];
    if (back === undefined || back.length === 0) return;
    const [only] = back;
    const value =
      back.length === 1 && (only?.kind === 'text' || only?.kind === 'number' || isName(only, 'null'));
    const listed = name === 'stringify' && isMark(only, '[');
    const named =
      back.length === 1 &&
      only?.kind === 'name' &&
      (this.functions.has(only.text) || (CALLBACKS.has(only.text) && !this.made.has(only.text)));
    if (!named && !listed && !isFunction(back, 0) && !(value && (place === 1 || only?.kind !== 'text')))
      throw new NotShown('a function that is called back');
  }

  #require(tokens: readonly Token[], i: number, given: readonly (readonly Token[])[]): void {
    const name = given[0]?.[0];
    if (given.length !== 1 || given[0]?.length !== 1 || name?.kind !== 'text' || name.value === undefined)
      throw new NotShown('a module that is not known');
    const declared = isMark(tokens[i - 2], '=');
    if (this.load(name.value, declared)) this.#shown(tokens, i - 1, closing(tokens, i) + 1);
  }

  #file(name: string, given: readonly (readonly Token[])[]): void {
    const kind = FILES[name];
    if (kind === undefined) return;
    const [path] = given;
    const only = path?.length === 1 ? path[0] : undefined;
    if (only?.kind === 'number' && only.text === '0') return;
    const text =
      only?.kind === 'text' ? only.value : only?.kind === 'name' ? this.texts.get(only.text) : undefined;
    if (text === undefined) throw new NotShown('a file that is not known before it runs');
    this.effects.push({ kind, path: knownWord(text) });
  }
}
