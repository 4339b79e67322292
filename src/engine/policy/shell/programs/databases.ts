import { defineFamily } from './define.js';

const SQL = { does: ['network', 'unknown'] } as const;

/** Flags of what writes a database out, and what all of these do. */
const DUMPED = 'h host p port U username d dbname f file o out';
const DUMPS = ['network', 'unknown hosted', 'write =f,file,o,out'] as const;

/** Clients of databases: what they are asked stands in another language. */
export const databases = defineFamily('databases', [
  {
    names: 'psql',
    values:
      'h host p port U username d dbname c command f file o output v set variable L log-file P pset F field-separator R record-separator',
    opaque: 'c command f file o output L log-file',
    feeds: true,
    ...SQL,
  },
  {
    names: 'mysql mariadb',
    values: 'h host P port u user D database e execute',
    attached: 'p',
    opaque: 'e execute init-command',
    feeds: true,
    ...SQL,
  },
  {
    names: 'sqlite3 sqlite',
    values: 'cmd init separator nullvalue newline',
    oneDash: true,
    opaque: 'cmd init',
    does: ['write first', 'unknown'],
  },
  {
    names: 'duckdb',
    values: 'c s f cmd init separator nullvalue newline',
    oneDash: true,
    opaque: 'cmd init c s f',
    feeds: true,
    does: ['write first', 'unknown'],
  },
  {
    names: 'mongosh mongo',
    values: 'eval host port h u p username password authenticationDatabase',
    opaque: 'eval',
    feeds: true,
    ...SQL,
  },
  {
    names: 'redis-cli valkey-cli',
    values:
      'h p s a u n r i d D t pattern user pass count quoted-pattern cacert cacertdir cert key sni tls-ciphers tls-ciphersuites show-pushes memkeys-samples I intrinsic-latency functions-rdb',
    alone:
      '2 3 tls insecure raw csv quoted-input stat latency bigkeys memkeys hotkeys scan askpass latency-history latency-dist',
    opaque: 'eval x X pipe ldb function-rdb rdb cluster replica',
    posix: true,
    feeds: true,
    does: ['network unless h', 'network =h', 'unknown keyspace'],
  },
  {
    names: 'cqlsh clickhouse-client sqlcmd bcp snowsql influx cypher-shell usql',
    ...SQL,
  },
  {
    names: 'pg_dump',
    values:
      'h host p port U username d dbname f file o out t table T exclude-table n schema N exclude-schema e extension j jobs F format Z compress ' +
      'E encoding S superuser exclude-extension exclude-table-data exclude-table-and-children exclude-table-data-and-children ' +
      'extra-float-digits filter include-foreign-data lock-wait-timeout restrict-key role rows-per-insert section snapshot ' +
      'sync-method table-and-children',
    // Tables without their rows are no secret; what is asked for beside them may be.
    does: [
      ...DUMPS,
      'read_secret unless s,schema-only',
      'read_secret if b,blobs,large-objects,include-foreign-data,sequence-data,statistics,with-statistics',
    ],
  },
  // Of roles it tells the passwords, even without rows.
  { names: 'pg_dumpall', values: DUMPED, does: [...DUMPS, 'read_secret unless no-role-passwords'] },
  {
    names: 'mysqldump mongodump pg_basebackup redis-dump mongoexport',
    values: DUMPED,
    does: [...DUMPS, 'read_secret unless schema-only,no-data'],
  },
  { names: 'pg_restore mongorestore mysqlimport mongoimport', ...SQL },
  {
    names: 'createdb',
    values: 'h host p port U username O owner T template E encoding l locale D tablespace maintenance-db',
    does: ['network', 'unknown hosted', 'execute'],
  },
  { names: 'createuser initdb pg_ctl', does: ['network', 'write'] },
  {
    names: 'dropdb',
    values: 'h host p port U username maintenance-db',
    // One that is there to be thrown away is made again.
    does: ['network', 'unknown hosted', 'execute', 'delete kept'],
  },
  { names: 'dropuser', does: ['network', 'delete'] },
  { names: 'pg_isready', does: ['network'] },
  {
    names: 'mysqladmin mariadb-admin',
    values: 'u user h host P port p S socket protocol i sleep c count w wait connect-timeout',
    sub: {
      'status|extended-status|ping|processlist|variables|version|create': ['network'],
      drop: ['network', 'delete'],
      '*': ['network', 'unknown'],
    },
    does: ['network', 'unknown'],
  },
  {
    names:
      'kafka-topics kafka-topics.sh kafka-consumer-groups kafka-consumer-groups.sh kafka-configs kafka-configs.sh',
    values:
      'bootstrap-server topic group partitions replication-factor command-config entity-type entity-name',
    does: [
      'network =bootstrap-server',
      'read =command-config',
      'unknown unless list,describe,create,version',
      'delete if delete,delete-offsets',
    ],
  },
  {
    names: 'bq',
    values: 'project_id dataset_id location format max_rows n',
    sub: {
      // What a query would cost is told without running it.
      query: [
        'network',
        'unknown unless dry_run=true+',
        'unknown if nodry_run,destination_table,append_table',
      ],
      'ls|show|head|help|version|info': ['network'],
      rm: ['network', 'delete'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'kafka-console-consumer kafka-console-consumer.sh',
    values:
      'bootstrap-server topic group partition offset max-messages timeout-ms property consumer.config formatter',
    does: ['network =bootstrap-server', 'read =consumer.config', 'unknown if formatter,formatter-config'],
  },
  {
    names: 'kcat kafkacat',
    values: 'b t p o c e f K D X F G',
    does: ['network =b', 'read =F', 'unknown if P,X', 'unknown unless L,C,Q,V'],
  },
  {
    names: 'rabbitmqctl rabbitmq-diagnostics rabbitmqadmin',
    values: 'n node p vhost H host P port u username f format',
    sub: {
      'list_queues|list_exchanges|list_bindings|list_connections|list_channels|list_consumers|list_vhosts|status|cluster_status|report|environment|ping|version|list|show|help|node_health_check|check_running|memory_breakdown':
        ['network'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'etcdctl',
    values: 'endpoints cacert cert key w write-out limit',
    sub: {
      'get|endpoint|member list|version|watch|alarm list|check': ['network', 'read =key'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'nats',
    values: 's server context timeout',
    sub: {
      'sub|subscribe|stream ls|stream info|consumer ls|consumer info|server check|account info|rtt|kv ls|context ls':
        ['network =s,server'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'redis-server valkey-server memcached mosquitto beanstalkd',
    values: 'port dir bind p l m c',
    opaque: 'loadmodule',
    does: ['execute', 'write .', 'write named'],
  },
  {
    names: 'kafka-console-producer kafka-console-producer.sh',
    values:
      'bootstrap-server broker-list topic property compression-codec timeout request-required-acks batch-size producer.config producer-property reader-config line-reader',
    does: ['network =bootstrap-server,broker-list', 'unknown produced'],
  },
]);
