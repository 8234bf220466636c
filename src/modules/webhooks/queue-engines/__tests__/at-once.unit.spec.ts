import { AtOnce } from "../_at-once"

describe("work that is done at once, and then once per interval", () => {
  let doneCount: number
  let work: AtOnce
  beforeEach(() => {
    jest.useFakeTimers()
    doneCount = 0
    work = new AtOnce(20, async () => void doneCount++)
  })
  afterEach(() => jest.useRealTimers())

  it("is done at once the first time, and a burst after it once at the end of the interval", async () => {
    for (let index = 0; index < 100; index++) work.trigger()
    expect(doneCount).toBe(1)
    await jest.advanceTimersByTimeAsync(20)
    expect(doneCount).toBe(2)
    await jest.advanceTimersByTimeAsync(200)
    expect(doneCount).toBe(2)
    work.trigger()
    expect(doneCount).toBe(3)
  })

  it("never runs twice at a time, however slow it is", async () => {
    let release = () => {}
    const slow = new AtOnce(20, () => {
      doneCount++
      return new Promise<void>((resolve) => (release = resolve))
    })
    slow.trigger()
    slow.trigger()
    await jest.advanceTimersByTimeAsync(1_000)
    expect(doneCount).toBe(1)
    release()
    await jest.advanceTimersByTimeAsync(0)
    expect(doneCount).toBe(2)
  })

  it("is not left undone when it is closed, and not begun after", async () => {
    work.trigger()
    work.trigger()
    await work.close()
    expect(doneCount).toBe(2)
    work.trigger()
    await jest.advanceTimersByTimeAsync(200)
    expect(doneCount).toBe(2)
  })
})
