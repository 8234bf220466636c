import { resolve } from "node:path"
import { startReceiver, stopped, type Receiver } from "../children"
import type { WorkerCommands } from "../commands"
import { inTurn, median, percentile, rounded } from "../numbers"
import { startChild, type Child } from "../process"
import { definePart } from "./part"

const HEALTHY_COUNT = 600
const ROUNDS = 8
const PATH = "/healthy"

interface Commands extends WorkerCommands {
  subscribeHalves(url: string): Promise<string>
  publishTo(subscriptionIds: string[]): Promise<number>
  [name: string]: (...args: never[]) => unknown
}

interface Burst {
  /** Of the healthy ones, from publish to arrival. */
  p90Ms: number
  repeatsCount: number
}

/** Publishes for the healthy one, with another one in their midst, or without. */
async function burst(worker: Child<Commands>, receiver: Receiver, healthy: string, other?: string): Promise<Burst> {
  const order = Array.from({ length: HEALTHY_COUNT }, () => healthy)
  if (other) {
    await worker.call.activate(other, true)
    order.splice(HEALTHY_COUNT / 2, 0, other)
  }
  await receiver.call.reset()
  const beganMs = await worker.call.publishTo(order)
  // What is sent again comes before all is settled.
  await worker.call.settled()
  const arrivals = await receiver.call.arrivals(PATH)
  if (arrivals.length !== HEALTHY_COUNT) throw new Error(`${arrivals.length} of ${HEALTHY_COUNT} arrived`)
  return {
    p90Ms: percentile(
      arrivals.map(({ atMs }) => atMs - beganMs),
      0.9
    ),
    repeatsCount: await receiver.call.repeatsCount(),
  }
}

export default definePart({
  name: "unwritable",
  goals: {
    p90: { what: "half a character among 600 healthy ones, their p90", goal: 1.2, is: "at most", unit: "×" },
    repeats: { what: "healthy ones sent twice beside it", goal: 0, is: "at most", unit: "requests" },
  },

  async run(_machine, say) {
    say("starting")
    const receiver = await startReceiver()
    const worker = await startChild<Commands>(resolve(__dirname, "unwritable-worker.ts"))
    const healthy = await worker.call.subscribe({ url: `${receiver.origin}${PATH}`, max_concurrency: 64 })
    const other = await worker.call.subscribeHalves(`${receiver.origin}/other`)
    for (const warmUp of [other, undefined]) await burst(worker, receiver, healthy, warmUp)
    const runs = { without: [] as Burst[], with: [] as Burst[] }
    for (let round = 0; round < ROUNDS; round++) {
      say(`round ${round + 1} of ${ROUNDS}`)
      for (const which of inTurn(["without", "with"] as const, round))
        runs[which].push(await burst(worker, receiver, healthy, which === "with" ? other : undefined))
    }
    const [stored] = await worker.call.sql(
      "SELECT failure_reason FROM webhook_delivery WHERE status = 'failed' LIMIT 1"
    )
    await stopped(worker)
    await receiver.stop()

    const ratios = runs.with.map(({ p90Ms }, round) => p90Ms / (runs.without[round]?.p90Ms ?? NaN))
    const repeats = (all: Burst[]) => all.reduce((sum, { repeatsCount }) => sum + repeatsCount, 0)
    const row = (title: string, all: Burst[]) => [
      title,
      rounded(median(all.map(({ p90Ms }) => p90Ms)), 1),
      repeats(all),
    ]
    return {
      values: { p90: median(ratios), repeats: repeats(runs.with) },
      table: {
        title: `An attempt with half a character in its reason, among ${HEALTHY_COUNT} healthy ones`,
        head: ["burst", "p90 ms of the healthy", "sent twice"],
        rows: [row("without", runs.without), row("with", runs.with)],
      },
      notes: [
        `Half a character: one transaction of events, the odd one in their midst; ${ROUNDS} bursts with it and as many without, in turn, each settled before the next. Stored as ${JSON.stringify(stored?.failure_reason)}.`,
      ],
      raw: { runs, ratios },
    }
  },
})
