import { execFileSync } from "node:child_process"
import { cpus, totalmem } from "node:os"
import { environment } from "../integration-tests/helpers/services/environment"
import { queryDatabase } from "../integration-tests/helpers/services/database"

const GIB_BYTES = 2 ** 30
const SETTINGS = ["shared_buffers", "fsync", "synchronous_commit", "full_page_writes", "max_wal_size"]

/** What was measured on: name → value, as it is printed. */
export async function describeMachine(): Promise<Record<string, string>> {
  const url = environment.adminDatabaseUrl()
  const [version] = await queryDatabase<{ server_version: string }>(url, "SHOW server_version")
  const settings = await queryDatabase<{ name: string; setting: string }>(
    url,
    "SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name = ANY($1) ORDER BY name",
    [SETTINGS]
  )
  return {
    cores: `${cpus().length} (${cpus()[0]?.model.trim() ?? "unknown"})`,
    memory: `${Math.round(totalmem() / GIB_BYTES)} GiB`,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    PostgreSQL: `${version?.server_version} (${settings.map(({ name, setting }) => `${name} ${setting}`).join(", ")})`,
    Redis: execFileSync("redis-server", ["--version"], { encoding: "utf8" }).match(/v=(\S+)/)?.[1] ?? "unknown",
  }
}
