import { execFileSync, spawnSync } from "node:child_process"

/** Ids of a system user, or `null` when there is none of that name. */
export function idsOf(name) {
  try {
    const id = (flag) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }))
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    return null
  }
}

/**
 * Who PostgreSQL runs as: ourselves (`{}`), or, since it refuses root, the system user `postgres`, made when
 * missing; where no user can be made, `nobody`.
 */
export function serverUser() {
  if (process.getuid?.() !== 0) return {}
  const existing = idsOf("postgres")
  if (existing) return existing
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], { stdio: "ignore" })
  return idsOf("postgres") ?? idsOf("nobody")
}

/** Whether that user can read a path, asked of the system itself: modes alone do not tell (ACLs, mounts). */
export function canRead(user, path) {
  if (user.uid === undefined) return true
  const { status } = spawnSync("/bin/sh", ["-c", 'test -r "$1" && test -x "$1"', "sh", path], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  })
  return status === 0
}
