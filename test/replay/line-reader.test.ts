import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader } from '../../src/engine/replay/line-reader.js';

type Seen = readonly [number, string];

function read(chunks: readonly Uint8Array[], limit?: number): Seen[] {
  const seen: Seen[] = [];
  const reader = new LineReader(
    {
      line: (text, number) => seen.push([number, text]),
      fault: (fault, number) => seen.push([number, `! ${fault}`]),
    },
    limit,
  );
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  expect(reader.lines).toBe(seen.length);
  return seen;
}

const bytes = (text: string): Buffer => Buffer.from(text);

/** The same, from the whole at once and without any cleverness. */
function expected(whole: Buffer, limit: number): Seen[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let i = 0; i <= whole.length; i++) {
    if (i < whole.length && whole[i] !== 10) continue;
    if (i < whole.length || i > start) lines.push(whole.subarray(start, i));
    start = i + 1;
  }
  return lines.map((line, index) => {
    if (line.length > limit) return [index + 1, '! too_long'];
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
      return [index + 1, index === 0 ? text.replace(/^\uFEFF/, '') : text];
    } catch {
      const utf16 = index === 0 && /^(fffe|feff)/.test(line.toString('hex'));
      return [index + 1, utf16 ? '! utf16' : '! not_utf8'];
    }
  });
}

function cut(whole: Buffer, at: readonly number[]): Buffer[] {
  const places = [...at.map((n) => n % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  let start = 0;
  return places.map((place) => whole.subarray(start, (start = place)));
}

describe('LineReader', () => {
  it('numbers lines from 1 and counts blank ones', () => {
    expect(read([bytes('a\n\nb\n')])).toEqual([
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ]);
  });

  it('reads a last line without a line feed', () => {
    expect(read([bytes('a\nb')])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('reads nothing from nothing', () => {
    expect(read([])).toEqual([]);
    expect(read([bytes(''), bytes('')])).toEqual([]);
  });

  it('drops a byte order mark at the start alone, also one that is cut', () => {
    const whole = bytes('\uFEFFa\n\uFEFFb\n');
    expect(read([whole])).toEqual([
      [1, 'a'],
      [2, '\uFEFFb'],
    ]);
    expect(read([whole.subarray(0, 2), whole.subarray(2)])[0]).toEqual([1, 'a']);
  });

  it('leaves carriage returns to the parser', () => {
    expect(read([bytes('{}\r\n{}\r\n')])[1]).toEqual([2, '{}\r']);
  });

  it('finds a faulty line among good ones in one chunk', () => {
    const chunk = Buffer.concat([bytes('a\n'), Buffer.from([0xc3, 0x28, 10]), bytes('ü\n')]);
    expect(read([chunk])).toEqual([
      [1, 'a'],
      [2, '! not_utf8'],
      [3, 'ü'],
    ]);
  });

  it('does not join a cut character over a line feed', () => {
    expect(read([Buffer.from([0xc3]), Buffer.from([10]), Buffer.from([0xbc, 10])])).toEqual([
      [1, '! not_utf8'],
      [2, '! not_utf8'],
    ]);
  });

  it('says that a file is UTF-16', () => {
    expect(read([Buffer.from('\uFEFF{}\n', 'utf16le')])[0]).toEqual([1, '! utf16']);
  });

  it.each([
    [['12345\n'], '12345'],
    [['123', '45', '\n'], '12345'],
    [['123456\n'], '! too_long'],
    [['123', '456', '7\n'], '! too_long'],
    [['1234567890'], '! too_long'],
    [['123456', ''], '! too_long'],
  ])('holds the limit exactly: %j', (chunks, text) => {
    expect(read(chunks.map(bytes), 5)).toEqual([[1, text]]);
  });

  it('goes on after a line that is too long', () => {
    expect(read(['123456', '789\nok\n', '1234567\nok'].map(bytes), 5).map(([, text]) => text)).toEqual([
      '! too_long',
      'ok',
      '! too_long',
      'ok',
    ]);
  });

  it('takes plain byte arrays', () => {
    expect(read([new Uint8Array([97, 10])])).toEqual([[1, 'a']]);
  });

  it('gives the same lines however the bytes are cut', () => {
    const piece = fc.oneof(
      fc
        .constantFrom('\n', '\n\n', '\r\n', '\uFEFF', '{"a":1}', 'é', '漢字', '🙂', '\0', 'abcdefgh')
        .map(bytes),
      fc.uint8Array({ maxLength: 4 }).map((array) => Buffer.from(array)),
      fc.constantFrom([0xff, 0xfe], [0xe2, 0x82], [0xac]).map((array) => Buffer.from(array)),
    );
    const whole = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.concat(pieces));
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(whole, cuts, fc.integer({ min: 1, max: 40 }), (data, at, limit) => {
        expect(read(cut(data, at), limit)).toEqual(expected(data, limit));
      }),
      { numRuns: 2000 },
    );
  });
});
