import { Client } from "pg"
import { environment } from "./environment"

/**
 * Waits until no other spec file has what is named here, and returns how to let go of it. For the few that look at, or
 * change, all of a server that other files use meanwhile. The lock lives in Postgres: it ends with the process that holds it.
 */
export async function alone(name: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: environment.adminDatabaseUrl() })
  await client.connect()
  await client.query("SELECT pg_advisory_lock(hashtext($1))", [name])
  return () => client.end()
}
