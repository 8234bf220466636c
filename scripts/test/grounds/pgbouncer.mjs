import { ensurePgbouncer } from "../../lib/pgbouncer.mjs"
import { ensurePostgres } from "../../lib/postgres.mjs"

export default {
  title: "PgBouncer in transaction mode: no two statements outside a transaction share a session",
  async open() {
    const { adminUrl } = await ensurePostgres()
    return { adminUrl, doorUrl: await ensurePgbouncer(adminUrl) }
  },
}
