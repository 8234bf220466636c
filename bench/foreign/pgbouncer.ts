import { cloneDatabase, dropDatabase } from "../../integration-tests/helpers/services/database"
import { throughPgbouncer } from "../../integration-tests/helpers/services/pgbouncer"
import { comparePairs, STEADY, type Pair } from "./compare"
import { definePart } from "./part"
import { startRoute } from "./route"

async function startPair(key: "shared" | "split"): Promise<Pair> {
  const start = async (way: "direct" | "pooled") => {
    const name = `foreign_${key}_${way}`
    const direct = await cloneDatabase(name)
    const databaseUrl = way === "pooled" ? throughPgbouncer(direct) : direct
    const route = await startRoute({ name, databaseUrl, isSplit: key === "split" }, STEADY)
    return { ...route, stop: () => route.stop().then(() => dropDatabase(name)) }
  }
  return { key, usual: await start("direct"), foreign: await start("pooled") }
}

const goal = (what: string) =>
  ({ what: `PgBouncer to direct, p50, ${what}`, goal: 2, is: "at most", unit: "×" }) as const

export default definePart({
  name: "pgbouncer",
  needs: "pgbouncer",
  goals: { shared: goal("one process"), split: goal("two processes") },

  async run(_machine, say) {
    const pairs: Pair[] = []
    for (const key of ["shared", "split"] as const) {
      say(`starting, ${key}`)
      pairs.push(await startPair(key))
    }
    const { ratios, rows, raw } = await comparePairs(pairs, say)
    return {
      values: { shared: ratios.shared ?? NaN, split: ratios.split ?? NaN },
      table: {
        title: `PgBouncer in transaction mode, engine postgres, at ${STEADY.perSecond} events/s`,
        head: ["processes", "direct p50 ms", "p99 ms", "pooled p50 ms", "p99 ms", "p50 ratio"],
        rows,
      },
      notes: ["PgBouncer: split is one process that publishes and another one that sends, both behind it."],
      raw,
    }
  },
})
