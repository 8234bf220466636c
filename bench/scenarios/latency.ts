import { startReceiver, startWorker } from "../children"
import { inTurn, percentile, rounded } from "../numbers"
import type { Result, Scenario } from "../scenario"
import { publishSteadily, tookMs as tookMsOf } from "../steady"

const RATE = { perSecond: 100, seconds: 6, bytes: 2_000 }
const ROUNDS = 2

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
      await publishSteadily(worker, receiver, `/${engine}`, { ...RATE, seconds: 1 })
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { engine, worker, tookMs } of inTurn(engines, round)) {
        tookMs.push(...tookMsOf(await publishSteadily(worker, receiver, `/${engine}`, RATE)))
      }
    }
    for (const { worker } of engines) await worker.stop()
    await receiver.stop()
    return {
      tables: [
        {
          title: `Latency at a steady ${RATE.perSecond} events/s`,
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
