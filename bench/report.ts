import type { Goal, Result, Table } from "./scenario"

export type Measurement = Result & { scenario: string; took_s: number }

export interface Report {
  /** ISO 8601. */
  measured_at: string
  took_s: number
  machine: Record<string, string>
  measurements: Measurement[]
}

function tableText({ title, head, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`
  const isNumeric = (column: number) => rows.every((row) => typeof row[column] === "number")
  const rule = head.map((_, column) => (isNumeric(column) ? "---:" : "---"))
  return [`### ${title}`, "", line(head), line(rule), ...rows.map(line)].join("\n")
}

function isMet({ is, goal, value }: Goal): boolean {
  return is === "at least" ? value >= goal : value <= goal
}

function measuredText({ value, unit }: Goal): string {
  if (Number.isNaN(value)) return "not measured"
  return `${value.toFixed(unit === "MB" || unit === "requests" ? 0 : 2)} ${unit}`
}

function goalsTable(goals: Goal[]): Table {
  return {
    title: "Goals",
    head: ["what", "goal", "measured", ""],
    rows: goals.map((goal) => [
      goal.what,
      `${goal.is === "at least" ? "≥" : "≤"} ${goal.goal} ${goal.unit}`,
      measuredText(goal),
      isMet(goal) ? "met" : "**missed**",
    ]),
  }
}

/** The report as people read it. */
export function markdown({ measured_at, took_s, machine, measurements }: Report): string {
  const goals = measurements.flatMap((measurement) => measurement.goals)
  const parts = measurements.map(({ tables, notes }) =>
    [...tables.map(tableText), notes.map((note) => `- ${note}`).join("\n")].join("\n\n")
  )
  return (
    [
      `## Measured ${measured_at.slice(0, 16).replace("T", " ")} UTC, ${took_s} s in all`,
      Object.entries(machine)
        .map(([name, value]) => `- ${name}: ${value}`)
        .join("\n"),
      ...(goals.length > 0 ? [tableText(goalsTable(goals))] : []),
      ...parts,
    ].join("\n\n") + "\n"
  )
}
