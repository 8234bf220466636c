import { rowsOf, type Db } from "./rows"

/** A rule whose change is being rolled out. */
export interface Rollout {
  id: string
  region_code: string
  active: boolean
  cursor: string
  done: number
}

/** Takes one rule whose change has to be rolled out, for as long as the lease lasts; `null` when there is none to take. */
export async function takeRollout(db: Db, now: Date, leaseUntil: Date): Promise<Rollout | null> {
  const [taken] = await rowsOf<Rollout>(
    db,
    `UPDATE region_requirement SET rollout_status = 'running', rollout_lease_until = ?
     WHERE id = (SELECT id FROM region_requirement
       WHERE rollout_status IN ('pending', 'running') AND (rollout_lease_until IS NULL OR rollout_lease_until < ?)
       ORDER BY updated_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, region_code, active AND deleted_at IS NULL AND product_tags IS NULL AS active,
       rollout_cursor AS cursor, rollout_done AS done`,
    [leaseUntil, now]
  )
  return taken ?? null
}

/** Records how far a rollout went; the lease goes on. A rule that was changed meanwhile begins again: its cursor is another. */
export async function recordRollout(
  db: Db,
  { id, cursor }: Pick<Rollout, "id" | "cursor">,
  next: { cursor: string; done: number; total: number; leaseUntil: Date | null }
): Promise<boolean> {
  const status = next.leaseUntil === null ? "done" : "running"
  const recorded = await rowsOf(
    db,
    `UPDATE region_requirement SET rollout_cursor = ?, rollout_done = ?, rollout_total = ?, rollout_lease_until = ?,
       rollout_status = ? WHERE id = ? AND rollout_cursor = ? AND rollout_status = 'running' RETURNING id`,
    [next.cursor, next.done, next.total, next.leaseUntil, status, id, cursor]
  )
  return recorded.length > 0
}
