import { environment } from "./environment"

/** The same database by way of PgBouncer, in transaction mode, with fewer connections than a worker and a publisher may want. */
export function throughPgbouncer(databaseUrl: string): string {
  const url = new URL(environment.pgbouncerUrl())
  url.pathname = new URL(databaseUrl).pathname
  return url.href
}
