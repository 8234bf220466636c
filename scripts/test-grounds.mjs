// npm run test:foreign: the engine's specs on servers that are not ours, then the suite `foreign`.
// `npm run test:postgres -- 16`: both on that version of PostgreSQL. The last line is always "N passed, N failed".
import { ensureInstalled } from "./lib/install.mjs"
import { friendlyError, main } from "./lib/lifecycle.mjs"
import { sayLeftOut } from "./lib/progress.mjs"
import { databaseEnv } from "./test/environment.mjs"
import { ENGINE_SPECS } from "./test/grounds/engine-specs.mjs"
import { FOREIGN, GROUNDS, VERSIONS } from "./test/grounds/index.mjs"
import { runSuite } from "./test/suites.mjs"

/** Which grounds are meant, and whether the suite `foreign` runs on them, or once on our own server. */
function parseArguments([command, ...names]) {
  const known = command === "postgres" ? VERSIONS : FOREIGN
  const unknown = names.find((name) => !known.includes(name))
  if (unknown ?? (command === "postgres" && names.length === 0)) {
    throw friendlyError(`npm run test:${command} -- ${known.join("|")}`)
  }
  return { names: names.length > 0 ? names : known, isVersion: command === "postgres", all: names.length === 0 }
}

/** The ground, open; `null`, and one line that says why, where it can't be had. */
async function opened(name) {
  try {
    return { name, ...(await GROUNDS[name].open()) }
  } catch (error) {
    sayLeftOut(name, error)
    return null
  }
}

async function runOn(name, withForeign) {
  console.log(`\n── ${GROUNDS[name].title}`)
  const ground = await opened(name)
  // On a developer's machine it is enough to be named; where everything can be had, it is a failure.
  if (!ground) return [{ passed: 0, failed: process.env.CI ? 1 : 0 }]
  const env = await databaseEnv(ground)
  const results = [await runSuite("modules", env, ENGINE_SPECS, ground)]
  if (withForeign) results.push(await runSuite("foreign", env, [], ground))
  return results
}

await main(async () => {
  const { names, isVersion, all } = parseArguments(process.argv.slice(2))
  await ensureInstalled()
  const results = []
  for (const name of names) results.push(...(await runOn(name, isVersion)))
  if (!isVersion && all) results.push(await runSuite("foreign", await databaseEnv(), []))

  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
