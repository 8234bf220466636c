import { ConcurrencyLimit } from "../concurrency-limit"

function held() {
  let release: () => void = () => undefined
  const done = new Promise<object>((resolve) => (release = () => resolve({})))
  return { done, release }
}

describe("the concurrency limit", () => {
  it("runs one, lets one wait, and refuses the rest without starting it", async () => {
    const limit = new ConcurrencyLimit(1, 1)
    const [first, second] = [held(), held()]
    const begun: number[] = []
    const enter = (n: number, work: Promise<object>) => limit.run(() => (begun.push(n), work))
    const inside = enter(1, first.done)
    const waiting = enter(2, second.done)
    expect(await enter(3, second.done)).toBeNull()
    expect(begun).toEqual([1])
    first.release()
    await inside
    const next = enter(4, second.done)
    second.release()
    expect(await Promise.all([waiting, next])).toEqual([{}, {}])
    expect(begun).toEqual([1, 2, 4])
  })

  it("frees its place after work that failed", async () => {
    const limit = new ConcurrencyLimit(1, 0)
    await expect(limit.run(() => Promise.reject(new Error("away")))).rejects.toThrow("away")
    expect(await limit.run(async () => ({}))).toEqual({})
  })
})
