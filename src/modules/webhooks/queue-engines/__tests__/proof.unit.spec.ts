import { Proof, type Line } from "../_proof"
import { Reminders } from "../_reminders"

const SECOND_MS = 1_000
const UNHEARD = "nothing came back"

/** A line that brings back what is sent, as long as `echoes` says so. */
function fakeLine() {
  const said: string[] = []
  const log = (line: string) => void said.push(line)
  const reminders = new Reminders({ lost: (reason) => `lost: ${reason}`, back: "back" }, {
    warn: log,
    info: log,
  } as never)
  const state = { echoes: true, openError: null as Error | null, openCount: 0, sentCount: 0, dropCount: 0 }
  const line: Line = {
    async open() {
      state.openCount++
      if (state.openError) throw state.openError
    },
    async send(nonce) {
      state.sentCount++
      if (state.echoes) setTimeout(() => proof.heard(nonce), 5)
    },
    drop: () => void state.dropCount++,
  }
  const proof: Proof = new Proof(line, reminders, UNHEARD)
  return { state, proof, reminders, said }
}

describe("the proof that wake-ups arrive", () => {
  let world: ReturnType<typeof fakeLine>
  beforeEach(() => {
    jest.useFakeTimers()
    world = fakeLine()
  })
  afterEach(async () => {
    const stopping = world.proof.stop()
    await jest.advanceTimersByTimeAsync(20 * SECOND_MS)
    await stopping
    jest.useRealTimers()
  })
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)

  it("is one echo at the start and one every 10 s, on one connection, and nothing in the log", async () => {
    expect(world.reminders.state.reminders).toBeNull()
    world.proof.start()
    await pass(100)
    expect(world.reminders.state).toMatchObject({ reminders: true, problems: [] })
    await pass(60 * SECOND_MS)
    expect(world.state).toMatchObject({ openCount: 1, sentCount: 7, dropCount: 0 })
    expect(world.said).toEqual([])
  })

  it("fails when an echo does not come within 2 s, and the connection is made again until one comes", async () => {
    world.proof.start()
    await pass(100)
    world.state.echoes = false
    await pass(10 * SECOND_MS + 2 * SECOND_MS)
    expect(world.reminders.state).toMatchObject({
      reminders: false,
      problems: [{ code: "reminders_lost", message: `lost: ${UNHEARD}`, since: expect.any(Date) }],
    })
    await pass(60 * SECOND_MS)
    expect(world.state.dropCount).toBeGreaterThan(5)
    world.state.echoes = true
    await pass(10 * SECOND_MS)
    expect(world.reminders.state).toMatchObject({ reminders: true, problems: [] })
    expect(world.said).toEqual([`lost: ${UNHEARD}`, "back"].map((line) => `webhooks: ${line}`))
  })

  it("does not take the echo of another process, or an older one, for its own", async () => {
    world.state.echoes = false
    world.proof.start()
    await pass(100)
    world.proof.heard("another")
    await pass(2 * SECOND_MS)
    expect(world.reminders.state.reminders).toBe(false)
  })

  it("fails at once when the connection ends, names the reason, and is tried again a second later", async () => {
    world.proof.start()
    await pass(100)
    world.proof.broken("the server went away")
    await pass(0)
    expect(world.reminders.state.problems).toMatchObject([{ message: "lost: the server went away" }])
    await pass(2_000)
    expect(world.reminders.state.reminders).toBe(true)
  })

  it("names the latest reason, since the first", async () => {
    world.state.echoes = false
    world.proof.start()
    await pass(2_100)
    const since = world.reminders.state.problems[0]?.since
    world.state.openError = new Error("connection refused")
    await pass(10 * SECOND_MS)
    expect(world.reminders.state.problems).toEqual([
      { code: "reminders_lost", message: "lost: connection refused", since },
    ])
    expect(world.said).toHaveLength(1)
  })
})
