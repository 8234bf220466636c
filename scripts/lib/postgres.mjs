import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import { defer, friendlyError } from "./lifecycle.mjs"
import { withLock } from "./lock.mjs"
import { SUPERUSER, initialise, isInitialised, runningPort, startServer, stopServer } from "./postgres/cluster.mjs"
import { chooseHome } from "./postgres/home.mjs"
import { freePort } from "./postgres/ports.mjs"
import { enter, leave } from "./postgres/users.mjs"
import { step } from "./progress.mjs"
import { dataPath } from "./project.mjs"
import { keptOnce } from "./secrets.mjs"
import { canConnect, ensureDatabase } from "./sql.mjs"

const SHOP_DATABASE = "shop"
const STATE_FILE = "postgres.json"
const USUAL_PORT = 5432

function describe(adminUrl) {
  const url = new URL(adminUrl)
  const urlFor = (database) => {
    const own = new URL(adminUrl)
    own.pathname = `/${database}`
    return own.href
  }
  return {
    adminUrl: adminUrl,
    urlFor,
    host: url.hostname,
    port: Number(url.port || USUAL_PORT),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

function adminUrl({ password, port }) {
  return `postgres://${SUPERUSER}:${password}@localhost:${port}/postgres`
}

async function startOrJoin(home, say) {
  const place = home.moved ? ` in ${home.data_dir}, as its user may not enter this folder` : ""
  const state = keptOnce(STATE_FILE, () => ({ password: randomBytes(24).toString("hex"), port: 0 }))

  const livePort = runningPort(home)
  if (livePort && (await canConnect(adminUrl({ ...state, port: livePort })))) {
    say(`joined the embedded PostgreSQL on port ${livePort}${place}`)
    return { ...state, port: livePort }
  }
  // It lives but does not know our password: `.data` was deleted under it, so nobody can use it any more.
  if (livePort) await stopServer(home)
  // The same outside the project, where deleting `.data` does not reach.
  const isOrphan = home.moved && state.port === 0
  const isNew = isOrphan || !isInitialised(home)
  if (isNew) await initialise(home, state.password)
  const port = await freePort(state.port)
  await startServer(home, port)
  if (!(await canConnect(adminUrl({ ...state, port })))) {
    throw friendlyError(
      `${home.data_dir} does not know the password in .data/${STATE_FILE}. Delete the folder to start afresh.`
    )
  }
  writeFileSync(dataPath(STATE_FILE), `${JSON.stringify({ ...state, port }, null, 2)}\n`, { mode: 0o600 })
  say(`${isNew ? "created" : "started"} the embedded PostgreSQL on port ${port}${place}`)
  return { ...state, port }
}

async function leaveOrStop(home) {
  await withLock("postgres", async () => {
    if (leave().others_count === 0 && runningPort(home)) await stopServer(home)
  })
}

/**
 * Gives a PostgreSQL: the one of DATABASE_URL, else our embedded one, which is created and started as needed
 * and stopped by the last of our processes that leaves it.
 */
export function ensurePostgres() {
  return step("postgres", "starting the embedded PostgreSQL", async (say) => {
    if (process.env.DATABASE_URL) {
      say("using DATABASE_URL")
      return { ...describe(process.env.DATABASE_URL), embedded: false }
    }
    const home = chooseHome()
    enter()
    defer(() => leaveOrStop(home))
    const server = await withLock("postgres", () => startOrJoin(home, say))
    return { ...describe(adminUrl(server)), embedded: true }
  })
}

/** The database of the shop on this machine, which the demo and `npm run dev` share: DATABASE_URL's, or one of ours. */
export async function shopDatabase(postgres) {
  if (!postgres.embedded) return { name: new URL(postgres.adminUrl).pathname.slice(1), url: postgres.adminUrl }
  await ensureDatabase(postgres.adminUrl, SHOP_DATABASE)
  return { name: SHOP_DATABASE, url: postgres.urlFor(SHOP_DATABASE) }
}
