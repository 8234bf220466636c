import type { EngineProblem, EngineState } from "../queue-engine"
import { readBacklog, type Backlog } from "../store/backlog"
import { bounded } from "../store/bounded"
import type { Db } from "../store/db"
import { oldestSnapshot, type OldestSnapshot } from "../store/oldest-snapshot"

/** Milliseconds that the database has for the figures. */
const STATEMENT_MS = 5_000
/** Milliseconds after which an open transaction is a problem: dead rows pile up, and every claim reads past them. */
const OLD_SNAPSHOT_MS = 300_000

/** The engine's state; `sends` is false in a process of worker mode `server`. */
export type EngineHealth = EngineState & { sends: boolean }

/** Something that is wrong now, for staff and monitors. */
export interface Problem {
  /** An engine's code; `database_away`: the figures could not be read; `old_snapshot`: a transaction makes claims slow. */
  code: EngineProblem["code"] | "database_away" | "old_snapshot"
  message: string
  /** `null` where it is not known. */
  since: Date | null
}

export interface Health {
  /** `failing` when anything is wrong. */
  status: "ok" | "failing"
  problems: Problem[]
  /** `null` when the database did not answer. */
  backlog: Backlog | null
  engine: EngineHealth
  /** `null` when there is none, or when the database did not answer. */
  oldest_snapshot: OldestSnapshot | null
}

/** Reads what is owed, and collects what is wrong. @param now by the module's clock. @param engineNow asked last: the database may take seconds. */
export async function readHealth(db: Db, now: Date, engineNow: () => EngineHealth): Promise<Health> {
  const figures = await bounded(db, STATEMENT_MS, async (bound) => ({
    backlog: await readBacklog(bound, now),
    snapshot: await oldestSnapshot(bound),
  })).catch((error: unknown) => ({ error }))
  const engine = engineNow()
  const problems: Problem[] = [...engine.problems]
  if ("error" in figures) {
    const { error } = figures
    const reason = error instanceof Error ? error.message : String(error)
    problems.push({ code: "database_away", message: `the database did not give the figures: ${reason}`, since: null })
    return { status: "failing", problems, backlog: null, engine, oldest_snapshot: null }
  }
  const { backlog, snapshot } = figures
  if (snapshot && snapshot.age_ms > OLD_SNAPSHOT_MS) problems.push(oldSnapshot(snapshot))
  return { status: problems.length > 0 ? "failing" : "ok", problems, backlog, engine, oldest_snapshot: snapshot }
}

function oldSnapshot({ age_ms, pid, application }: OldestSnapshot): Problem {
  const minutes = Math.floor(age_ms / 60_000)
  const who = `process ${pid} of the database (application "${application}")`
  return {
    code: "old_snapshot",
    message: `a transaction is open for ${minutes} minutes, and every claim gets slower: end ${who}`,
    since: new Date(Date.now() - age_ms),
  }
}
