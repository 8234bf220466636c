import type { SeededShop } from "../../../src/scripts/seed-shop"

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the tests with npm test, or npm run test:<suite>`)
  return value
}

export interface SparePostgres {
  /** Folder with `bin`. */
  native: string
  data_dir: string
  /** Who the server runs as; empty for ourselves. */
  user: { uid?: number; gid?: number }
  superuser: string
  password: string
  database: string
}

export interface RabbitmqServer {
  command: string
  /** Who the server runs as; empty for ourselves. */
  user: { uid?: number; gid?: number }
  /** Of the run's own server: its settings, its folders, and the epmd that another can share. */
  env: Record<string, string>
  password: string
}

export interface PackagedPostgres {
  admin_url: string
  /** A migrated and seeded database there, to clone. */
  template: string
}

/** What `scripts/test.mjs` prepared: the database server, the template to clone, and what is in it. */
export const environment = {
  adminDatabaseUrl: () => required("TEST_ADMIN_DATABASE_URL"),
  /** How specs and what they test reach that server: another user, a pooler in front of it. */
  databaseDoorUrl: () => required("TEST_DATABASE_DOOR_URL"),
  templateDatabase: () => required("TEST_TEMPLATE_DATABASE"),
  adminPassword: () => required("TEST_ADMIN_PASSWORD"),
  /** A Redis that all specs of a run share; one that stops or empties it starts its own, see `ownRedis`. */
  redisUrl: () => required("TEST_REDIS_URL"),
  /** A RabbitMQ that all specs of a run share, without a destination; see `openTestBroker`. */
  rabbitmqUrl: () => required("TEST_RABBITMQ_URL"),
  /** How to start another one, see `ownRabbitmq`. */
  rabbitmqServer: () => JSON.parse(required("TEST_RABBITMQ_SERVER")) as RabbitmqServer,
  /** A stopped database server to copy, see `ownPostgres`. */
  sparePostgres: () => JSON.parse(required("TEST_SPARE_POSTGRES")) as SparePostgres,
  /** A server of Debian's PostgreSQL, for the specs that are about it; see `clonePackaged`. */
  packagedPostgres: () => JSON.parse(required("TEST_PACKAGED_POSTGRES")) as PackagedPostgres,
  /** PgBouncer in front of our server; see `throughPgbouncer`. */
  pgbouncerUrl: () => required("TEST_PGBOUNCER_URL"),
  /** Ids of the seeded region, product and so on; every clone of the template has the same. */
  seededShop: () => JSON.parse(required("TEST_SEEDED_SHOP")) as SeededShop,
}
