import { readFileSync } from 'node:fs';
import { loadPackage, locatePackageFile } from '../lazy-package.js';

/** What the parser's own loader puts on the object that it is given. */
interface Machine {
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, at: number, length: number): void;
  UTF8ToString(at: number): string;
  getValue(at: number, type: 'i32'): number;
  _malloc(size: number): number;
  _free(at: number): void;
  _wasm_parse_query_raw(text: number): number;
  _wasm_free_parse_result(result: number): void;
}

type Exports = Record<string, unknown>;
interface Memory {
  readonly buffer: ArrayBuffer;
}

/** Node has it, and its types do not say so. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
  readonly Memory: new (...args: never[]) => Memory;
};

type Loader = (machine: object) => Promise<unknown>;

/** An engine that has grown beyond this is thrown away: its memory never shrinks. */
const MAX_MEMORY = 192 * 1024 * 1024;
/** After a text of this length too, which may have touched much of it. */
const LARGE_TEXT = 128 * 1024;
const ERROR_FIELD = 8;

let compiled: object | undefined;
let running: { machine: Machine; memory: Memory } | undefined;

/** @throws whatever keeps the parser from being loaded */
export function loadPgEngine(): void {
  running ??= start();
}

/**
 * The parse tree of PostgreSQL's grammar, or undefined where the text is not SQL.
 * @throws when the parser fails, as on nesting deeper than its stack; the next call starts it anew
 */
export function parsePg(text: string): unknown {
  const { machine, memory } = (running ??= start());
  const { exitCode } = process;
  try {
    const tree = run(machine, text);
    if (text.length > LARGE_TEXT || memory.buffer.byteLength > MAX_MEMORY) running = undefined;
    return tree;
  } catch (error) {
    // After a trap nothing in its memory can be trusted; its loader may have set the exit code, too.
    running = undefined;
    process.exitCode = exitCode;
    throw error;
  }
}

function run(machine: Machine, text: string): unknown {
  const length = machine.lengthBytesUTF8(text) + 1;
  const input = allocated(machine._malloc(length));
  machine.stringToUTF8(text, input, length);
  const result = allocated(machine._wasm_parse_query_raw(input));
  const tree = machine.getValue(result, 'i32');
  const failed = machine.getValue(result + ERROR_FIELD, 'i32') !== 0;
  const json = failed || tree === 0 ? undefined : machine.UTF8ToString(tree);
  machine._free(input);
  machine._wasm_free_parse_result(result);
  return json === undefined ? undefined : (JSON.parse(json) as unknown);
}

function allocated(pointer: number): number {
  if (pointer === 0) throw new RangeError('the SQL parser is out of memory');
  return pointer;
}

/**
 * The package's loader is asynchronous, and deciding is not. So the module is instantiated here, synchronously, in the
 * hook that the loader has for it; of all exports, the one that the loader does not bind is the constructor that it
 * would run later. It runs now, and does nothing when the loader comes to it.
 */
function start(): { machine: Machine; memory: Memory } {
  const folder = locatePackageFile('libpg-query/wasm/libpg-query.js');
  const load = loadPackage<Loader>('libpg-query/wasm/libpg-query.js');
  compiled ??= new WebAssembly.Module(readFileSync(folder.replace(/\.js$/, '.wasm')));
  const module = compiled;
  let memory: Memory | undefined;
  const machine = {
    print: nothing,
    printErr: nothing,
    instantiateWasm(imports: object, done: (instance: { exports: Exports }) => void): object {
      const { exports } = new WebAssembly.Instance(module, imports);
      memory = bind({ ...exports }, done);
      return exports;
    },
  };
  load(machine).catch(nothing);
  if (memory === undefined) throw new TypeError('the SQL parser did not start');
  return { machine: machine as unknown as Machine, memory };
}

function bind(exports: Exports, done: (instance: { exports: Exports }) => void): Memory | undefined {
  const bound = new Set<string>();
  const watched = new Proxy(exports, {
    get(target, name: string) {
      bound.add(name);
      return target[name];
    },
  });
  done({ exports: watched });
  const rest = Object.keys(exports).filter((name) => !bound.has(name));
  const construct = exports[rest[0] ?? ''];
  if (rest.length !== 1 || typeof construct !== 'function') throw new TypeError('this is another SQL parser');
  exports[rest[0] as string] = nothing;
  (construct as () => void)();
  return Object.values(exports).find((item): item is Memory => item instanceof WebAssembly.Memory);
}

function nothing(): void {}
