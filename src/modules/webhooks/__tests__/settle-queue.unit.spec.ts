import { SettleQueue } from "../settle-queue"

describe("the settle queue", () => {
  it("writes alone at once, and together what gathered while it wrote", async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const queue = new SettleQueue<number>((batch) => {
      batches.push(batch)
      return batches.length === 1 ? new Promise((resolve) => (release = resolve)) : Promise.resolve()
    }, 3)
    const first = queue.add(1)
    const rest = [2, 3, 4, 5].map((n) => queue.add(n))
    expect(batches).toEqual([[1]])
    release()
    await Promise.all([first, ...rest])
    expect(batches).toEqual([[1], [2, 3, 4], [5]])
  })

  it("tells those of a batch that failed, and goes on with the next", async () => {
    const queue = new SettleQueue<number>(([n]) => (n === 1 ? Promise.reject(new Error("away")) : Promise.resolve()), 1)
    const [failed, done] = await Promise.allSettled([queue.add(1), queue.add(2)])
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "away" } })
    expect(done?.status).toBe("fulfilled")
  })
})
