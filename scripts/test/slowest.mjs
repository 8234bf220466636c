import { ROOT } from "../lib/project.mjs"

const SHOWN_COUNT = 10
const SECONDS_WIDTH = 7

/** Prints which spec files of a suite took longest, from its jest report: where the next minute is to be saved. */
export function printSlowest(suite, { testResults }) {
  if (testResults.length < 2) return
  const took = testResults.map(({ name, startTime, endTime }) => ({
    name: name.slice(ROOT.length + 1),
    ms: endTime - startTime,
  }))
  const slowest = took.sort((a, b) => b.ms - a.ms).slice(0, SHOWN_COUNT)
  console.log(`\nslowest of ${suite}, in seconds:`)
  for (const { name, ms } of slowest) console.log(`${(ms / 1_000).toFixed(1).padStart(SECONDS_WIDTH)}  ${name}`)
}
