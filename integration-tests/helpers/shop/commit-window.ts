import { Client } from "pg"
import type { Shop } from "./shop"

/** What the shop commits, and the key of the event that tells of it. */
export interface Committed {
  type: string
  /** Of the rows that must be told of; one column `id`, the idempotency key. */
  idsSql: string
}

/** How long a stopped process's last statements may still take in Postgres. */
const SETTLE_MS = 150
const GIVE_UP_AFTER_MS = 15_000

/** What is committed, and what of it is told, as one connection sees it. */
export interface CommitBooks {
  committed(): Promise<string[]>
  told(): Promise<string[]>
  untold(): Promise<string[]>
  close(): Promise<void>
}

export async function watch(databaseUrl: string, { type, idsSql }: Committed): Promise<CommitBooks> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const idsOf = async (sql: string) => (await client.query<{ id: string }>(sql, [type])).rows.map(({ id }) => id)
  const toldSql = "SELECT 1 FROM webhook_event e WHERE e.type = $1 AND e.idempotency_key = c.id"
  return {
    committed: () => idsOf(`SELECT c.id FROM (${idsSql}) c WHERE $1::text <> ''`),
    told: () => idsOf(`SELECT c.id FROM (${idsSql}) c WHERE EXISTS (${toldSql})`),
    untold: () => idsOf(`SELECT c.id FROM (${idsSql}) c WHERE NOT EXISTS (${toldSql})`),
    close: () => client.end(),
  }
}

/**
 * Kills a shop (SIGKILL) while something is committed whose event is not, though others' events are. It is stopped first and looked at again: what was
 * on the wire to Postgres has arrived by then, so what is untold is so for good.
 * @param inFlight settles when all the requests that commit are over, caught or not.
 * @returns the ids that were caught; none, with the shop alive, when all requests were over before.
 */
export async function killBetweenCommitAndEvent(
  shop: Shop,
  books: CommitBooks,
  inFlight: Promise<unknown>
): Promise<string[]> {
  const toldBefore = (await books.told()).length
  let over = false
  void inFlight.finally(() => (over = true))
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS
  while (!over && Date.now() < giveUpAt) {
    if ((await books.untold()).length === 0 || (await books.told()).length === toldBefore) continue
    shop.kill("SIGSTOP")
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const caught = await books.untold()
    if (caught.length > 0) {
      shop.kill("SIGKILL")
      await shop.exited
      return caught
    }
    shop.kill("SIGCONT")
  }
  return []
}
