import type { Lease } from "../../queue-engine"
import { WorkerLoop } from "../_worker-loop"

const KIBIBYTE = 1_024
const MEBIBYTE = 1_048_576
const turn = () => new Promise((resolve) => setTimeout(resolve, 20))

/** An endless backlog of deliveries of `sizeBytes` each, to receivers that answer when `answer` is called. */
function endless(sizeBytes: number) {
  const limits: number[] = []
  const answers: (() => void)[] = []
  let claimedCount = 0
  const lease = (): Lease => ({
    sizeBytes: sizeBytes,
    isFresh: () => true,
    attempt: () => new Promise((resolve) => answers.push(() => resolve({ settled: Promise.resolve() }))),
  })
  const work = {
    async claim(limit: number) {
      limits.push(limit)
      claimedCount += limit
      return { leases: Array.from({ length: limit }, lease), lookAgainMs: null }
    },
    release: async (leases: readonly Lease[]) => void (claimedCount -= leases.length),
    msUntilNextDue: async () => null,
  }
  return {
    work,
    limits,
    answers,
    heldCount: () => claimedCount,
    answer: (count: number) => {
      for (const one of answers.splice(0, count)) one()
      claimedCount -= count
    },
  }
}

describe("the loop of a worker with 1,024 slots", () => {
  let loop: WorkerLoop
  let world: ReturnType<typeof endless>

  function start(sizeBytes: number): void {
    world = endless(sizeBytes)
    loop = new WorkerLoop(
      world.work,
      { workerConcurrency: 1_024, sweepIntervalMs: 5_000, timesNextDue: () => false },
      console as never
    )
    loop.start()
  }
  /** Waits until the loop claims no more. */
  async function rest(): Promise<void> {
    for (let before = -1; before !== world.limits.length; await turn()) before = world.limits.length
  }
  afterEach(async () => {
    const stopping = loop.stop()
    await turn()
    world.answer(world.answers.length)
    await stopping
  })

  it("fills its slots by claims of at most 256, and prefetches at most 256", async () => {
    start(2 * KIBIBYTE)
    await rest()
    expect(loop.inFlightCount).toBe(1_024)
    expect(Math.max(...world.limits)).toBe(256)
    expect(world.heldCount()).toBeLessThanOrEqual(1_024 + 256)
  })

  it("claims no more while it holds 64 MiB of payloads, and goes on when some of them are settled", async () => {
    start(256 * KIBIBYTE)
    await rest()
    const most = (64 * MEBIBYTE) / (256 * KIBIBYTE) + 256
    const heldCount = world.heldCount()
    expect(heldCount).toBeLessThanOrEqual(most)
    expect(loop.inFlightCount).toBe(heldCount)

    const claimsCount = world.limits.length
    world.answer(heldCount)
    await rest()
    expect(world.limits.length).toBeGreaterThan(claimsCount)
    expect(world.heldCount()).toBeLessThanOrEqual(most)
  })
})
