import { mayBeTaken } from './taken-operands.js';
import type { Arguments } from './arguments.js';
import { valuesOf } from './arguments.js';
import { hostOf, isHere } from './hosts.js';
import { table } from '../table.js';
import type { SimpleCommand, Word } from './script.js';

const READS = new Set(
  (
    'ping echo info dbsize time role lastsave exists type ttl pttl expiretime strlen llen scard zcard hlen get mget ' +
    'getrange lrange lindex lpos hget hgetall hkeys hvals hmget hexists hscan sscan zscan scan smembers sismember ' +
    'smismember sinter sunion sdiff srandmember zrange zrevrange zrangebyscore zrevrangebyscore zrangebylex zscore zrank ' +
    'zrevrank zcount xlen xrange xrevrange xinfo xpending randomkey keys bitcount bitpos getbit pfcount geodist geopos ' +
    'geosearch json.get json.type ft.search ft.info ft._list ts.range lolwut subscribe psubscribe'
  ).split(' '),
);
const CHANGES = new Set(
  (
    'set setex psetex setnx mset append incr incrby incrbyfloat decr decrby expire pexpire expireat persist lpush rpush ' +
    'lpop rpop lset lrem ltrim linsert sadd srem spop hset hmset hsetnx hdel hincrby zadd zrem zincrby xadd xdel xtrim ' +
    'xgroup xack publish del unlink touch rename copy getset getdel setbit pfadd geoadd json.set json.del select multi'
  ).split(' '),
);
/** Commands with words of their own: what those may be. */
const PAIRS: Readonly<Record<string, RegExp>> = table({
  client: /^(?:list|id|info|getname)$/i,
  memory: /^(?:usage|stats|doctor)$/i,
  object: /^(?:encoding|refcount|idletime|freq|help)$/i,
  slowlog: /^(?:get|len)$/i,
  latency: /^(?:latest|history|doctor)$/i,
  pubsub: /^(?:channels|numsub|numpat)$/i,
  command: /^(?:count|info|docs|list)$/i,
  cluster: /^(?:info|nodes|slots|shards|myid|keyslot)$/i,
  config: /^get$/i,
});
/** Settings that hold no password. */
const SETTINGS =
  /^(?:maxmemory[\w-]*|save|appendonly|appendfsync|dir|dbfilename|timeout|tcp-keepalive|databases|port|bind|loglevel|hz|maxclients|notify-keyspace-events|slowlog[\w-]*|activedefrag|lazyfree[\w-]*)$/i;
const WATCHES = [
  'scan',
  'bigkeys',
  'memkeys',
  'hotkeys',
  'latency',
  'latency-history',
  'stat',
  'intrinsic-latency',
];

/** `redis-cli`: whether it may do more than read keys, or change keys of a server on this machine. */
export function changesKeys(
  operands: readonly Word[],
  args: Arguments,
  { remote, model, words }: SimpleCommand,
): boolean {
  const [first, second, third] = operands;
  if (args.unclear || (model !== undefined && mayBeTaken(model, words, args) > 0)) return true;
  if (first === undefined) return !WATCHES.some((flag) => args.flags.has(flag)) && args.flags.size > 0;
  if (!first.known) return true;
  const verb = first.text.toLowerCase();
  if (READS.has(verb)) return false;
  if (verb === 'flushdb') return remote || !emptiesOne(args);
  const pair = PAIRS[verb];
  if (pair !== undefined)
    return !pair.test(second?.text ?? '') || (verb === 'config' && !SETTINGS.test(third?.text ?? ''));
  return !CHANGES.has(verb) || !asksHere(args);
}

/** One of the numbered databases of this machine, and no more than that: what was kept there is made again. */
function emptiesOne(args: Arguments): boolean {
  const [number, ...more] = valuesOf(args, ['n']);
  const plain = [...args.flags.keys()].every((flag) => /^(?:n|h|p|a|no-auth-warning|raw)$/.test(flag));
  const rest = args.operands.slice(1);
  const told = rest.length === 0 || (rest.length === 1 && /^(?:a?sync)$/i.test(rest[0]?.text ?? ''));
  return plain && told && more.length === 0 && /^[1-9]\d?$/.test(number?.text ?? '') && asksHere(args);
}

function asksHere(args: Arguments): boolean {
  return valuesOf(args, ['h', 'u', 's']).every((word) => isHere(hostOf(word)));
}

const PRODUCES = new Set(
  'bootstrap-server broker-list topic property sync compression-codec timeout request-required-acks batch-size'.split(
    ' ',
  ),
);

/** `kafka-console-producer`: whether it may do more than put messages into a queue on this machine. */
export function producesElsewhere(_: readonly Word[], args: Arguments, { remote }: SimpleCommand): boolean {
  const servers = valuesOf(args, ['bootstrap-server', 'broker-list']);
  const plain = [...args.flags.keys()].every((flag) => PRODUCES.has(flag)) && args.operands.length === 0;
  // A list of servers has others in it.
  const here = servers.every((word) => /^[\w.-]+(?::\d+)?$/.test(word.text) && isHere(hostOf(word)));
  return remote || args.unclear || !plain || servers.length === 0 || !here;
}

/** What makes pictures and pages run programs, by the text of their arguments. */
const DELEGATES =
  /^(?:msl|mvg|ephemeral|https?|ftp|url|text|label|caption|inline|pango|x|show|win|print):|^\||%pipe%|-d?(?:no)?safer?\b|-config\b|-execute|^@/i;

/** `convert`, `gs`, `exiftool`: whether a word names more than a file. */
export function delegates(_: readonly Word[], args: Arguments, words: readonly Word[]): boolean {
  return (
    args.unclear ||
    words.slice(1).some(({ text }) => DELEGATES.test(text.replace(/^-+/, '-')) || /^%?\|/.test(text))
  );
}
