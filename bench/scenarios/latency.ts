import { startReceiver, startWorker, type Receiver, type Worker } from "../children"
import { inTurn, percentile, rounded } from "../numbers"
import type { Result, Scenario } from "../scenario"

const PER_SECOND = 100
const SECONDS = 6
const ROUNDS = 2
const BYTES = 2_000

/** Milliseconds from the call of publish to the first bytes at the receiver. */
async function latencies(worker: Worker, receiver: Receiver, path: string, seconds: number): Promise<number[]> {
  await receiver.call.reset()
  const published = await worker.call.publishSteadily(PER_SECOND, seconds, BYTES)
  await receiver.call.arrived(published.length)
  const arrived = new Map((await receiver.call.arrivals(path)).map(({ id, atMs }) => [id, atMs]))
  return published.map(({ id, atMs }) => (arrived.get(id) ?? Number.NaN) - atMs)
}

export default {
  name: "latency",

  async run({ redisUrl }): Promise<Result> {
    const receiver = await startReceiver()
    const engines = [
      { engine: "postgres", worker: await startWorker("latency_postgres"), tookMs: [] as number[] },
      { engine: "bullmq", worker: await startWorker("latency_bullmq", { redisUrl: redisUrl }), tookMs: [] as number[] },
    ]
    for (const { engine, worker } of engines) {
      await worker.call.subscribe({ url: `${receiver.origin}/${engine}` })
      await latencies(worker, receiver, `/${engine}`, 1)
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { engine, worker, tookMs } of inTurn(engines, round)) {
        tookMs.push(...(await latencies(worker, receiver, `/${engine}`, SECONDS)))
      }
    }
    for (const { worker } of engines) await worker.stop()
    await receiver.stop()
    return {
      tables: [
        {
          title: `Latency at a steady ${PER_SECOND} events/s`,
          head: ["engine", "p50 ms", "p99 ms", "worst ms", "events"],
          rows: engines.map(({ engine, tookMs }) => [
            engine,
            rounded(percentile(tookMs, 0.5), 1),
            rounded(percentile(tookMs, 0.99), 1),
            rounded(Math.max(...tookMs), 1),
            tookMs.length,
          ]),
        },
      ],
      goals: [],
      notes: [
        "From the call of publish, one event each, to the first bytes at the receiver; a late call is not waited for, the rate stays.",
      ],
      raw: { latency_ms: engines.map(({ engine, tookMs }) => ({ engine, tookMs })) },
    }
  },
} satisfies Scenario
