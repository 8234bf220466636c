import { ConcurrencyLimit } from "../concurrency-limit"

function held() {
  let release: () => void = () => undefined
  const done = new Promise<object>((resolve) => (release = () => resolve({})))
  return { done, release }
}

describe("the gate", () => {
  it("lets so many in, so many wait, and turns the rest away unbegun", async () => {
    const gate = new ConcurrencyLimit(1, 1)
    const [first, second] = [held(), held()]
    const begun: number[] = []
    const enter = (n: number, work: Promise<object>) => gate.run(() => (begun.push(n), work))
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

  it("has its place back after work that failed", async () => {
    const gate = new ConcurrencyLimit(1, 0)
    await expect(gate.run(() => Promise.reject(new Error("away")))).rejects.toThrow("away")
    expect(await gate.run(async () => ({}))).toEqual({})
  })
})
