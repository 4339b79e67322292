import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES } from '../../src/engine/replay/line-reader.js';
import { MAX_DOCUMENT_BYTES, TraceReader } from '../../src/engine/replay/trace-reader.js';

/** What came out, as short texts: `line:text`, `line#item:text`, `line!fault`. */
function read(input: string | Buffer, size = Infinity): { out: string[]; lines: number } {
  const out: string[] = [];
  const place = (line: number, item?: number): string => (item === undefined ? `${line}` : `${line}#${item}`);
  const reader = new TraceReader({
    value: (text, line, item) => out.push(`${place(line, item)}:${text}`),
    fault: (fault, line, item) => out.push(`${place(line, item)}!${fault}`),
  });
  const bytes = Buffer.from(input as string);
  for (let at = 0; at < bytes.length; at += size) reader.push(Buffer.from(bytes.subarray(at, at + size)));
  reader.end();
  return { out, lines: reader.lines };
}

const CASES: [what: string, input: string | Buffer, out: string[], lines: number][] = [
  ['nothing', '', [], 0],
  ['blanks', '\n \r\n\t', [], 3],
  ['lines', '{"a":1}\n{"b":2}\n', ['1:{"a":1}', '2:{"b":2}'], 2],
  ['one line', '{"a":1}', ['1:{"a":1}'], 1],
  ['lines after blanks', '\n\n{"a":1}\n', ['3:{"a":1}'], 3],
  ['text', 'x\ny', ['1:x', '2:y'], 2],
  ['a cut first line', '{"a":"b\n{"c":1}', ['1:{"a":"b', '2:{"c":1}'], 2],
  ['an empty list', '[]', [], 1],
  ['an empty list over lines', '[\n\n]\n', [], 3],
  ['a list', '[1, "a]" ,{"b":[2]}]', ['1#1:1', '1#2:"a]" ', '1#3:{"b":[2]}'], 1],
  ['a list over lines', '[\n  {"a":1},\n  {\n"b":2}\n]\n', ['2#1:{"a":1}', '3#2:{\n"b":2}\n'], 5],
  ['a list with a hole', '[1,,2,]', ['1#1:1', '1#2:', '1#3:2', '1#4:'], 1],
  ['quotes in a string', '["\\"],[", 1]', ['1#1:"\\"],["', '1#2:1'], 1],
  ['a list and lines', '[1]\n{"a":1}\nx', ['1#1:1', '2:{"a":1}', '3:x'], 3],
  ['two lists', '[1]\n[2]', ['1#1:1', '2#1:2'], 2],
  ['a list without its end', '[{"a":1}', ['1#1:{"a":1}', '1#2!cut'], 1],
  ['a list cut in an item', '[1,\n{"a":', ['1#1:1', '2#2!cut'], 2],
  ['a list cut in a string', '["a', ['1#1!cut'], 1],
  ['a document', '{\n"a": [1]\n}\n', ['1:{\n"a": [1]\n}'], 3],
  ['a document that begins with a list', '{"a": [\n1]}', ['1:{"a": [\n1]}'], 2],
  ['a document without its end', '{\n"a": [1]\n', ['1!cut'], 3],
  ['two documents', '{\n"a":1}\n{\n"b":2}', ['1:{\n"a":1}', '3:{\n"b":2}'], 4],
  ['a document and lines', '{\n"a":1}\n{"b":2}\nx', ['1:{\n"a":1}', '3:{"b":2}', '4:x'], 4],
  ['a byte order mark before lines', '\uFEFF{"a":1}\nx', ['1:{"a":1}', '2:x'], 2],
  ['a byte order mark before a list', '\uFEFF[1]', ['1#1:1'], 1],
  ['half a byte order mark', Buffer.from([0xef, 0xbb, 0x0a]), ['1!not_utf8'], 1],
  ['only a byte order mark', '\uFEFF', [], 0],
  ['UTF-16', Buffer.from([0xff, 0xfe, 0x7b, 0]), ['1!utf16'], 1],
  [
    'an item that is not UTF-8',
    Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x2c, 0x31, 0x5d]),
    ['1#1!not_utf8', '1#2:1'],
    1,
  ],
];

describe('TraceReader', () => {
  it.each(CASES)('reads %s', (_, input, out, lines) => {
    expect(read(input)).toEqual({ out, lines });
  });

  it.each(CASES)('reads %s the same in pieces', (_, input) => {
    for (const size of [1, 2, 3, 5]) expect(read(input, size)).toEqual(read(input));
  });

  it('takes an object that is too long for a line as a document', () => {
    const long = `{"a":"${'x'.repeat(MAX_LINE_BYTES)}"}`;
    const { out, lines } = read(`${long}\n{"b":2}\n`, 256 * 1024);
    expect(out.map((text) => text.slice(0, 9))).toEqual(['1:{"a":"x', '2:{"b":2}']);
    expect(lines).toBe(2);
  });

  it('refuses a document without bounds, and drops an item that is too long', () => {
    const piece = Buffer.alloc(16 * 1024 * 1024, 0x20);
    const faults: string[] = [];
    const sink = { value: () => undefined, fault: (fault: string) => faults.push(fault) };
    const document = new TraceReader(sink);
    document.push(Buffer.from('{\n'));
    const fill = (): void => {
      for (let at = 0; at <= MAX_DOCUMENT_BYTES; at += piece.length) document.push(piece);
    };
    expect(fill).toThrow(/one JSON object of over 256 MiB/);
    const list = new TraceReader(sink);
    list.push(Buffer.from('["'));
    for (let at = 0; at < 5; at++) list.push(piece);
    list.push(Buffer.from('",1]'));
    expect(faults).toEqual(['item_too_long']);
  });
});
