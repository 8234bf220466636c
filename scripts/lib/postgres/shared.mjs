import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import { defer, friendlyError } from "../lifecycle.mjs"
import { withLock } from "../lock.mjs"
import { dataPath } from "../project.mjs"
import { keptOnce } from "../secrets.mjs"
import { canConnect } from "../sql.mjs"
import { SUPERUSER, initialise, isInitialised, runningPort, startServer, stopServer } from "./cluster.mjs"
import { freePort } from "./ports.mjs"
import { enter, leave } from "./users.mjs"

function adminUrl({ password, port }) {
  return `postgres://${SUPERUSER}:${password}@localhost:${port}/postgres`
}

async function startOrJoin({ name, title, home, settings }, say) {
  const place = home.moved ? ` in ${home.data_dir}, as its user may not enter this folder` : ""
  const stateFile = `${name}.json`
  const state = keptOnce(stateFile, () => ({ password: randomBytes(24).toString("hex"), port: 0 }))

  const livePort = runningPort(home)
  if (livePort && (await canConnect(adminUrl({ ...state, port: livePort })))) {
    say(`joined ${title} on port ${livePort}${place}`)
    return { ...state, port: livePort }
  }
  // It lives but does not know our password: `.data` was deleted under it, so nobody can use it any more.
  if (livePort) await stopServer(home)
  // The same outside the project, where deleting `.data` does not reach.
  const isOrphan = home.moved && state.port === 0
  const isNew = isOrphan || !isInitialised(home)
  if (isNew) await initialise(home, state.password)
  const port = await freePort(state.port)
  await startServer(home, port, settings)
  if (!(await canConnect(adminUrl({ ...state, port })))) {
    throw friendlyError(
      `${home.data_dir} does not know the password in .data/${stateFile}. Delete the folder to start afresh.`
    )
  }
  writeFileSync(dataPath(stateFile), `${JSON.stringify({ ...state, port }, null, 2)}\n`, { mode: 0o600 })
  say(`${isNew ? "created" : "started"} ${title} on port ${port}${place}`)
  return { ...state, port }
}

async function leaveOrStop({ name, home }) {
  await withLock(name, async () => {
    if (leave(name).others_count === 0 && runningPort(home)) await stopServer(home)
  })
}

/**
 * Gives a PostgreSQL of ours, which is created and started as needed and stopped by the last of our processes that leaves it.
 * @param server.name of its folder and its state in `.data`; `title`: what is said of it; `home`: see `chooseHome`; `settings`:
 * see `startServer`
 * @returns the URL of its superuser
 */
export async function joinServer(server, say) {
  enter(server.name)
  defer(() => leaveOrStop(server))
  return adminUrl(await withLock(server.name, () => startOrJoin(server, say)))
}
