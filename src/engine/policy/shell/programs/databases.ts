import { defineFamily } from './define.js';

const SQL = { does: ['network', 'unknown'] } as const;

/** Clients of databases: what they are asked stands in another language. */
export const databases = defineFamily('databases', [
  {
    names: 'psql',
    values: 'h host p port U username d dbname c command f file o output v set variable L log-file P pset F field-separator R record-separator',
    opaque: 'c command f file o output L log-file',
    feeds: true,
    ...SQL,
  },
  {
    names: 'mysql mariadb',
    values: 'h host P port u user D database e execute',
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
    values: 'c cmd init',
    opaque: 'cmd init c',
    feeds: true,
    does: ['write first', 'unknown'],
  },
  { names: 'mongosh mongo', values: 'eval', opaque: 'eval', feeds: true, ...SQL },
  {
    names: 'redis-cli valkey-cli',
    values: 'h p s a u n r i d D t pattern user pass count quoted-pattern',
    opaque: 'eval x X pipe ldb function-rdb rdb cluster replica',
    feeds: true,
    does: ['network', 'network =h', 'unknown keyspace'],
  },
  {
    names: 'cqlsh clickhouse-client sqlcmd bcp snowsql influx cypher-shell usql',
    ...SQL,
  },
  {
    names: 'pg_dump pg_dumpall mysqldump mongodump pg_basebackup redis-dump mongoexport',
    values: 'h host p port U username d dbname f file o out',
    does: ['network', 'write =f,file,o,out', 'read_secret'],
  },
  { names: 'pg_restore mongorestore mysqlimport mongoimport', ...SQL },
  { names: 'createdb createuser initdb pg_ctl', does: ['network', 'write'] },
  { names: 'dropdb dropuser', does: ['network', 'delete'] },
  { names: 'pg_isready mysqladmin', does: ['network'] },
  {
    names: 'prisma drizzle-kit knex sequelize typeorm flyway liquibase dbmate goose sqlx diesel atlas',
    does: ['network', 'execute', 'write .'],
  },
  {
    names: 'kafka-topics kafka-console-producer kafka-console-consumer kcat rabbitmqctl rabbitmqadmin nats',
    does: ['network', 'unknown'],
  },
]);
