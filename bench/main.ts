import { mkdirSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { describeMachine } from "./machine"
import { killChildren } from "./process"
import { markdown, type Measurement } from "./report"
import type { Machine, Result, Scenario } from "./scenario"
import { SCENARIOS } from "./scenarios"

const RESULTS = resolve(__dirname, "results")
/** One that hangs must not keep the others from being measured. */
const SCENARIO_TIMEOUT_MS = 240_000

const STILL_AT_IT_MS = 15_000

const seconds = (sinceMs: number) => Math.round((Date.now() - sinceMs) / 1_000)

/** What came of a scenario: its result, or in its place why there is none. */
async function runScenario({ name, run }: Scenario, machine: Machine): Promise<Measurement> {
  const beganMs = Date.now()
  let timer: NodeJS.Timeout | undefined
  let doing = "starting"
  const still = setInterval(
    () => console.log(`  … ${name.padEnd(10)} ${doing}, ${seconds(beganMs)} s so far`),
    STILL_AT_IT_MS
  )
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${SCENARIO_TIMEOUT_MS} ms`)), SCENARIO_TIMEOUT_MS)
  })
  try {
    const result = await Promise.race([run(machine, (text) => (doing = text)), late])
    console.log(`  ✓ ${name.padEnd(10)} measured  (${seconds(beganMs)} s)`)
    return { scenario: name, took_s: seconds(beganMs), ...result }
  } catch (error) {
    killChildren()
    console.log(`  ✗ ${name.padEnd(10)} failed after ${seconds(beganMs)} s: ${String(error)}`)
    const failed: Result = { tables: [], goals: [], notes: [`${name}: not measured, ${String(error)}`], raw: {} }
    return { scenario: name, took_s: seconds(beganMs), failed: true, ...failed }
  } finally {
    clearInterval(still)
    clearTimeout(timer)
  }
}

/** All scenarios, or those named on the command line, in one run. @returns whether all were measured. */
async function main(): Promise<boolean> {
  const named = process.argv.slice(2)
  const unknown = named.find((name) => !SCENARIOS.some((scenario) => scenario.name === name))
  if (unknown)
    throw new Error(`there is no scenario ${unknown}; there are ${SCENARIOS.map(({ name }) => name).join(", ")}`)
  const beganMs = Date.now()
  const machine = await describeMachine()
  const redisUrl = process.env.TEST_REDIS_URL
  if (!redisUrl) throw new Error("TEST_REDIS_URL is not set: run the bench with npm run bench")

  const measurements: Measurement[] = []
  for (const scenario of SCENARIOS.filter(({ name }) => named.length === 0 || named.includes(name))) {
    measurements.push(await runScenario(scenario, { redisUrl }))
  }
  const measuredAt = new Date(beganMs).toISOString()
  const report = { measured_at: measuredAt, took_s: seconds(beganMs), machine, measurements }
  const text = markdown(report)
  // A part of the whole is for whoever asked for it; only a whole run is kept as a result.
  if (named.length === 0) {
    mkdirSync(RESULTS, { recursive: true })
    writeFileSync(
      resolve(RESULTS, `${measuredAt.slice(0, 16).replace(":", "")}.json`),
      `${JSON.stringify(report, null, 2)}\n`
    )
    writeFileSync(resolve(RESULTS, "latest.md"), text)
  }
  console.log(`\n${text}`)
  return !measurements.some(({ failed }) => failed)
}

main().then(
  (complete) => process.exit(complete ? 0 : 1),
  (error) => {
    console.error(error)
    process.exit(1)
  }
)
