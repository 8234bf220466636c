import type { SignatureSchemeId } from "../core/signature-scheme"
import { rowsOf, type Db } from "./db"

/** The source that a call comes from, if it is switched on. */
export async function findActiveSource(
  db: Db,
  slug: string
): Promise<{ id: string; scheme: SignatureSchemeId } | null> {
  const [found] = await rowsOf<{ id: string; scheme: SignatureSchemeId }>(
    db,
    `SELECT id, scheme FROM webhook_source WHERE slug = ? AND active AND deleted_at IS NULL`,
    [slug]
  )
  return found ?? null
}
