import clocks from "../foreign/clocks"
import packaged from "../foreign/packaged"
import type { Found, Part } from "../foreign/part"
import pgbouncer from "../foreign/pgbouncer"
import sickRedis from "../foreign/sick-redis"
import unwritable from "../foreign/unwritable"
import { killChildren } from "../process"
import type { Goal, Machine, Result, Scenario } from "../scenario"

const PARTS: readonly Part[] = [packaged, pgbouncer, clocks, unwritable, sickRedis]
/** One that hangs must not keep the others from being measured. */
const PART_TIMEOUT_MS = 90_000

/** Grounds that this machine does not have, and why, by name. */
const leftOut = JSON.parse(process.env.BENCH_LEFT_OUT ?? "{}") as Record<string, string>

async function runPart({ needs, run }: Part, machine: Machine, say: (text: string) => void): Promise<Found<string>> {
  if (needs && leftOut[needs] !== undefined) throw new Error(`it can't be had here: ${leftOut[needs]}`)
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${PART_TIMEOUT_MS} ms`)), PART_TIMEOUT_MS)
  })
  const sayInTime = (text: string) => {
    // It must not go on beside the next part.
    if (isOver) throw new Error(`${text}: too late`)
    say(text)
  }
  try {
    return await Promise.race([run(machine, sayInTime), late])
  } finally {
    isOver = true
    clearTimeout(timer)
  }
}

export default {
  name: "foreign",

  async run(machine, say): Promise<Result> {
    const result: Result = { tables: [], goals: [], notes: [], raw: {} }
    for (const part of PARTS) {
      const goalsWith = (values: Record<string, number>): Goal[] =>
        Object.entries(part.goals).map(([key, goal]) => ({ ...goal, value: values[key] ?? NaN }))
      try {
        const { table, values, notes, raw } = await runPart(part, machine, (text) => say(`${part.name}, ${text}`))
        result.tables.push(table)
        result.goals.push(...goalsWith(values))
        result.notes.push(...notes)
        result.raw[part.name] = raw
      } catch (error) {
        killChildren()
        result.failed = true
        result.goals.push(...goalsWith({}))
        // What a child throws comes with its stack.
        const [why] = (error instanceof Error ? error.message : String(error)).split("\n")
        result.notes.push(`${part.name}: not measured, ${why}`)
      }
    }
    return result
  },
} satisfies Scenario
