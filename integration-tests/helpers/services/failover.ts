import { chownSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { until } from "../until"
import { queryDatabase } from "./database"
import { environment } from "./environment"
import { ownPostgres, type OwnPostgres } from "./own-postgres"
import { startTcpProxy } from "./tcp-proxy"

const STANDBY_TIMEOUT_MS = 30_000

/** A primary and a standby that follows it, behind one address. */
export interface Failover {
  /** The address that moves: what the shop's processes are given. */
  databaseUrl: string
  /** The servers themselves. */
  primaryUrl: string
  standbyUrl: string
  /** The primary and all its children stop where they are: connections stay open, and nothing is answered. */
  freezePrimary(): void
  /** It goes on where it was, whatever became of the standby meanwhile. */
  thawPrimary(): void
  /** The standby takes writes from now on. What the primary committed and had not yet passed on is lost. */
  promote(): Promise<void>
  /** New connections go to the standby; open ones stay with the primary. */
  repoint(): void
  /** Ends both servers and deletes their data. */
  remove(): Promise<void>
}

export interface FailoverOptions {
  /** Whether a commit waits until the standby has it: else the last ones may be lost, which is not ours to prevent. */
  synchronous?: boolean
}

/** A copy of the same stopped server follows it from its first new line on: our binaries have no pg_basebackup. */
function makeStandby(server: OwnPostgres): void {
  const { uid, gid } = environment.sparePostgres().user
  const signal = join(server.dataDir, "standby.signal")
  writeFileSync(signal, "")
  if (uid !== undefined) chownSync(signal, uid, gid!)
}

/** Starts both, with a migrated and seeded shop, and waits until the standby follows. */
export async function startFailover({ synchronous = true }: FailoverOptions = {}): Promise<Failover> {
  const primary = await ownPostgres(synchronous ? { synchronous_standby_names: "*" } : {})
  const { username, password } = new URL(primary.databaseUrl)
  const standby = await ownPostgres({
    primary_conninfo: `host=localhost port=${primary.port} user=${username} password=${password}`,
  })
  makeStandby(standby)

  const signalPrimary = (name: NodeJS.Signals) => {
    // The first is the parent: it can't start another while the others are stopped.
    for (const pid of primary.pids()) process.kill(pid, name)
  }
  // Nobody else would find servers that are frozen when the test run is ended.
  const killPrimary = () => signalPrimary("SIGKILL")
  process.once("exit", killPrimary)

  await primary.start()
  await standby.start()
  const following = "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"
  await until(async () => (await queryDatabase(primary.databaseUrl, following)).length > 0, {
    what: "the standby to follow",
    timeout_ms: STANDBY_TIMEOUT_MS,
  })
  const proxy = await startTcpProxy(primary.port)
  const address = new URL(primary.databaseUrl)
  address.host = `127.0.0.1:${proxy.port}`

  return {
    databaseUrl: address.href,
    primaryUrl: primary.databaseUrl,
    standbyUrl: standby.databaseUrl,
    freezePrimary: () => signalPrimary("SIGSTOP"),
    thawPrimary: () => signalPrimary("SIGCONT"),
    async promote() {
      const [promoted] = await queryDatabase<{ pg_promote: boolean }>(
        standby.databaseUrl,
        "SELECT pg_promote(true, 30)"
      )
      if (!promoted?.pg_promote) throw new Error("the standby was not promoted")
    },
    repoint: () => proxy.repoint(standby.port),
    async remove() {
      signalPrimary("SIGCONT")
      await proxy.close()
      // Not in peace: a primary that waits for its standby would wait for ever.
      await Promise.all([primary.stop("crash"), standby.stop("crash")])
      await Promise.all([primary.remove(), standby.remove()])
      process.off("exit", killPrimary)
    },
  }
}
