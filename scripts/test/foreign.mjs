import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { installServer } from "../lib/debian.mjs"
import { ensurePackagedPostgres } from "../lib/postgres/packaged.mjs"
import { ensurePgbouncer } from "../lib/pgbouncer.mjs"
import { describe } from "../lib/postgres.mjs"
import { friendlyError } from "../lib/lifecycle.mjs"
import { sayLeftOut } from "../lib/progress.mjs"
import { ensureTemplate } from "./template.mjs"

async function packagedEnv(env) {
  const { adminUrl } = await ensurePackagedPostgres()
  const { name } = await ensureTemplate(describe(adminUrl), env)
  return { TEST_PACKAGED_POSTGRES: JSON.stringify({ admin_url: adminUrl, template: name }) }
}

let pgbouncer = null

async function pgbouncerEnv(env) {
  pgbouncer ??= ensurePgbouncer(env.TEST_ADMIN_DATABASE_URL)
  return { TEST_PGBOUNCER_URL: await pgbouncer }
}

/** A network of its own is for root on Linux, and not in every container. */
async function namespaceEnv() {
  if (spawnSync("ip", ["-V"], { stdio: "ignore" }).error) {
    await installServer("ip", { debian: "iproute2", brew: "iproute2mac", dnf: "iproute" })
  }
  const name = `webhooks-probe-${process.pid}`
  const made = spawnSync("ip", ["netns", "add", name], { encoding: "utf8" })
  if (made.status !== 0) {
    throw friendlyError(
      `No network namespace can be made here (root on Linux, iproute2): ${(made.stderr ?? "no ip").trim()}`
    )
  }
  spawnSync("ip", ["netns", "delete", name])
  return {}
}

/** A file system of its own is for root on Linux, too. */
async function mountEnv() {
  const folder = mkdtempSync(join(tmpdir(), "webhooks-probe-"))
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { encoding: "utf8" })
  if (made.status === 0) spawnSync("umount", [folder])
  rmSync(folder, { recursive: true })
  if (made.status !== 0) {
    throw friendlyError(`No file system can be mounted here (root on Linux): ${(made.stderr ?? "no mount").trim()}`)
  }
  return {}
}

/** What some specs of the suite need beyond our own server, by the name of the spec. */
const NEEDS = {
  "packaged-postgres": packagedEnv,
  "regression-deaf-listener": pgbouncerEnv,
  pgbouncer: pgbouncerEnv,
  "black-hole": namespaceEnv,
  "disk-full": mountEnv,
}

/**
 * Prepares what it can of the grounds named. What can't be had on this machine is said in one line.
 * @param titleOf what such a line calls it
 * @returns the environment, and by name why others were left out
 */
export async function openGrounds(env, names, titleOf = (name) => name) {
  const [found, reasons] = [{}, {}]
  for (const name of names) {
    try {
      Object.assign(found, await NEEDS[name](env))
    } catch (error) {
      reasons[name] = sayLeftOut(titleOf(name), error)
    }
  }
  return { found, reasons }
}

const specOf = (name) => `foreign/${name}.spec.ts`
let leftOut = []

/** Prepares what it can; a spec whose ground can't be had is left out. */
export async function foreignEnv(env) {
  const { found, reasons } = await openGrounds(env, Object.keys(NEEDS), specOf)
  leftOut = Object.keys(reasons).map(specOf)
  return found
}

/** The specs that `foreignEnv` had to leave out; with CI set, each is a failure. */
export function leftOutSpecs() {
  return { leftOut, failed: process.env.CI ? leftOut.length : 0 }
}
