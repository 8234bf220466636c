import packaged from "./packaged.mjs"
import pgbouncer from "./pgbouncer.mjs"
import shortTimeouts from "./short-timeouts.mjs"
import versions from "./versions.mjs"

/**
 * What the engine has to work on besides our embedded PostgreSQL. `open` gives a server that ends with the run:
 * - `adminUrl`: of its superuser, who makes the databases
 * - `doorUrl`: how specs and the processes under test reach it, where that is another way
 * - `binaries`: of the servers that specs start themselves, where they are not ours; see `locateBinaries`
 * What can't be had on this machine is a friendly error that says what to install.
 */
export const GROUNDS = { packaged, pgbouncer, "short-timeouts": shortTimeouts, ...versions }

/** Of `npm run test:foreign`. */
export const FOREIGN = ["packaged", "pgbouncer", "short-timeouts"]

/** Of `npm run test:postgres`. */
export const VERSIONS = [...Object.keys(versions), "packaged"]
