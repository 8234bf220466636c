import { execFileSync } from "node:child_process"
import { rmSync, statfsSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** A file system of its own, in memory, for one folder. */
export interface SmallDisk {
  /** Takes all the room that is left. */
  fill(): void
  /** Gives it back. */
  free(): void
  /** The folder is empty then. */
  remove(): void
}

/**
 * Moves a folder onto a disk that has little more room than the folder needs. Needs root on Linux.
 * @param spareBytes how much more
 */
export function putOnSmallDisk(folder: string, spareBytes: number): SmallDisk {
  const original = `${folder}-original`
  const usedBytes = Number(execFileSync("du", ["-sb", folder], { encoding: "utf8" }).split("\t")[0])
  execFileSync("mv", [folder, original])
  execFileSync("mkdir", [folder])
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${usedBytes + spareBytes}`, "tmpfs", folder])
  const unmount = () => void execFileSync("umount", ["--lazy", folder])
  process.once("exit", unmount)
  execFileSync("cp", ["-a", `${original}/.`, folder])
  execFileSync("chown", ["--reference", original, folder])
  execFileSync("chmod", ["--reference", original, folder])
  rmSync(original, { recursive: true })
  const filler = join(folder, "filler")
  return {
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      process.off("exit", unmount)
      unmount()
    },
  }
}
