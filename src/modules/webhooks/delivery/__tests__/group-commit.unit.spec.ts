import { GroupCommit } from "../group-commit"

const options = (maxBatch: number) => ({
  ...{ maxBatch, retryForMs: 0, retryPauseMs: 1 },
  isRefusal: () => false,
  instead: (n: number) => n,
})

describe("group commit", () => {
  it("writes a single item at once, and items that arrive during a write together", async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const commits = new GroupCommit<number>((batch) => {
      batches.push(batch)
      return batches.length === 1 ? new Promise((resolve) => (release = resolve)) : Promise.resolve()
    }, options(3))
    const first = commits.add(1)
    const rest = [2, 3, 4, 5].map((n) => commits.add(n))
    expect(batches).toEqual([[1]])
    release()
    await Promise.all([first, ...rest])
    expect(batches).toEqual([[1], [2, 3, 4], [5]])
  })

  it("rejects the items of a failed batch, and continues with the next batch", async () => {
    const commits = new GroupCommit<number>(
      ([n]) => (n === 1 ? Promise.reject(new Error("away")) : Promise.resolve()),
      options(1)
    )
    const [failed, done] = await Promise.allSettled([commits.add(1), commits.add(2)])
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "away" } })
    expect(done?.status).toBe("fulfilled")
  })

  it("retries a failed batch within its time", async () => {
    let tries = 0
    const write = () => (++tries < 3 ? Promise.reject(new Error("away")) : Promise.resolve())
    await new GroupCommit<number>(write, { ...options(1), retryForMs: 5_000 }).add(1)
    expect(tries).toBe(3)
  })

  it("collects a full batch when many items arrive at once", async () => {
    const sizes: number[] = []
    const commits = new GroupCommit<number>(async (batch) => void sizes.push(batch.length), options(100))
    const many = Array.from({ length: 20 }, (_, n) => n)
    await Promise.all(many.map((n) => commits.add(n)))
    const [, gathered = 0] = sizes
    expect(gathered).toBe(19)
    const late = many.flatMap((n) => [commits.add(n)])
    await Promise.all(late)
    expect(sizes.length).toBeLessThanOrEqual(4)
  })

  it("writes what is refused alone, in other words, and the others of its batch once", async () => {
    const written: number[] = []
    let calls = 0
    const commits = new GroupCommit<number>(
      async (batch) => {
        calls++
        if (batch.includes(77)) throw new Error("refused")
        written.push(...batch)
      },
      {
        ...options(200),
        retryForMs: 60_000,
        retryPauseMs: 60_000,
        isRefusal: () => true,
        instead: (n) => -n,
      }
    )
    await Promise.all(Array.from({ length: 200 }, (_, n) => commits.add(n)))
    expect(written).toContain(-77)
    expect(new Set(written.map(Math.abs)).size).toBe(200)
    expect(written).toHaveLength(200)
    // Two of each size on the way down.
    expect(calls).toBeLessThan(25)
  })

  it("rejects only the item that is refused in any words", async () => {
    const commits = new GroupCommit<number>(
      (batch) => (batch.some((n) => Math.abs(n) === 2) ? Promise.reject(new Error("refused")) : Promise.resolve()),
      { ...options(9), isRefusal: () => true, instead: (n) => -n }
    )
    const results = await Promise.allSettled([1, 2, 3].map((n) => commits.add(n)))
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
  })

  it("gives the others of a batch up, too, when the database is away while it is halved", async () => {
    const write = (batch: number[]) => Promise.reject(new Error(batch.length === 2 ? "refused" : "away"))
    const isRefusal = (error: unknown) => (error as Error).message === "refused"
    const commits = new GroupCommit<number>(write, { ...options(2), isRefusal })
    void commits.add(0).catch(() => undefined)
    const results = await Promise.allSettled([1, 2].map((n) => commits.add(n)))
    expect(results.map((result) => (result as PromiseRejectedResult).reason.message)).toEqual(["away", "away"])
  })
})
