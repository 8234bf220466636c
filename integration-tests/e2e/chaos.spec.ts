import { runChaos } from "./chaos/run"

const SECONDS = 30
/** Fixed, so that a red run can be repeated; `npm run chaos` throws its own dice. */
const SEED = 20_261

/** The short form of `npm run chaos`. */
describe.each(["postgres", "bullmq"] as const)("chaos with the %s engine", (engine) => {
  it("ends with every event delivered or accounted for", async () => {
    const { ledger, unaccountedCount } = await runChaos({
      engine,
      seconds: SECONDS,
      seed: SEED,
      eventsPerSecond: 100,
      say: (text) => console.info(text),
    })
    expect(unaccountedCount).toBe(0)
    expect(ledger.delivered).toBeGreaterThan(0)
  }, 300_000)
})
