import { randomBytes } from "node:crypto"
import { Pool } from "pg"
import { cloneDatabase, dropDatabase } from "../../integration-tests/helpers/services/database"
import { dataOf } from "../body"
import { cpuMs, nowMs, serve } from "../process"
import { drain } from "./drain"
import { openSender } from "./sender"
import { TABLES, insertOf } from "./tables"

/**
 * The shortest honest program for the same work: events and deliveries inserted durably in batches, claimed with SKIP
 * LOCKED, sent as signed POSTs over 64 kept connections, attempts and outcomes written in batches. No subscriptions to match,
 * no retries, no fairness, no limits, no schema, no guard. What is left is what the machine can do.
 * Arguments: name, origin of the receiver.
 */
const CONNECTIONS = 64
const ID_DIGITS = 20

const [name = "limit", origin = ""] = process.argv.slice(2)

function commandsOf(settling: Pool, claiming: Pool) {
  const sender = openSender(origin, CONNECTIONS, randomBytes(32))
  let idCount = 0
  /** Ids that grow, as ULIDs do. */
  const nextId = (prefix: string) => `${prefix}_${String(++idCount).padStart(ID_DIGITS, "0")}`

  return {
    /** Every event goes to each of the paths. @returns when the first batch was begun. */
    async publish(count: number, bytes: number, batch: number, paths: string[]): Promise<number> {
      const data = dataOf({ id: "cus_1" }, bytes)
      const beganMs = nowMs()
      for (let left = count; left > 0; left -= batch) {
        const events = Array.from({ length: Math.min(batch, left) }, () => ({
          id: nextId("evt"),
          data: JSON.stringify(data),
        }))
        const deliveries = events.flatMap(({ id: eventId }) =>
          paths.map((path) => ({ id: nextId("dlv"), event_id: eventId, path }))
        )
        await settling.query({
          ...insertOf(events.length),
          values: [
            deliveries.map(({ id }) => id),
            deliveries.map(({ event_id }) => event_id),
            deliveries.map(({ path }) => path),
            ...events.flatMap((event) => [event.id, event.data]),
          ],
        })
      }
      return beganMs
    },
    /** Sends until so many are settled. @returns when it began. */
    async drain(count: number): Promise<number> {
      const beganMs = nowMs()
      await drain(count, { claiming, settling, send: sender.send, nextId })
      return beganMs
    },
    cpuMs,
    async stop() {
      await sender.close()
      await Promise.all([settling.end(), claiming.end()])
      await dropDatabase(name)
    },
  }
}
export type LimitCommands = ReturnType<typeof commandsOf>

async function start(): Promise<void> {
  const connectionString = await cloneDatabase(name)
  const settling = new Pool({ connectionString, max: 4 })
  const claiming = new Pool({ connectionString, max: 1, options: "-c synchronous_commit=off" })
  await settling.query(TABLES)
  serve(commandsOf(settling, claiming))
}

void start()
