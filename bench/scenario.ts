/** A goal of the project, and what was measured. */
export interface Goal {
  what: string
  /** For example 0.5. */
  goal: number
  is: "at least" | "at most"
  /** `NaN` where it could not be measured, which is a miss. */
  value: number
  unit: "×" | "MB" | "s" | "requests"
}

/** One table of the report. Cells are as they shall be printed. */
export interface Table {
  title: string
  head: string[]
  rows: (string | number)[][]
}

export interface Result {
  tables: Table[]
  goals: Goal[]
  /** How it was done and what to make of it, one sentence each. */
  notes: string[]
  /** Every single measurement, for whoever wants to compute something else. */
  raw: Record<string, unknown>
  /** A part of it could not be measured. */
  failed?: boolean
}

export interface Machine {
  /** `redis://…` of a private Redis that keeps nothing. */
  redisUrl: string
}

export interface Scenario {
  name: string
  /** @param say what it is at, for whoever waits. */
  run(machine: Machine, say: (text: string) => void): Promise<Result>
}
