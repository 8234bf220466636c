import { query, quoteName } from "./sql.mjs"

/**
 * What we noted about a database: which schema and seed it has. Kept as the comment of the database itself,
 * so that it is gone when the database is. An empty object when there is none.
 */
export async function readNotes(adminUrl, name) {
  const rows = await query(
    adminUrl,
    "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1",
    [name]
  )
  try {
    return JSON.parse(rows[0].comment) ?? {}
  } catch {
    return {}
  }
}

/** Adds to the notes of a database. */
export async function addNotes(adminUrl, name, notes) {
  const comment = JSON.stringify({ ...(await readNotes(adminUrl, name)), ...notes })
  await query(adminUrl, `COMMENT ON DATABASE ${quoteName(name)} IS '${comment.replaceAll("'", "''")}'`)
}
