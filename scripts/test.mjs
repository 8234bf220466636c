// npm test: typecheck, lint and every suite on real services. `node scripts/test.mjs lint unit` runs these two,
// `node scripts/test.mjs http emr` one suite, and hands the rest to jest. The last line is always "N passed, N failed".
import { ensureInstalled } from "./lib/install.mjs"
import { main } from "./lib/lifecycle.mjs"
import { databaseEnv } from "./test/environment.mjs"
import { CHECKS, NEED_DATABASE, SUITES, runChecks, runSuite } from "./test/suites.mjs"

const ALL = [...CHECKS, ...SUITES]

function parseArguments(args) {
  const firstOther = args.findIndex((arg) => !ALL.includes(arg))
  const named = firstOther < 0 ? args : args.slice(0, firstOther)
  return { named, jest_args: args.slice(named.length) }
}

await main(async () => {
  const { named, jest_args } = parseArguments(process.argv.slice(2))
  const wanted = named.length > 0 ? named : ALL
  const suites = SUITES.filter((suite) => wanted.includes(suite))
  await ensureInstalled()
  const needsDatabase = suites.some((suite) => NEED_DATABASE.includes(suite))
  const env = needsDatabase ? await databaseEnv() : { ...process.env, NODE_ENV: "test" }

  const results = await runChecks(CHECKS.filter((check) => wanted.includes(check)))
  for (const suite of suites) results.push(await runSuite(suite, env, jest_args))

  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
