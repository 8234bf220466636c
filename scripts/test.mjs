// npm test: typecheck, lint and every suite on real services. `node scripts/test.mjs http emr` runs one
// suite and hands the rest to jest. The last line is always "N passed, N failed".
import { ensureInstalled } from "./lib/install.mjs"
import { main } from "./lib/lifecycle.mjs"
import { databaseEnv } from "./test/environment.mjs"
import { NEED_DATABASE, SUITES, runCheck, runSuite } from "./test/suites.mjs"

const CHECKS = ["typecheck", "lint"]

function parseArguments(args) {
  const firstOther = args.findIndex((arg) => !SUITES.includes(arg))
  const named = firstOther < 0 ? args : args.slice(0, firstOther)
  return { named, jest_args: args.slice(named.length) }
}

await main(async () => {
  const { named, jest_args } = parseArguments(process.argv.slice(2))
  const suites = named.length > 0 ? named : SUITES
  await ensureInstalled()
  const needsDatabase = suites.some((suite) => NEED_DATABASE.includes(suite))
  const env = needsDatabase ? await databaseEnv() : { ...process.env, NODE_ENV: "test" }

  const results = []
  if (named.length === 0) for (const check of CHECKS) results.push(await runCheck(check))
  for (const suite of suites) results.push(await runSuite(suite, env, jest_args))

  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
