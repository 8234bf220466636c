import { mkdirSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { describeMachine } from "./machine"
import { startRedis } from "./redis"
import { markdown, type Measurement } from "./report"
import { SCENARIOS } from "./scenarios"

const RESULTS = resolve(__dirname, "results")

/** All scenarios, or those named on the command line, in one run. */
async function main(): Promise<void> {
  const named = process.argv.slice(2)
  const unknown = named.find((name) => !SCENARIOS.some((scenario) => scenario.name === name))
  if (unknown) throw new Error(`there is no scenario ${unknown}; there are ${SCENARIOS.map(({ name }) => name).join(", ")}`)
  const began_ms = Date.now()
  const seconds = (since_ms: number) => Math.round((Date.now() - since_ms) / 1_000)

  const machine = await describeMachine()
  const redis = await startRedis()
  const measurements: Measurement[] = []
  for (const { name, run } of SCENARIOS.filter((scenario) => named.length === 0 || named.includes(scenario.name))) {
    const scenario_began_ms = Date.now()
    const result = await run({ redis_url: redis.url })
    measurements.push({ scenario: name, took_s: seconds(scenario_began_ms), ...result })
    console.log(`  ✓ ${name.padEnd(10)} measured  (${seconds(scenario_began_ms)} s)`)
  }
  await redis.stop()

  const measured_at = new Date(began_ms).toISOString()
  const report = { measured_at, took_s: seconds(began_ms), machine, measurements }
  const text = markdown(report)
  // A part of the whole is for whoever asked for it; only a whole run is kept as a result.
  if (named.length === 0) {
    mkdirSync(RESULTS, { recursive: true })
    writeFileSync(resolve(RESULTS, `${measured_at.slice(0, 16).replace(":", "")}.json`), `${JSON.stringify(report, null, 2)}\n`)
    writeFileSync(resolve(RESULTS, "latest.md"), text)
  }
  console.log(`\n${text}`)
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
