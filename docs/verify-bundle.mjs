// Verifies a bundle of `capfence audit export --bundle`, with node:crypto alone. Independent of CapFence's own code.
// Usage: node verify-bundle.mjs BUNDLE VKEY      VKEY: the log's first public key, `<name>+<id>+<base64>`
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafOf = (body) => sha256(Buffer.of(0), body);
const node = (left, right) => sha256(Buffer.of(1), left, right);
const must = (condition, message) => {
  if (!condition) throw new Error(message);
};

/** An Ed25519 key from its verifier key: after the type byte come the 32 bytes. */
function keyOf(vkey) {
  const [, id, base64] = /^[^+]+\+([0-9a-f]{8})\+(.+)$/.exec(vkey);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(base64, 'base64').subarray(1)]);
  return { vkey, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** The size that a checkpoint signs, if its root is the tree's and the key of its time signed it. */
function check(note, root, { id, key }) {
  const [text, signatures] = note.split('\n\n');
  const [, size, base64] = text.split('\n');
  must(Buffer.from(base64, 'base64').equals(root), `the checkpoint of size ${size} has another root`);
  const signed = signatures.split('\n').some((line) => {
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    return bytes.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(`${text}\n`), key, bytes.subarray(4));
  });
  must(signed, `the checkpoint of size ${size} is not signed by ${id}`);
  return Number(size);
}

const [file, vkey] = process.argv.slice(2);
let manifest, previous, current = keyOf(vkey), covered = 0, size = 0;
const edge = []; // the complete subtrees at the right edge of the tree, by height
const root = () => edge.reduce((below, hash) => (hash ? (below ? node(hash, below) : hash) : below), undefined);
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (!manifest) {
    manifest = JSON.parse(line);
    must(manifest.first === 0, 'the log was pruned: use `capfence verify`');
    continue;
  }
  if (size === manifest.entries) break;
  const record = JSON.parse(line);
  must(record.seq === size && record.log === manifest.log, `record ${size} is not in its place`);
  must(record.prev === (previous ?? Buffer.alloc(32)).toString('hex'), `the record before ${size} was changed`);
  if (size === 0) must(record.key === vkey, 'the log was begun with another key');
  let hash = (previous = leafOf(line)), height = 0;
  for (size++; edge[height]; height++) [hash, edge[height]] = [node(edge[height], hash), undefined];
  edge[height] = hash;
  if (record.type === 'key.rotate') {
    const text = `capfence-key-rotate/v1\n${record.log}\n${record.seq}\n${record.old}\n${record.new}\n`;
    must(record.old === current.vkey && verify(null, Buffer.from(text), current.key, Buffer.from(record.old_sig, 'base64')), `the key change at ${record.seq} is not signed`);
    current = keyOf(record.new);
  }
  for (const { note } of manifest.checkpoints.filter((one) => one.size === size)) covered = check(note, root(), current);
}
must(size === manifest.size && covered > 0, 'records or checkpoints are missing');
console.log(`✓ ${size} records, signed up to ${covered}, ${size - covered} unprotected at the end`);
