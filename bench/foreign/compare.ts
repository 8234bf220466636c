import { inTurn, median, percentile, rounded } from "../numbers"
import { tookMs, type Delivered, type Rate } from "../steady"
import { p50, type Route } from "./route"

/** Low, so that each event is alone: what is measured is how soon a sender notices. */
export const STEADY: Rate = { perSecond: 10, seconds: 5, bytes: 2_000 }
const ROUNDS = 2

/** The same program twice. */
export interface Pair {
  key: string
  usual: Route
  foreign: Route
}

/** p50 on the foreign ground over p50 on the usual one, of the same round; the median of the rounds. */
function ratioOf({ usual, foreign }: Pair): number {
  return median(foreign.rounds.map((round, index) => p50(round) / p50(usual.rounds[index] ?? [])))
}

function cells({ rounds }: { rounds: Delivered[][] }): number[] {
  return [0.5, 0.99].map((share) => rounded(percentile(tookMs(rounds.flat()), share), 1))
}

/** Measures all in turn, and stops them. @returns ratios by key, and rows: key, p50 and p99 of each, ratio. */
export async function comparePairs(pairs: Pair[], say: (text: string) => void) {
  const routes = pairs.flatMap(({ usual, foreign }) => [usual, foreign])
  for (let round = 0; round < ROUNDS; round++) {
    for (const route of inTurn(routes, round)) {
      say(`round ${round + 1} of ${ROUNDS}, ${route.name}`)
      await route.measure(STEADY)
    }
  }
  for (const route of routes) await route.stop()
  const ratios: Record<string, number> = Object.fromEntries(pairs.map((pair) => [pair.key, ratioOf(pair)]))
  const rows = pairs.map((pair) => [pair.key, ...cells(pair.usual), ...cells(pair.foreign), rounded(ratioOf(pair), 2)])
  return { ratios, rows, raw: routes.map(({ name, rounds }) => ({ name, rounds })) }
}
