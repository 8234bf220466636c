import { setTimeout as sleep } from "node:timers/promises"
import { Batcher } from "../batcher"

const OPTIONS = { maxCount: 3, windowMs: 20, longestWindowMs: 200, busyShare: 0.5, serialMs: 10 }

function recording(
  work: (items: number[]) => Promise<void> = async () => undefined,
  options: Partial<typeof OPTIONS> = {}
) {
  const batches: [string, number[]][] = []
  const batcher = new Batcher<number>(
    async (key, items) => {
      batches.push([key, items])
      await work(items)
    },
    { ...OPTIONS, ...options }
  )
  return { batches, batcher }
}

/** Keeps the event loop busy. It never waits for a timer: on a crowded machine, a process that waits may be woken late, and looks idle. */
function spin(): { stop: () => void } {
  let spinning = true
  const turn = () => {
    for (const untilAt = Date.now() + 1; Date.now() < untilAt;);
    if (spinning) setImmediate(turn)
  }
  turn()
  return { stop: () => void (spinning = false) }
}

describe("a batcher", () => {
  it("does together what has the same key, at most so many at once", async () => {
    const { batches, batcher } = recording()
    await Promise.all([1, 2, 3, 4].map((item) => batcher.add("a", item)).concat(batcher.add("b", 5)))
    expect(batches).toEqual(
      expect.arrayContaining([
        ["a", [1, 2, 3]],
        ["a", [4]],
        ["b", [5]],
      ])
    )
    expect(batches).toHaveLength(3)
  })

  it("takes what came while it was at work in the next batch, in order", async () => {
    const { batches, batcher } = recording(() => sleep(30))
    const first = batcher.add("a", 1)
    await sleep(OPTIONS.windowMs + 10)
    await Promise.all([first, batcher.add("a", 2), batcher.add("a", 3)])
    expect(batches).toEqual([
      ["a", [1]],
      ["a", [2, 3]],
    ])
  })

  it("resolves no sooner than the item is done", async () => {
    let done = false
    const { batcher } = recording(async () => {
      await sleep(20)
      done = true
    })
    await batcher.add("a", 1)
    expect(done).toBe(true)
  })

  // Bounds in these three are far from what is measured: a busy machine is no failure.
  it("waits longer while the process is busy, but not for ever", async () => {
    const longestWindowMs = 1_000
    const { batches, batcher } = recording(undefined, { longestWindowMs })
    const spinning = spin()
    try {
      const beganAt = Date.now()
      const first = batcher.add("a", 1)
      await sleep(4 * OPTIONS.windowMs)
      await Promise.all([first, batcher.add("a", 2)])
      expect(batches).toEqual([["a", [1, 2]]])
      expect(Date.now() - beganAt).toBeGreaterThanOrEqual(longestWindowMs)
      expect(Date.now() - beganAt).toBeLessThan(4 * longestWindowMs)
    } finally {
      spinning.stop()
    }
  })

  it("waits no longer once it is full, however busy", async () => {
    const longestWindowMs = 4_000
    const { batcher } = recording(undefined, { longestWindowMs })
    const spinning = spin()
    const beganAt = Date.now()
    await Promise.all([1, 2, 3].map((item) => batcher.add("a", item))).finally(() => spinning.stop())
    expect(Date.now() - beganAt).toBeLessThan(longestWindowMs)
  })

  it("rejects the item that fails and no other", async () => {
    const { batches, batcher } = recording(async (items) => {
      if (items.includes(2)) throw new Error("2 is bad")
    })
    const settled = await Promise.allSettled([1, 2, 3].map((item) => batcher.add("a", item)))
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
    expect(batches).toEqual([
      ["a", [1, 2, 3]],
      ["a", [1]],
      ["a", [2]],
      ["a", [3]],
    ])
    await batcher.add("a", 4)
  })

  it("lets a caller that hands over one at a time wait but once", async () => {
    const { batcher } = recording(undefined, { windowMs: 100, serialMs: 50 })
    const beganAt = Date.now()
    for (let item = 0; item < 20; item++) await batcher.add(`key ${item % 2}`, item)
    expect(Date.now() - beganAt).toBeLessThan(10 * 100)
  })
})
