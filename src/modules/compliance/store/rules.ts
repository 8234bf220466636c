import type { RegionRequirement } from "../core/requirement"
import { dated, rowsOf, type Db, type RecordOf } from "./rows"

const COLUMNS = "id, region_code, active, validity_days, renewal_notice_days, product_tags, created_at, updated_at"

/** Every live rule, active or not. A shop has some dozens. */
export async function allRules(db: Db): Promise<RegionRequirement[]> {
  const sql = `SELECT ${COLUMNS} FROM region_requirement WHERE deleted_at IS NULL ORDER BY region_code`
  const found = await rowsOf<RecordOf<RegionRequirement>>(db, sql, [])
  return found.map((rule) => dated<RegionRequirement>(rule, ["created_at", "updated_at"]))
}
