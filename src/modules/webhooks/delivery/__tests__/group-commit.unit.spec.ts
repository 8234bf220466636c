import { GroupCommit } from "../group-commit"

const options = (maxBatch: number) => ({ maxBatch, retryForMs: 0, retryPauseMs: 1 })

describe("the settle queue", () => {
  it("writes alone at once, and together what gathered while it wrote", async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const queue = new GroupCommit<number>((batch) => {
      batches.push(batch)
      return batches.length === 1 ? new Promise((resolve) => (release = resolve)) : Promise.resolve()
    }, options(3))
    const first = queue.add(1)
    const rest = [2, 3, 4, 5].map((n) => queue.add(n))
    expect(batches).toEqual([[1]])
    release()
    await Promise.all([first, ...rest])
    expect(batches).toEqual([[1], [2, 3, 4], [5]])
  })

  it("tells those of a batch that failed, and goes on with the next", async () => {
    const queue = new GroupCommit<number>(
      ([n]) => (n === 1 ? Promise.reject(new Error("away")) : Promise.resolve()),
      options(1)
    )
    const [failed, done] = await Promise.allSettled([queue.add(1), queue.add(2)])
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "away" } })
    expect(done?.status).toBe("fulfilled")
  })

  it("writes a batch again that failed, as long as it may", async () => {
    let tries = 0
    const write = () => (++tries < 3 ? Promise.reject(new Error("away")) : Promise.resolve())
    await new GroupCommit<number>(write, { maxBatch: 1, retryForMs: 5_000, retryPauseMs: 1 }).add(1)
    expect(tries).toBe(3)
  })

  it("gathers a full batch when many end at once", async () => {
    const sizes: number[] = []
    const queue = new GroupCommit<number>(async (batch) => void sizes.push(batch.length), options(100))
    const many = Array.from({ length: 20 }, (_, n) => n)
    await Promise.all(many.map((n) => queue.add(n)))
    const [, gathered = 0] = sizes
    expect(gathered).toBe(19)
    const late = many.flatMap((n) => [queue.add(n)])
    await Promise.all(late)
    expect(sizes.length).toBeLessThanOrEqual(4)
  })
})
