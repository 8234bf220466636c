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
  let in_flight = 0
  let unsettled_count = 0
  let settled_count = 0
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
        values: [batch.map(() => nextId("att")), column("delivery_id"), column("response_code"), column("duration_ms"), column("started_at")],
      })
      settled_count += batch.length
      unsettled_count -= batch.length
      settles = false
    }
    async function attempt(delivery: Claimed): Promise<void> {
      in_flight++
      answered.push(await send(delivery))
      unsettled_count++
      in_flight--
    }
    function step(): void {
      if (settled_count >= count) return resolve()
      while (in_flight < CONCURRENCY && in_flight + unsettled_count < MAX_UNSETTLED && stock.length > 0) attempt(stock.shift() as Claimed).then(step, reject)
      const taken_count = settled_count + unsettled_count + in_flight + stock.length
      if (!claims && stock.length < CONCURRENCY && taken_count < count) claim().then(step, reject)
      if (!settles && answered.length > 0) settle().then(step, reject)
    }
    step()
  })
}
