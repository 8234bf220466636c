import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { ROOT, bin, dataPath } from "../lib/project.mjs"
import { start } from "../lib/run.mjs"
import { servicesEnv } from "./environment.mjs"
import { leftOutSpecs } from "./foreign.mjs"
import { printSlowest } from "./slowest.mjs"

/** What passes or fails as a whole: npm scripts of the same names. */
export const CHECKS = ["typecheck", "lint"]

/** In the order they run: what fails fastest comes first. */
export const SUITES = ["unit", "modules", "http", "e2e", "foreign"]

/** The suites that cannot run without a database. */
export const NEED_DATABASE = ["modules", "http", "e2e", "foreign"]

/**
 * How many spec files of a suite run at a time. Each has a database of its own, and what it kills is its own. Files that
 * need a fault's end wait more than they work, so there may be one more of them than cores; beyond four, it is memory
 * that runs out: each may run three shops. The http files share one shop, and some look at all that is in it.
 */
const AT_ONCE = {
  unit: availableParallelism(),
  modules: availableParallelism(),
  http: 1,
  e2e: Math.min(availableParallelism() + 1, 4),
  foreign: Math.min(availableParallelism() + 1, 4),
}

/** Runs a check, and shows what it said once it is over: another one runs beside it. */
async function runCheck(name) {
  const logPath = join(testFolder(), `${name}-${process.pid}.log`)
  const { code } = await start("npm", ["run", "--silent", name], { log_path: logPath }).exited
  console.log(`\n── ${name}\n${readFileSync(logPath, "utf8").trimEnd()}`)
  rmSync(logPath)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Each of them keeps one core busy: they run side by side. */
export function runChecks(names) {
  return Promise.all(names.map(runCheck))
}

function testFolder() {
  mkdirSync(dataPath("test"), { recursive: true })
  return dataPath("test")
}

/** Unless the caller says it: jest takes one word only on how many files run at a time. */
function atOnce(name, jestArgs) {
  const isSaid = jestArgs.some((arg) => /^(--runInBand|-i|--maxWorkers(=.*)?|-w)$/.test(arg))
  return isSaid ? [] : [`--maxWorkers=${AT_ONCE[name]}`]
}

/** A spec file whose every test is skipped proves nothing, and would pass unseen. */
function countIdleFiles(report) {
  const idle = report.testResults.filter(
    (file) => file.status !== "failed" && !file.assertionResults.some((test) => test.status === "passed")
  )
  for (const file of idle) console.error(`${file.name.slice(ROOT.length + 1)} ran no test`)
  return idle.length
}

/**
 * Runs one jest suite and counts its tests; a file that does not even load counts as one failure.
 * @param ground where it runs, when that is not our own server: `{ name, binaries }`
 */
export async function runSuite(name, env, jestArgs, ground = null) {
  console.log(`\n── ${name}${ground ? ` on ${ground.name}` : ""}`)
  const services = await servicesEnv(name, env, ground?.binaries)
  const { leftOut, failed: notHad } = name === "foreign" ? leftOutSpecs() : { leftOut: [], failed: 0 }
  const reportPath = join(testFolder(), `${name}-${process.pid}.json`)
  const ignored = leftOut.map((spec) => `--testPathIgnorePatterns=${spec}`)
  // What is ignored comes first: jest takes all words up to the next option for more of it.
  const options = [...ignored, ...atOnce(name, jestArgs), "--passWithNoTests", "--json", `--outputFile=${reportPath}`]
  const args = [...options, ...jestArgs]
  // Medusa's module runner loads modules with import(), which jest refuses without this flag.
  const flags = ["modules", "foreign"].includes(name) ? ["--experimental-vm-modules", "--no-warnings"] : []
  const command = [...flags, bin("jest"), ...args]
  const { code } = await start(process.execPath, command, { env: { ...env, ...services, TEST_TYPE: name } }).exited
  if (!existsSync(reportPath)) return { passed: 0, failed: 1 + notHad }
  const report = JSON.parse(readFileSync(reportPath, "utf8"))
  rmSync(reportPath)
  printSlowest(name, report)
  const idle = jestArgs.length > 0 ? 0 : countIdleFiles(report)
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + idle
  // A failing global set-up or tear-down shows in the exit code only.
  return { passed: report.numPassedTests, failed: notHad + (failed === 0 && code !== 0 ? 1 : failed) }
}
