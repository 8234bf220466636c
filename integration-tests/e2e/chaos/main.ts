import { parseArgs } from "node:util"
import { runChaos } from "./run"

/** The long form; `scripts/chaos.mjs` prepares the environment and starts it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      seed: { type: "string" },
      rate: { type: "string", default: "100" },
      engine: { type: "string", default: "bullmq" },
    },
  })
  const engine = values.engine === "postgres" ? "postgres" : "bullmq"
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const { unaccountedCount } = await runChaos({
    engine,
    seconds: Number(values.minutes) * 60,
    seed,
    eventsPerSecond: Number(values.rate),
    say: (text) => console.log(`  ${text}`),
  })
  console.log(
    unaccountedCount === 0
      ? "\nEverything is accounted for."
      : `\n${unaccountedCount} unaccounted for. Again: npm run chaos -- --engine ${engine} --minutes ${values.minutes} --seed ${seed}`
  )
  process.exitCode = unaccountedCount === 0 ? 0 : 1
}

main().catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})
