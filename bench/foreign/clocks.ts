import { cloneDatabase, dropDatabase, queryDatabase } from "../../integration-tests/helpers/services/database"
import { shiftedClock } from "../../integration-tests/helpers/shop/shifted-clock"
import { comparePairs, STEADY, type Pair } from "./compare"
import { definePart } from "./part"
import { startRoute } from "./route"

const SHIFT_MINUTES = 5
const MINUTE_MS = 60_000

type Engine = "postgres" | "bullmq"

function clockAt(shiftMs: number) {
  const clock = shiftedClock()
  clock.putForward(shiftMs)
  process.once("exit", () => clock.remove())
  return clock
}

/** @throws Error unless the processes had those clocks: else nothing is measured. */
async function checkClocks(databaseUrl: string, expectedMinutes: number): Promise<void> {
  const [found] = await queryDatabase<{ minutes: number }>(
    databaseUrl,
    `SELECT round(extract(epoch FROM min(e.occurred_at - a.started_at)) / 60)::int AS minutes
     FROM webhook_delivery_attempt a JOIN webhook_delivery d ON d.id = a.delivery_id JOIN webhook_event e ON e.id = d.event_id`
  )
  if (found?.minutes !== expectedMinutes)
    throw new Error(`the clocks were ${found?.minutes} minutes apart, not ${expectedMinutes}`)
}

/** Equal clocks are read the same way as shifted ones, so that only the time differs. */
async function startClocks(engine: Engine, redisUrl: string, isShifted: boolean) {
  const name = `foreign_clocks_${engine}_${isShifted ? "apart" : "equal"}`
  const shiftMinutes = isShifted ? SHIFT_MINUTES : 0
  const [ahead, behind] = [clockAt(shiftMinutes * MINUTE_MS), clockAt(-shiftMinutes * MINUTE_MS)]
  const databaseUrl = await cloneDatabase(name)
  const route = await startRoute(
    {
      name,
      databaseUrl,
      options: engine === "bullmq" ? { redisUrl, redisPrefix: name } : {},
      isSplit: true,
      publisherEnv: ahead.env,
      senderEnv: behind.env,
    },
    STEADY
  )
  const stop = async () => {
    await route.stop()
    await checkClocks(databaseUrl, 2 * shiftMinutes)
    await dropDatabase(name)
  }
  return { ...route, stop }
}

const goal = (engine: Engine) =>
  ({ what: `clocks ten minutes apart to equal, p50, ${engine}`, goal: 2, is: "at most", unit: "×" }) as const

export default definePart({
  name: "clocks",
  goals: { postgres: goal("postgres"), bullmq: goal("bullmq") },

  async run({ redisUrl }, say) {
    const pairs: Pair[] = []
    for (const key of ["postgres", "bullmq"] as const) {
      say(`starting, ${key}`)
      pairs.push({
        key,
        usual: await startClocks(key, redisUrl, false),
        foreign: await startClocks(key, redisUrl, true),
      })
    }
    const { ratios, rows, raw } = await comparePairs(pairs, say)
    return {
      values: { postgres: ratios.postgres ?? NaN, bullmq: ratios.bullmq ?? NaN },
      table: {
        title: `Clocks: two processes at ${STEADY.perSecond} events/s`,
        head: ["engine", "equal p50 ms", "p99 ms", "apart p50 ms", "p99 ms", "p50 ratio"],
        rows,
      },
      notes: [
        "Clocks: the publisher's is five minutes ahead, the sender's five minutes behind; the database's is right.",
      ],
      raw,
    }
  },
})
