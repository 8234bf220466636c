import { startReceiver, startWorker, type Receiver } from "../children"
import { median, rounded } from "../numbers"
import type { Result, Scenario } from "../scenario"

const BACKLOGS = { small: 100, large: 200_000 }
const BYTES = 2_000
const BATCH = 200
/** Sent to a healthy receiver meanwhile, so that the engine works at its limit. */
const HEALTHY_COUNT = 4_000
const ATTEMPT_TIMEOUT_MS = 2_000
const SAMPLE_EVERY_MS = 100
const ROUNDS = 2
const MIB_BYTES = 2 ** 20

interface Sample {
  /** The most that was resident while it worked. */
  peakBytes: number
  /** After the work, garbage collected. */
  restBytes: number
}

async function sample(backlogCount: number, receiver: Receiver): Promise<Sample> {
  const options = { attemptTimeoutMs: ATTEMPT_TIMEOUT_MS, connectTimeoutMs: ATTEMPT_TIMEOUT_MS }
  const worker = await startWorker("memory", options)
  const hung = await worker.call.subscribe({
    url: `${receiver.origin}/hang`,
    max_concurrency: 64,
    events: ["order.placed"],
  })
  await worker.call.subscribe({ url: `${receiver.origin}/healthy`, max_concurrency: 64 })
  await worker.call.addBacklog(hung, backlogCount, BYTES)
  await receiver.call.reset()

  let peakBytes = 0
  const timer = setInterval(() => {
    void worker.call.rss(false).then((bytes) => (peakBytes = Math.max(peakBytes, bytes)))
  }, SAMPLE_EVERY_MS)
  await worker.call.publish(HEALTHY_COUNT, BYTES, BATCH)
  await receiver.call.arrived(HEALTHY_COUNT)
  clearInterval(timer)
  const restBytes = await worker.call.rss(true)
  await worker.stop()
  return { peakBytes, restBytes }
}

export default {
  name: "memory",

  async run(): Promise<Result> {
    const receiver = await startReceiver()
    const samples = { small: [] as Sample[], large: [] as Sample[] }
    for (let round = 0; round < ROUNDS; round++) {
      samples.small.push(await sample(BACKLOGS.small, receiver))
      samples.large.push(await sample(BACKLOGS.large, receiver))
    }
    await receiver.stop()
    const of = (size: keyof typeof samples, what: keyof Sample) =>
      median(samples[size].map((one) => one[what])) / MIB_BYTES
    return {
      tables: [
        {
          title: "Memory of the worker process",
          head: ["pending", "peak RSS MiB", "RSS at rest MiB"],
          rows: (["small", "large"] as const).map((size) => [
            BACKLOGS[size],
            rounded(of(size, "peakBytes")),
            rounded(of(size, "restBytes")),
          ]),
        },
      ],
      goals: [
        {
          what: "growth of peak RSS, 200 000 pending to 100",
          goal: 60,
          is: "at most",
          value: of("large", "peakBytes") - of("small", "peakBytes"),
          unit: "MB",
        },
      ],
      notes: [
        `The pending ones are owed to a receiver that hangs (64 slots, ${ATTEMPT_TIMEOUT_MS} ms timeout) while ${HEALTHY_COUNT} events are published and sent to a healthy one; RSS is read every ${SAMPLE_EVERY_MS} ms. A fresh process each time; medians of ${ROUNDS}.`,
      ],
      raw: { samples },
    }
  },
} satisfies Scenario
