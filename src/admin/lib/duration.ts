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

/** Milliseconds in the unit a person would use, with at most one decimal. */
export function durationOf(ms: number): Duration {
  const fitting = UNITS.find(({ unit, ms: length }) => ms >= length * LEAST_OF_UNIT[unit])
  if (!fitting) return { unit: "seconds", value: Math.round(ms / 100) / 10 }
  return { unit: fitting.unit, value: Math.round((ms / fitting.ms) * 10) / 10 }
}

export interface Wait {
  ms: number
  times: number
}

/** A schedule with equal neighbours counted: `[5, 300, 300]` gives 5 once and 300 twice. */
export function runsOf(schedule_ms: readonly number[]): Wait[] {
  return schedule_ms.reduce<Wait[]>((runs, ms) => {
    const last = runs.at(-1)
    return last?.ms === ms ? [...runs.slice(0, -1), { ms, times: last.times + 1 }] : [...runs, { ms, times: 1 }]
  }, [])
}
