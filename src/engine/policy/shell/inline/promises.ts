/** `camelCase` in words, in lower case. */
export const worded = (name: string): string =>
  name
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .toLowerCase()
    .replace(/^_+/, '');

const phrase = (words: string): RegExp =>
  new RegExp(
    `^(?:a|async_|bulk_|batch_|many_|raw_|safe_|force_)?(?:${words.trim().split(/\s+/).join('|')})(?:_\\w+)?$`,
  );

const DESTROYING = `
  delete destroy drop truncate flush flushall flushdb purge wipe erase nuke clear prune expire invalidate evict expunge unlink rm del
  update_many update_by insert_many replace_one update_all bulk(?!_\\w*format) exec\\w* callproc raw copy_expert copy_from copy_to
  find_one_and_\\w+ find_and_modify find_by_id_and_\\w+ send_\\w+ charge refund pay payout transfer terminate shutdown reboot deploy grant revoke
  migrate rollback downgrade swapdb script_flush config_set (?:h|l|g|get|x|s|z)del lrem ltrim srem zrem\\w* xtrim`;

/** What a method of an object promises to do to what is kept, or to the world, as the first word of its name. */
const OF_OBJECTS = phrase(`${DESTROYING}
  update upsert insert create save store put patch replace write modify set unset commit merge remove stamp seed restore upgrade
  delay apply_async enqueue send deliver mail notify publish broadcast emit upload reset reindex increment decrement touch lock unlock
  enable disable activate deactivate ban suspend archive anonymi[sz]e rotate rename
  setex psetex setnx mset msetnx hset hmset hsetnx getset lset lpush rpush lpop rpop spop sadd zadd zpop\\w* zincr\\w* hincr\\w*
  incr\\w* decr\\w* xadd stop_instances run_instances start_instances detach attach invoke
  get_or_create find_or_create update_or_create first_or_create get_or_insert`);

/** What is destroyed, sent or paid whatever object is asked. */
const OF_ANY = phrase(DESTROYING);

/** What a function of a module promises beyond computing. */
const OF_MODULES = phrase(`
  delete destroy drop purge wipe erase nuke charge refund payout flush_?(?:all|db) terminate shutdown
  (?:flush|truncate|clear|reset|empty|clean|recreate|rebuild|remove|prune|archive|update|restore|migrate|seed)_(?:\\w+_)?(?:all|db|databases?|tables?|everything|redis|store|users?|customers?|orders?|accounts?|prod|production)
  (?:update|insert)_(?:many|all) bulk_\w+
  (?:db|database|tables?|schema)_(?:reset|drop|flush|clear|wipe|truncate|delete|purge)
  (?:send|deliver|publish|deploy|grant|revoke|notify)_\\w+ callproc exec(?:ute)?_(?:sql|raw|many|query) run_(?:sql|query|raw)`);

/** Whether a method of what belongs to the project promises to change what is kept, or to reach others. */
export const changesMore = (name: string): boolean => OF_OBJECTS.test(worded(name));

/** The same of what may be a module as well as an object: only what is destroyed, sent or paid. */
export const destroysMore = (name: string): boolean => OF_ANY.test(worded(name)) || doesMore(name);

/** The same of a function that is imported by its name. */
export const doesMore = (name: string): boolean => OF_MODULES.test(worded(name));

/** Names of what keeps data, or reaches others, as variables of programs have them. */
export const KEEPS_DATA =
  /^(?:[A-Z]|(?:prisma|db|knex|redis|pool|conn\w*|client|sequelize|mongoose|cache|session|es|elastic\w*|stripe|s3|dynamo\w*|pg|sql|database|mailer|queue)$|\w*(?:Model|Repository|Repo|Store|Client|Db|DB|Queue)$)/;

/** Names by which a text is handed on as a statement. */
export const TAKES_STATEMENTS = /^(?:\$?query|raw|sql|text|statement|extra)(?:_?raw|_?unsafe)?$/i;

/** Names of functions that take statements apart. */
const READS_STATEMENTS =
  /^(?:is_?|parse|tokeni[sz]e|lex|split|format|normali[sz]e|classify|lint|check|validate?|detect|analy[sz]e|guess|strip|highlight)/i;

const CHANGES =
  /^[\s(]*(?:(?:delete\s+from|drop\s+(?:table|database|schema|view|index|user|role|column|all)|truncate\s+(?:table\s+)?\w|update\s+\S+\s+set|insert\s+(?:or\s+\w+\s+)?into|alter\s+(?:table|user|role|database|system)|create\s+(?:or|table|database|user|role|function|trigger)|grant\s|revoke\s|replace\s+into|merge\s+into|copy\s+\S+\s+(?:from|to)|call\s+\w|exec\s|do\s+\$)|with\b[\s\S]*\b(?:delete\s+from|update\s+\S+\s+set|insert\s+into)\b)/i;
const FURTHER = /;\s*(?:delete|drop|truncate|update|insert|alter|grant|copy)\s/i;

/** Whether a text is, or begins with, a statement that changes a database, and is handed to what may run it. */
export const runsChange = (name: string, text: string): boolean =>
  !READS_STATEMENTS.test(name) &&
  (CHANGES.test(text.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ')) || FURTHER.test(text));
