import { cloneDatabase, dropDatabase } from "../../integration-tests/helpers/services/database"
import { ownRedis, type OwnRedis } from "../../integration-tests/helpers/services/redis"
import { percentile, rounded } from "../numbers"
import { tookMs, type Delivered, type Rate } from "../steady"
import { definePart } from "./part"
import { p50, startRoute } from "./route"

/** A worker may take so long to notice. */
const NOTICED_AFTER_MS = 12_000
const STEADY: Rate = { perSecond: 10, seconds: 18, bytes: 2_000 }
/** The short sweep. */
const AT_MOST_S = 0.5
const MS = 1_000

const SICKNESSES = {
  healthy: async () => undefined,
  full: (redis: OwnRedis) => redis.command("CONFIG", "SET", "maxmemory", "1"),
  frozen: async (redis: OwnRedis) => redis.freeze(),
  denied: (redis: OwnRedis) => redis.command("ACL", "SETUSER", "default", "-xadd"),
}
type Sickness = keyof typeof SICKNESSES

async function start(sickness: Sickness) {
  const name = `foreign_redis_${sickness}`
  const redis = await ownRedis()
  await redis.start()
  // A frozen one would outlive the run that gave up on it.
  process.once("exit", () => void redis.stop())
  const options = { redisUrl: redis.url }
  const route = await startRoute({ name, databaseUrl: await cloneDatabase(name), options, isSplit: true }, STEADY)
  return {
    sickness,
    rounds: route.rounds,
    async measure() {
      await SICKNESSES[sickness](redis)
      await route.measure(STEADY)
    },
    async stop() {
      redis.thaw()
      await route.stop()
      await redis.stop()
      await dropDatabase(name)
    },
  }
}

const goal = (words: string) =>
  ({ what: `Redis ${words}, p50 once it is noticed`, goal: AT_MOST_S, is: "at most", unit: "s" }) as const

export default definePart({
  name: "sick Redis",
  goals: { full: goal("full"), frozen: goal("frozen"), denied: goal("that denies a command") },

  async run(_machine, say) {
    say("starting")
    const routes = await Promise.all((Object.keys(SICKNESSES) as Sickness[]).map(start))
    say("all of them beside each other")
    await Promise.all(routes.map((route) => route.measure()))
    for (const route of routes) await route.stop()

    const found = routes.map(({ sickness, rounds }) => {
      const all = rounds.flat()
      const isNoticed = ({ sinceMs }: Delivered) => sinceMs >= NOTICED_AFTER_MS
      const slow = all.filter(({ tookMs }) => tookMs > AT_MOST_S * MS)
      return {
        sickness,
        before: all.filter((one) => !isNoticed(one)),
        after: all.filter(isNoticed),
        lastSlowMs: slow.at(-1)?.sinceMs ?? 0,
      }
    })
    const p50Of = (wanted: Sickness) => p50(found.find(({ sickness }) => sickness === wanted)?.after ?? [])
    const seconds = (wanted: Sickness) => p50Of(wanted) / MS
    return {
      values: { full: seconds("full"), frozen: seconds("frozen"), denied: seconds("denied") },
      table: {
        title: `Sick Redis, engine bullmq, two processes at ${STEADY.perSecond} events/s`,
        head: [
          "Redis",
          "last one over 0.5 s, at s",
          "p50 ms, first 12 s",
          "then p50 ms",
          "then p99 ms",
          "p50 to healthy",
        ],
        rows: found.map(({ sickness, before, after, lastSlowMs }) => [
          sickness,
          rounded(lastSlowMs / MS, 1),
          rounded(p50(before), 1),
          rounded(p50(after), 1),
          rounded(percentile(tookMs(after), 0.99), 1),
          rounded(p50(after) / p50Of("healthy"), 2),
        ]),
      },
      notes: [
        `Sick Redis: a Redis, a publisher, a sender and a receiver each, all at the same time for ${STEADY.seconds} s; it falls ill when the first event is published (full: maxmemory 1, noeviction; frozen: SIGSTOP; denied: ACL -xadd). The goal is about what is published ${NOTICED_AFTER_MS / MS} s later or more; the time before is in the table.`,
      ],
      raw: found,
    }
  },
})
