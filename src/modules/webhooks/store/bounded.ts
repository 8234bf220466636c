import type { Db } from "./db"

/** Milliseconds within which the pool has to give a connection. */
const CONNECT_MS = 5_000
/** Milliseconds within which an idle connection has to answer, once another one did not. */
const PROBE_MS = 1_000

/** What is used of `pg`'s client. The mark is knex's own: the pool drops a connection that bears it instead of lending it. */
interface Connection {
  end(): Promise<unknown>
  __knex__disposed?: unknown
}

/** What is used of knex's client and its pool. */
interface PoolClient {
  pool: {
    max: number
    acquire(): { promise: Promise<Connection>; abort(): void }
    numFree(): number
    numUsed(): number
  }
  acquireRawConnection(): Promise<Connection>
  releaseConnection(connection: Connection): Promise<void>
}

/** The database did not answer in time, or there was no connection to ask it on. */
export class DatabaseTimeout extends Error {
  override name = "DatabaseTimeout"
}

/**
 * Runs statements on one connection of the pool. When they take longer than `timeoutMs`, the connection is dropped: after a
 * failover, a connection to a server that froze or vanished stays open, and its statements would be waited for without end.
 * Whether a statement that was dropped took effect is not known: the work has to be repeatable.
 *
 * @param work gets a `Db` whose statements and transactions run on that connection.
 * @throws DatabaseTimeout that says what did not come in time; any error of `work`.
 */
export async function bounded<T>(db: Db, timeoutMs: number, work: (db: Db) => Promise<T>): Promise<T> {
  const client = db.client as PoolClient
  return onConnection(db, await acquire(client), timeoutMs, work, () => probeIdle(db))
}

async function onConnection<T>(
  db: Db,
  connection: Connection,
  timeoutMs: number,
  work: (db: Db) => Promise<T>,
  onTimeout: () => void
): Promise<T> {
  let timeout: DatabaseTimeout | null = null
  const timer = setTimeout(() => {
    timeout = new DatabaseTimeout(`the database did not answer within ${timeoutMs} ms; the connection is dropped`)
    connection.__knex__disposed = timeout
    // Ends the statement in flight, which rejects: `work` is over.
    connection.end().catch(() => undefined)
  }, timeoutMs)
  try {
    return await work(lent(db, connection))
  } catch (error) {
    throw timeout ?? error
  } finally {
    clearTimeout(timer)
    await (db.client as PoolClient).releaseConnection(connection)
    if (timeout) onTimeout()
  }
}

/** The same `Db`, on one connection. */
function lent(db: Db, connection: Connection): Db {
  return Object.create(db, {
    raw: { value: (sql: string, bindings: never[]) => db.raw(sql, bindings).connection(connection) },
    transaction: { value: <T>(work: (trx: Db) => Promise<T>) => db.transaction(work, { connection }) },
  }) as Db
}

async function acquire(client: PoolClient): Promise<Connection> {
  const pending = client.pool.acquire()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    pending.abort()
  }, CONNECT_MS)
  try {
    return await pending.promise
  } catch (error) {
    if (!timedOut) throw error
    throw new DatabaseTimeout(`no connection to the database within ${CONNECT_MS} ms: ${await whyNone(client)}`)
  } finally {
    clearTimeout(timer)
  }
}

/** The pool keeps the reasons of connections that could not be made to itself; one more try shows it. */
async function whyNone(client: PoolClient): Promise<string> {
  const { max, numUsed } = client.pool
  if (numUsed.call(client.pool) >= max) return `all ${max} of this process's pool are in use`
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("the server does not answer"), PROBE_MS)
  })
  const tried = client.acquireRawConnection().then(
    (connection) => {
      connection.end().catch(() => undefined)
      return "the server gives connections again"
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error))
  )
  return Promise.race([tried, late]).finally(() => clearTimeout(timer))
}

/** A connection that is dead is rarely the only one: each of the idle ones would have to be waited for in turn. */
function probeIdle(db: Db): void {
  const client = db.client as PoolClient
  for (let count = client.pool.numFree(); count > 0; count--) {
    acquire(client)
      .then((connection) =>
        onConnection(
          db,
          connection,
          PROBE_MS,
          (on) => Promise.resolve(on.raw("SELECT 1")),
          () => undefined
        )
      )
      .catch(() => undefined)
  }
}
