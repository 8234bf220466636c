import { startReceiver, type Receiver, type Worker } from "../children"
import { ours, type Load } from "../contenders"
import { inTurn, median, rounded } from "../numbers"
import { measure, type Measured, type Phase } from "../rounds"
import type { Result, Scenario } from "../scenario"

const SIZES = { small: 10_000, large: 3_000_000 }
const LOAD: Load = { eventsCount: 3_000, fanOut: 1, bytes: 2_000 }
const WARM_UP: Load = { ...LOAD, eventsCount: 1_000 }
const PHASES: Record<Phase, string> = { endToEnd: "end to end", drainOnly: "drain only" }
const ROUNDS = 3
const LISTS_EACH = 5
const FILTERS: Record<string, Record<string, string>> = {
  "no filter": {},
  subscription_id: { subscription_id: "sub_past_7" },
  subject: { subject: "cus_42" },
  "status=failed": { status: "failed" },
}

type Size = keyof typeof SIZES
type BySize<T> = Record<Size, T[]>

async function start(size: Size, receiver: Receiver) {
  const contender = await ours(`growth_${size}`, receiver, {})
  await contender.worker.call.addHistory(SIZES[size])
  return { size, ...contender }
}

export default {
  name: "growth",

  async run(_machine, say): Promise<Result> {
    const receiver = await startReceiver()
    const beganMs = Date.now()
    say("filling the tables")
    const sizes = [await start("small", receiver), await start("large", receiver)]
    const fillingS = Math.round((Date.now() - beganMs) / 1_000)

    say("throughput")
    for (const contender of sizes) await measure(contender, "endToEnd", WARM_UP, receiver)
    const runs = { endToEnd: { small: [], large: [] }, drainOnly: { small: [], large: [] } } as Record<
      Phase,
      BySize<Measured>
    >
    for (const phase of Object.keys(PHASES) as Phase[]) {
      for (let round = 0; round < ROUNDS; round++) {
        for (const contender of inTurn(sizes, round))
          runs[phase][contender.size].push(await measure(contender, phase, LOAD, receiver))
      }
    }
    say("lists")
    const lists = await measureLists(sizes)
    for (const contender of sizes) await contender.stop()
    await receiver.stop()

    const throughput = (Object.keys(PHASES) as Phase[]).map((phase) => ({
      what: `throughput, ${PHASES[phase]} (deliveries/s)`,
      ...compare({ small: runs[phase].small.map(perSecond), large: runs[phase].large.map(perSecond) }),
    }))
    const latency = Object.entries(lists).map(([filter, tookMs]) => ({
      what: `list, ${filter} (ms)`,
      ...compare(tookMs),
    }))
    return {
      tables: [
        {
          title: "Growth: 10 000 and 3 000 000 deliveries in the tables",
          head: ["what", "10 k", "3 M", "ratio"],
          rows: [...throughput, ...latency].map(({ what, small, large, ratio }) => [
            what,
            rounded(small, 1),
            rounded(large, 1),
            rounded(ratio, 2),
          ]),
        },
      ],
      goals: [
        ...throughput.map(({ what, ratio }) => ({
          what: `${what} at 3 M to 10 k`,
          goal: 0.9,
          is: "at least" as const,
          value: ratio,
          unit: "×" as const,
        })),
        ...latency.map(({ what, ratio }) => ({
          what: `${what} at 3 M to 10 k`,
          goal: 1.5,
          is: "at most" as const,
          value: ratio,
          unit: "×" as const,
        })),
      ],
      notes: [
        `Filled by SQL in ${fillingS} s: indexes dropped, rows generated, vacuumed, indexes made again. Ten deliveries to an event, an attempt each, fifty subscriptions, one in fifty failed.`,
        "Lists: the query behind GET /admin/webhooks/deliveries (20 newest, and the count); medians.",
      ],
      raw: { runs, lists, filling_s: fillingS },
    }
  },
} satisfies Scenario

const perSecond = ({ perSecond }: Measured) => perSecond

/** Medians, and the median of the ratios of each round. */
function compare({ small, large }: BySize<number>) {
  return {
    small: median(small),
    large: median(large),
    ratio: median(large.map((value, round) => value / (small[round] ?? Number.NaN))),
  }
}

async function measureLists(sizes: { size: Size; worker: Worker }[]): Promise<Record<string, BySize<number>>> {
  const lists: Record<string, BySize<number>> = {}
  for (const [name, filters] of Object.entries(FILTERS)) {
    const tookMs: BySize<number> = { small: [], large: [] }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { size, worker } of inTurn(sizes, round)) {
        // The first fills the caches; nobody waits for that one twice.
        const [, ...rest] = await worker.call.list(filters, LISTS_EACH + 1)
        tookMs[size].push(median(rest))
      }
    }
    lists[name] = tookMs
  }
  return lists
}
