import { readFileSync } from 'node:fs';
import { loadPackage, locatePackageFile } from '../../../lazy-package.js';
import { MAX_CODE, MAX_NESTING, NotShown } from '../code-effect.js';
import { kidsOf } from './nodes.js';
import type { Node } from './nodes.js';

interface Message {
  readonly message: string;
  readonly level: string;
}
interface Parsed {
  readonly value: Node;
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
  readonly dataLoc: unknown;
}

type Exports = Record<string, unknown>;
/** Node has it, and its types do not say so. */
declare const WebAssembly: {
  readonly Module: {
    new (bytes: Uint8Array): object;
    imports(module: object): readonly { readonly name: string }[];
  };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
};

let compiled: object | undefined;
let running: Exports | undefined;

/** There is no file, clock or environment for a parser: "not supported". */
const NO_SYSTEM = 52;

function start(): Exports {
  compiled ??= new WebAssembly.Module(readFileSync(locatePackageFile('@ruby/prism/src/prism.wasm')));
  const imports = WebAssembly.Module.imports(compiled).map(({ name }) => [name, () => NO_SYSTEM]);
  const { exports } = new WebAssembly.Instance(compiled, {
    wasi_snapshot_preview1: Object.fromEntries(imports) as object,
  });
  (exports['_initialize'] as (() => void) | undefined)?.();
  return exports;
}

function parsed(code: string): Parsed {
  try {
    const { parsePrism } = loadPackage<{ parsePrism(exports: Exports, code: string): Parsed }>(
      '@ruby/prism/src/parsePrism.js',
    );
    running ??= start();
    return parsePrism(running, code);
  } catch {
    // After a trap nothing in its memory can be trusted; an older Node cannot load it at all.
    running = undefined;
    throw new NotShown('the parser does not read it');
  }
}

/** Characters that end a program early, or that other encodings read together with what follows. */
const ODD =
  /[\0-\x08\x0b-\x1f\x7f\u0085\u2028\u2029\ufeff]|[^\0-\x7f][@[\\\]^`{|}~]|[\ud800-\udfff](?![\udc00-\udfff])/;
const COMMENT_THAT_TELLS = /^[^\S\r\n]*#.*(?:coding|-\*-|shareable_constant)/m;
const SHEBANG = /^#!(?!\/usr\/bin\/(?:env )?ruby *\n)/;

/** The tree of a program that means the same to every Ruby. @throws NotShown */
export function parseRuby(code: string): Node {
  if (
    code.length > MAX_CODE ||
    ODD.test(code.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '\u00e9')) ||
    SHEBANG.test(code)
  )
    throw new NotShown('it is long, or holds odd characters');
  const { value, errors, warnings, dataLoc } = parsed(code);
  const doubt = warnings.some(({ message }) => AMBIGUOUS.test(message));
  if (errors.length > 0 || doubt || (dataLoc !== null && dataLoc !== undefined))
    throw new NotShown('it is no program by itself');
  if (COMMENT_THAT_TELLS.test(code)) throw new NotShown('a comment that tells how to read');
  assertShallow(value, 0);
  return value;
}

const AMBIGUOUS = /ambiguous|interpreted as|mismatched indentation|END in method/;

function assertShallow(node: Node, depth: number): void {
  // A call, its arguments and what stands in them are nodes within each other.
  if (depth > MAX_NESTING * 4) throw new NotShown('it is nested too deep');
  for (const kid of kidsOf(node)) assertShallow(kid, depth + 1);
}
