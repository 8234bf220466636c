import { Client } from "pg"
import { environment } from "./environment"

/** A server with a template to clone. */
export interface TemplateServer {
  /** Of its superuser. */
  adminUrl: string
  /** How a clone is reached, where that is another way. */
  doorUrl: string
  template: string
}

const ours = (): TemplateServer => ({
  adminUrl: environment.adminDatabaseUrl(),
  doorUrl: environment.databaseDoorUrl(),
  template: environment.templateDatabase(),
})

async function onServer(adminUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

// The process id lets the next run see whose it was, and drop what a killed run left.
function databaseName(name: string): string {
  return `test_${process.pid}_${name.replace(/\W/g, "_").toLowerCase()}`
}

/** Makes a migrated and seeded database of this test run's own, and returns its URL. An older one is replaced. */
export async function cloneDatabase(name: string, { adminUrl, doorUrl, template } = ours()): Promise<string> {
  const database = databaseName(name)
  await onServer(adminUrl, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  await onServer(adminUrl, `CREATE DATABASE "${database}" TEMPLATE "${template}"`)
  const url = new URL(doorUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Drops a database made by `cloneDatabase`, by its name there, whoever is still connected. */
export async function dropDatabase(name: string, { adminUrl } = ours()): Promise<void> {
  await onServer(adminUrl, `DROP DATABASE IF EXISTS "${databaseName(name)}" WITH (FORCE)`)
}

/** Runs one query on a database, to check what is stored. */
export async function queryDatabase<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = []
): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
