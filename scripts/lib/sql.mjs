/** Runs statements on one short connection. `pg` comes with Medusa, so it is loaded only once installed. */
export async function query(url, sql, values = []) {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql, values)
    return rows
  } finally {
    await client.end()
  }
}

/** Whether a server answers there to this user and password. */
export async function canConnect(url) {
  try {
    await query(url, "SELECT 1")
    return true
  } catch {
    return false
  }
}

/** Quotes a name that cannot be a parameter. */
export function quoteName(name) {
  return `"${name.replaceAll('"', '""')}"`
}

/** Creates a database when it is not there. */
export async function ensureDatabase(adminUrl, name) {
  const rows = await query(adminUrl, "SELECT 1 FROM pg_database WHERE datname = $1", [name])
  if (rows.length === 0) await query(adminUrl, `CREATE DATABASE ${quoteName(name)}`)
}

/** Drops a database, whoever is still connected to it. */
export function dropDatabase(adminUrl, name) {
  return query(adminUrl, `DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`)
}
