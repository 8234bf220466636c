export interface Duration {
  unit: "seconds" | "minutes" | "hours" | "days"
  value: number
}

const UNITS = [
  { unit: "days", ms: 86_400_000 },
  { unit: "hours", ms: 3_600_000 },
  { unit: "minutes", ms: 60_000 },
] as const
/** Below, the smaller unit reads better: "37 hours", not "1.5 days". */
const LEAST_OF_UNIT = { days: 2, hours: 1, minutes: 1 } as const

/** Milliseconds in the unit a person would use; a decimal only below ten. */
export function durationOf(ms: number): Duration {
  const fitting = UNITS.find(({ unit, ms: length }) => ms >= length * LEAST_OF_UNIT[unit])
  if (!fitting) return { unit: "seconds", value: rounded(ms / 1_000) }
  return { unit: fitting.unit, value: rounded(ms / fitting.ms) }
}

function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}

export interface Wait {
  ms: number
  times: number
}

/** A schedule with equal neighbours counted: `[5, 300, 300]` gives 5 once and 300 twice. */
export function runsOf(scheduleMs: readonly number[]): Wait[] {
  return scheduleMs.reduce<Wait[]>((runs, ms) => {
    const last = runs.at(-1)
    return last?.ms === ms ? [...runs.slice(0, -1), { ms, times: last.times + 1 }] : [...runs, { ms, times: 1 }]
  }, [])
}
