import { rowsOf, type Db } from "./db"

/** The transaction that keeps dead rows from being removed for the longest time. */
export interface OldestSnapshot {
  /** How long it has been open, in milliseconds. */
  age_ms: number
  /** Of the server process, for `pg_terminate_backend`. */
  pid: number
  application: string
}

/** @returns the oldest open transaction of this database that this role may see, other than its own; `null` when there is none. */
export async function oldestSnapshot(db: Db): Promise<OldestSnapshot | null> {
  const [oldest] = await rowsOf<OldestSnapshot>(
    db,
    `SELECT (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::float8 AS age_ms, pid, application_name AS application
     FROM pg_stat_activity
     WHERE backend_xmin IS NOT NULL AND xact_start IS NOT NULL AND datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'
     ORDER BY xact_start LIMIT 1`,
    []
  )
  return oldest ?? null
}
