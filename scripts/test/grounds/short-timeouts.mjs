import { ensurePostgres } from "../../lib/postgres.mjs"
import { query } from "../../lib/sql.mjs"

/** Not the superuser, as nobody is on a managed server; owns what the superuser owns. */
const ROLE = "hurried"
const TIMEOUTS = { statement_timeout: "2s", lock_timeout: "1s", idle_in_transaction_session_timeout: "1s" }

export default {
  title: "a role that may not wait: statement_timeout 2 s, lock_timeout 1 s, idle_in_transaction_session_timeout 1 s",
  async open() {
    const { adminUrl, user, password } = await ensurePostgres()
    const [found] = await query(adminUrl, "SELECT 1 FROM pg_roles WHERE rolname = $1", [ROLE])
    if (!found) await query(adminUrl, `CREATE ROLE ${ROLE} LOGIN`)
    await query(adminUrl, `ALTER ROLE ${ROLE} PASSWORD '${password.replaceAll("'", "''")}'`)
    await query(adminUrl, `GRANT "${user}" TO ${ROLE}`)
    for (const [name, value] of Object.entries(TIMEOUTS))
      await query(adminUrl, `ALTER ROLE ${ROLE} SET ${name} = '${value}'`)
    const door = new URL(adminUrl)
    door.username = ROLE
    return { adminUrl, doorUrl: door.href }
  },
}
