// npm run mutate: breaks the code on purpose and asks whether a test notices. `core` mutates src/modules/*/core with Stryker
// (about 40 minutes on two cores), `shell` goes through the hand list in mutate/shell.mjs (about 30); both without an argument. A word
// after `shell` takes only the mutants of files that contain it.
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { ensureInstalled } from "./lib/install.mjs"
import { defer, friendlyError, main } from "./lib/lifecycle.mjs"
import { ROOT, bin, dataPath } from "./lib/project.mjs"
import { start } from "./lib/run.mjs"
import { SHELL_MUTANTS } from "./mutate/shell.mjs"

/** Each mutant is written into the real file: what is not committed could be lost with it in a crash. */
function requireCommitted(files) {
  const changed = execFileSync("git", ["status", "--porcelain", "--", ...files], { cwd: ROOT, encoding: "utf8" })
  if (changed !== "")
    throw friendlyError(`Commit these files first, they are about to be broken on purpose:\n${changed}`)
}

async function passes(killer) {
  const log_path = dataPath("mutate.log")
  return (await start(process.execPath, ["scripts/test.mjs", ...killer, "--bail"], { log_path }).exited).code === 0
}

/** A killer that fails by itself would kill whatever it is shown. */
async function requireGreen(killers) {
  for (const killer of killers) {
    const isGreen = await passes(killer.split(" "))
    console.log(`${isGreen ? "green   " : "FAILS   "} ${killer}`)
    if (!isGreen) throw friendlyError(`"npm run test:${killer.replace(" ", " -- ")}" fails before anything was broken.`)
  }
}

async function isKilled({ file, from, to, killer }) {
  const path = resolve(ROOT, file)
  const source = readFileSync(path, "utf8")
  if (source.split(from).length !== 2) throw friendlyError(`${file}: this must stand there exactly once:\n${from}`)
  const restore = () => writeFileSync(path, source)
  const undo = defer(restore)
  writeFileSync(
    path,
    source.replace(from, () => to)
  )
  try {
    return !(await passes(killer.split(" ")))
  } finally {
    restore()
    undo()
  }
}

async function runShell(word = "") {
  const mutants = SHELL_MUTANTS.filter(({ file }) => file.includes(word))
  requireCommitted([...new Set(mutants.map(({ file }) => file))])
  await requireGreen(new Set(mutants.map(({ killer }) => killer)))
  let killedCount = 0
  for (const [index, mutant] of mutants.entries()) {
    const killed = await isKilled(mutant)
    if (killed) killedCount++
    const what = `${mutant.file.replace("src/modules/webhooks/", "")}: ${mutant.what}`
    console.log(`${killed ? "killed  " : "SURVIVED"} ${index + 1}/${mutants.length} ${what} [${mutant.killer}]`)
  }
  console.log(`\nshell: ${killedCount} of ${mutants.length} mutants killed`)
  return killedCount === mutants.length
}

async function runCore() {
  const env = { ...process.env, TEST_TYPE: "unit" }
  return (await start(bin("stryker"), ["run", "stryker.config.json"], { env }).exited).code === 0
}

await main(async () => {
  const [which, word] = process.argv.slice(2)
  await ensureInstalled()
  const passed = []
  if (which !== "core") passed.push(await runShell(word))
  if (which !== "shell") passed.push(await runCore())
  return passed.every(Boolean) ? 0 : 1
})
