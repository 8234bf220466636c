import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseOptions } from "../options"
import { developmentKey } from "../secrets/encryption-key"

const KEY = Buffer.alloc(32, 1).toString("base64")

describe("the module's options", () => {
  it("have sensible defaults, the lease outliving the longest attempt", () => {
    expect(parseOptions(undefined).options).toMatchObject({
      allowPrivateTargets: false,
      attemptTimeoutMs: 15_000,
      connectTimeoutMs: 5_000,
      leaseMs: 30_000,
      maxConcurrency: 8,
    })
  })

  it("let Medusa's own keys be", () => {
    expect(() => parseOptions({ database: { clientUrl: "postgres://" } })).not.toThrow()
  })

  it.each([
    [{ attemptTimeoutMs: 0 }, "attemptTimeoutMs"],
    [{ maxConcurrency: "many" }, "maxConcurrency"],
    [{ maxInboundBytesInMemory: 262_143 }, "maxInboundBytesInMemory"],
    [{ attemptTimeoutMs: 1_000 }, "connectTimeoutMs (5000) must not exceed attemptTimeoutMs (1000)"],
    [{ listenDatabaseUrl: "localhost:5432" }, "listenDatabaseUrl"],
    [{ encryptionKey: "hunter2" }, "WEBHOOKS_ENCRYPTION_KEY"],
  ])("that are wrong stop the boot, named: %j", (options, named) => {
    expect(() => parseOptions(options)).toThrow(named)
  })

  it("take several encryption keys, and never repeat a wrong one", () => {
    expect(parseOptions({ encryptionKey: `${KEY}, ${KEY}` }).encryptionKeys).toHaveLength(2)
    expect(() => parseOptions({ encryptionKey: "hunter2" })).toThrow(
      expect.not.stringContaining("hunter2") as unknown as Error
    )
  })
})

describe("the encryption key of a machine that was given none", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "webhooks-key-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("is made once, with a warning, readable by its owner alone", () => {
    const warnings: string[] = []
    const key = developmentKey("development", folder, (message) => warnings.push(message))
    expect(key).toHaveLength(32)
    expect(developmentKey("test", folder, (message) => warnings.push(message))).toEqual(key)
    expect(warnings).toEqual([expect.stringContaining("WEBHOOKS_ENCRYPTION_KEY")])
    const file = join(folder, ".data/webhooks-encryption-key")
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(warnings.join()).not.toContain(readFileSync(file, "utf8"))
  })

  it("is refused in production", () => {
    expect(() => developmentKey("production", folder, () => undefined)).toThrow("WEBHOOKS_ENCRYPTION_KEY is required")
  })
})
