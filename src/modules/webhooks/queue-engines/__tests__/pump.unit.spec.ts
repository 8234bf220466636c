import type { Lease } from "../../queue-engine"
import { Pump } from "../_pump"

const KIBIBYTE = 1_024
const MEBIBYTE = 1_048_576
const turn = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Deliveries without end, each of so many bytes, to receivers that answer when they are told to. */
function endless(size_bytes: number) {
  const limits: number[] = []
  const answers: (() => void)[] = []
  let claimed_count = 0
  const lease = (): Lease => ({
    size_bytes,
    isFresh: () => true,
    attempt: () => new Promise((resolve) => answers.push(() => resolve({ settled: Promise.resolve() }))),
  })
  const work = {
    async claim(limit: number) {
      limits.push(limit)
      claimed_count += limit
      return { leases: Array.from({ length: limit }, lease), look_again_ms: null }
    },
    release: async (leases: readonly Lease[]) => void (claimed_count -= leases.length),
    msUntilNextDue: async () => null,
  }
  return {
    work, limits, answers,
    heldCount: () => claimed_count,
    answer: (count: number) => {
      for (const one of answers.splice(0, count)) one()
      claimed_count -= count
    },
  }
}

describe("the pump of a worker with 1,024 slots", () => {
  let pump: Pump
  let world: ReturnType<typeof endless>

  function start(size_bytes: number): void {
    world = endless(size_bytes)
    pump = new Pump(world.work, { worker_concurrency: 1_024, sweep_interval_ms: 5_000, times_next_due: false }, console as never)
    pump.start()
  }
  /** Until it claims no more. */
  async function rest(): Promise<void> {
    for (let before = -1; before !== world.limits.length; await turn()) before = world.limits.length
  }
  afterEach(async () => {
    const stopping = pump.stop()
    await turn()
    world.answer(world.answers.length)
    await stopping
  })

  it("fills them by claims of at most 256, and holds a small stock beside", async () => {
    start(2 * KIBIBYTE)
    await rest()
    expect(pump.inFlightCount).toBe(1_024)
    expect(Math.max(...world.limits)).toBe(256)
    expect(world.heldCount()).toBeLessThanOrEqual(1_024 + 256)
  })

  it("claims no more while it holds 64 MiB of payloads, and goes on when some of them are settled", async () => {
    start(256 * KIBIBYTE)
    await rest()
    const most = (64 * MEBIBYTE) / (256 * KIBIBYTE) + 256
    const held_count = world.heldCount()
    expect(held_count).toBeLessThanOrEqual(most)
    expect(pump.inFlightCount).toBe(held_count)

    const claims_count = world.limits.length
    world.answer(held_count)
    await rest()
    expect(world.limits.length).toBeGreaterThan(claims_count)
    expect(world.heldCount()).toBeLessThanOrEqual(most)
  })
})
