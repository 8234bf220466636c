import { cloneDatabase, dropDatabase, queryDatabase } from "../../integration-tests/helpers/services/database"
import { clonePackaged, dropPackaged } from "../../integration-tests/helpers/services/packaged-postgres"
import { startReceiver } from "../children"
import { ours, type Load } from "../contenders"
import { inTurn, median, rounded } from "../numbers"
import { measure, type Measured } from "../rounds"
import { definePart } from "./part"

const LOAD: Load = { eventsCount: 4_000, fanOut: 1, bytes: 2_000 }
const WARM_UP: Load = { ...LOAD, eventsCount: 1_000 }
const ROUNDS = 3
const SETTINGS = ["jit", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_connections"]

/** What of a server may make the difference, as one text. */
async function describeServer(databaseUrl: string): Promise<string> {
  const [server] = await queryDatabase<{ version: string; compiles: boolean; settings: string }>(
    databaseUrl,
    `SELECT current_setting('server_version') AS version, pg_jit_available() AS compiles,
       (SELECT string_agg(name || ' ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings WHERE name = ANY($1)) AS settings`,
    [SETTINGS]
  )
  return `${server?.version} (${server?.settings}, ${server?.compiles ? "compiles" : "can't compile"})`
}

async function start(name: string, databaseUrl: string, receiver: Parameters<typeof ours>[1]) {
  const server = await describeServer(databaseUrl)
  return { server, runs: [] as Measured[], ...(await ours(`foreign_${name}`, receiver, {}, { databaseUrl })) }
}

export default definePart({
  name: "packaged",
  needs: "packaged-postgres",
  goals: {
    drain: { what: "Debian's PostgreSQL to ours, drain only, 2 kB", goal: 0.8, is: "at least", unit: "×" },
  },

  async run(_machine, say) {
    say("starting")
    const receiver = await startReceiver()
    const ownServer = await start("own", await cloneDatabase("foreign_own"), receiver)
    const packaged = await start("packaged", await clonePackaged("foreign_packaged"), receiver)
    const both = [ownServer, packaged]
    for (const contender of both) await measure(contender, "drainOnly", WARM_UP, receiver)
    for (let round = 0; round < ROUNDS; round++) {
      say(`round ${round + 1} of ${ROUNDS}`)
      for (const contender of inTurn(both, round))
        contender.runs.push(await measure(contender, "drainOnly", LOAD, receiver))
    }
    for (const contender of both) await contender.stop()
    await receiver.stop()
    await Promise.all([dropDatabase("foreign_own"), dropPackaged("foreign_packaged")])
    const rate = (runs: Measured[]) => median(runs.map(({ perSecond }) => perSecond))
    const ratios = packaged.runs.map(({ perSecond }, round) => perSecond / (ownServer.runs[round]?.perSecond ?? NaN))
    return {
      values: { drain: median(ratios) },
      table: {
        title: `Another PostgreSQL: ${LOAD.eventsCount} deliveries of 2 kB, drain only, engine postgres`,
        head: ["server", "deliveries/s", "ratio"],
        rows: both.map(({ server, runs }) => [
          server,
          rounded(rate(runs)),
          runs === packaged.runs ? rounded(median(ratios), 2) : 1,
        ]),
      },
      notes: [
        "Another PostgreSQL: each server has the settings of its own postgresql.conf, ours more connections besides; the ratio is the median of the ratios of each round.",
      ],
      raw: { servers: both.map(({ server, runs }) => ({ server, runs })), ratios },
    }
  },
})
