import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { ROOT, bin, dataPath } from "../lib/project.mjs"
import { start } from "../lib/run.mjs"
import { servicesEnv } from "./environment.mjs"

/** In the order they run: what fails fastest comes first. */
export const SUITES = ["unit", "modules", "http", "e2e"]

/** The suites that cannot run without a database. */
export const NEED_DATABASE = ["modules", "http", "e2e"]

/** Runs an npm script that passes or fails as a whole. */
export async function runCheck(name) {
  console.log(`\n── ${name}`)
  const { code } = await start("npm", ["run", "--silent", name]).exited
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A spec file whose every test is skipped proves nothing, and would pass unseen. */
function countIdleFiles(report) {
  const idle = report.testResults.filter(
    (file) => file.status !== "failed" && !file.assertionResults.some((test) => test.status === "passed")
  )
  for (const file of idle) console.error(`${file.name.slice(ROOT.length + 1)} ran no test`)
  return idle.length
}

/** Runs one jest suite and counts its tests; a file that does not even load counts as one failure. */
export async function runSuite(name, env, jestArgs) {
  console.log(`\n── ${name}`)
  const services = await servicesEnv(name, env)
  mkdirSync(dataPath("test"), { recursive: true })
  const reportPath = join(dataPath("test"), `${name}-${process.pid}.json`)
  const args = ["--runInBand", "--passWithNoTests", "--json", `--outputFile=${reportPath}`, ...jestArgs]
  // Medusa's module runner loads modules with import(), which jest refuses without this flag.
  const flags = name === "modules" ? ["--experimental-vm-modules", "--no-warnings"] : []
  const command = [...flags, bin("jest"), ...args]
  const { code } = await start(process.execPath, command, { env: { ...env, ...services, TEST_TYPE: name } }).exited
  if (!existsSync(reportPath)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(reportPath, "utf8"))
  rmSync(reportPath)
  const idle = jestArgs.length > 0 ? 0 : countIdleFiles(report)
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + idle
  // A failing global set-up or tear-down shows in the exit code only.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}
