import type { Pool } from "pg"
import type { Answered } from "./sender"
import { CLAIM, SETTLE, type Claimed } from "./tables"

const CONCURRENCY = 64
const CLAIM_BATCH = 200
const SETTLE_BATCH = 200
const IDLE_MS = 5
/** Sent but not written down: all of them would be sent again after a crash. */
const MAX_UNSETTLED = 128

interface Ends {
  /** Connections that commit without waiting for the disk: a forgotten lease is sent twice, never lost. */
  claiming: Pool
  settling: Pool
  send(delivery: Claimed): Promise<Answered>
  nextId(prefix: string): string
}

/**
 * Claims ahead of what is being sent, keeps 64 requests in flight, writes down what came back in batches, all at the same
 * time. Ends when `count` deliveries are settled.
 */
export async function drain(count: number, { claiming, settling, send, nextId }: Ends): Promise<void> {
  const stock: Claimed[] = []
  const answered: Answered[] = []
  let inFlight = 0
  let unsettledCount = 0
  let settledCount = 0
  let claims = false
  let settles = false

  return new Promise((resolve, reject) => {
    async function claim(): Promise<void> {
      claims = true
      const { rows } = await claiming.query<Claimed>({ ...CLAIM, values: [CLAIM_BATCH] })
      stock.push(...rows)
      if (rows.length === 0) await new Promise((done) => setTimeout(done, IDLE_MS))
      claims = false
    }
    async function settle(): Promise<void> {
      settles = true
      const batch = answered.splice(0, SETTLE_BATCH)
      const column = <K extends keyof Answered>(key: K) => batch.map((one) => one[key])
      await settling.query({
        ...SETTLE,
        values: [
          batch.map(() => nextId("att")),
          column("delivery_id"),
          column("response_code"),
          column("duration_ms"),
          column("started_at"),
        ],
      })
      settledCount += batch.length
      unsettledCount -= batch.length
      settles = false
    }
    async function attempt(delivery: Claimed): Promise<void> {
      inFlight++
      answered.push(await send(delivery))
      unsettledCount++
      inFlight--
    }
    function step(): void {
      if (settledCount >= count) return resolve()
      while (inFlight < CONCURRENCY && inFlight + unsettledCount < MAX_UNSETTLED && stock.length > 0)
        attempt(stock.shift() as Claimed).then(step, reject)
      const takenCount = settledCount + unsettledCount + inFlight + stock.length
      if (!claims && stock.length < CONCURRENCY && takenCount < count) claim().then(step, reject)
      if (!settles && answered.length > 0) settle().then(step, reject)
    }
    step()
  })
}
