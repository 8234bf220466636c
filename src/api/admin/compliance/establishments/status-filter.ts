import type { EstablishmentStatus } from "../../../../modules/compliance/core/establishment"

/**
 * The filter of a list by status, as it is at `now`: a row whose end has passed is expired, also before the job has
 * written it.
 */
export function statusFilter(
  status: EstablishmentStatus | EstablishmentStatus[] | undefined,
  now: Date
): Record<string, unknown>[] {
  if (status === undefined) return []
  const alternatives = [status].flat().flatMap((one): Record<string, unknown>[] => {
    if (one === "established") return [{ status: one, $or: [{ expires_at: null }, { expires_at: { $gt: now } }] }]
    if (one === "expired") return [{ status: one }, { status: "established", expires_at: { $lte: now } }]
    return [{ status: one }]
  })
  return [{ $or: alternatives }]
}
