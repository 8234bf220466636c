import { startReceiver, startWorker, type Receiver, type Worker } from "../children"
import { inTurn, median, percentile, rounded } from "../numbers"
import type { Result, Scenario } from "../scenario"

const HEALTHY_COUNT = 9
const BACKLOG_COUNT = 50_000
const PER_SECOND = 40
const SECONDS = 5
const ROUNDS = 3
const BYTES = 2_000
/** Shorter than the default, so that the hanging receiver's slots time out, and its breaker opens, within a round. */
const ATTEMPT_TIMEOUT_MS = 2_000

const paths = Array.from({ length: HEALTHY_COUNT }, (_, index) => `/healthy${index}`)

/** Milliseconds from publish to arrival, of all healthy receivers together. */
async function latencies(worker: Worker, receiver: Receiver): Promise<number[]> {
  await receiver.call.reset()
  const published = await worker.call.publishSteadily(PER_SECOND, SECONDS, BYTES)
  await receiver.call.arrived(published.length * HEALTHY_COUNT)
  const publishedMs = new Map(published.map(({ id, atMs }) => [id, atMs]))
  const lists = await Promise.all(paths.map((path) => receiver.call.arrivals(path)))
  return lists.flat().map(({ id, atMs }) => atMs - (publishedMs.get(id) ?? Number.NaN))
}

async function measureEngine(name: string, options: Record<string, unknown>) {
  // The hanging one is another host, as it would be: it shares no pool of connections.
  const [receiver, hanging] = [await startReceiver(), await startReceiver()]
  const worker = await startWorker(`isolation_${name}`, {
    attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
    connectTimeoutMs: ATTEMPT_TIMEOUT_MS,
    ...options,
  })
  for (const path of paths) await worker.call.subscribe({ url: `${receiver.origin}${path}` })
  const hung = await worker.call.subscribe({ url: `${hanging.origin}/hang` })
  await worker.call.activate(hung, false)
  await latencies(worker, receiver)
  await worker.call.addBacklog(hung, BACKLOG_COUNT, BYTES)

  const rounds: { withoutMs: number[]; withMs: number[] }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const took = { withoutMs: [] as number[], withMs: [] as number[] }
    for (const hangs of inTurn([false, true], round)) {
      await worker.call.activate(hung, hangs)
      took[hangs ? "withMs" : "withoutMs"] = await latencies(worker, receiver)
      await worker.call.activate(hung, false)
    }
    rounds.push(took)
  }
  await worker.stop()
  await Promise.all([receiver.stop(), hanging.stop()])
  return { name, rounds }
}

type Measured = Awaited<ReturnType<typeof measureEngine>>

/** p99 with the hanging receiver over p99 without, of the same round; the median of the rounds. */
const ratioOf = ({ rounds }: Measured) =>
  median(rounds.map(({ withMs, withoutMs }) => percentile(withMs, 0.99) / percentile(withoutMs, 0.99)))

function row({ name, rounds }: Measured, what: "withoutMs" | "withMs"): (string | number)[] {
  const all = rounds.flatMap((round) => round[what])
  const of = (share: number) => rounded(percentile(all, share), 1)
  return [name, what === "withMs" ? "a tenth hangs" : "nine healthy", of(0.5), of(0.99), all.length]
}

export default {
  name: "isolation",

  async run({ redisUrl }, say): Promise<Result> {
    const engines: Measured[] = []
    for (const [name, options] of [
      ["postgres", {}],
      ["bullmq", { redisUrl: redisUrl }],
    ] as const) {
      say(name)
      engines.push(await measureEngine(name, options))
    }
    return {
      tables: [
        {
          title: `Isolation: nine healthy receivers at ${PER_SECOND} events/s each, and a tenth that hangs with ${BACKLOG_COUNT} pending`,
          head: ["engine", "receivers", "p50 ms", "p99 ms", "deliveries"],
          rows: engines.flatMap((engine) => [row(engine, "withoutMs"), row(engine, "withMs")]),
        },
      ],
      goals: engines.map((engine) => ({
        what: `isolation, ${engine.name}: p99 of nine healthy receivers with a tenth that hangs`,
        goal: 1.2,
        is: "at most",
        value: ratioOf(engine),
        unit: "×",
      })),
      notes: [
        `The tenth gets every event too, never answers, times out after ${ATTEMPT_TIMEOUT_MS} ms, and holds its default slots. Without it: its backlog lies in the tables, the subscription is switched off.`,
        "The ratio is the median of the ratios of each round.",
      ],
      raw: { engines },
    }
  },
} satisfies Scenario
