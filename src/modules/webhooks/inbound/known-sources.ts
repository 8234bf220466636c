import type { Clock } from "../core/clock"
import type { Profile } from "../core/profile"
import { DecryptedCache } from "../secrets/decrypted-cache"
import type { SecretBox } from "../core/secret-box"
import { secretBytes } from "../core/secrets"
import type { Db } from "../store/db"
import { activeSlugs, findSource, type SourceRecord } from "../store/sources"
import { profileOf } from "./profile-of"

/** A source that is switched on, ready to verify its calls. */
export interface KnownSource extends SourceRecord {
  profileFound: Profile
  /** What the profile's schema made of the row's settings. */
  parsedSettings: unknown
  /** Encrypted; those that were live when the source was read. */
  secrets: readonly string[]
}

/** Why a source's calls can't be verified, for staff. */
export interface UnusableSource {
  id: string
  slug: string
  unusable: string
}

/** What another process changed is seen after this; what this process changes, at once. */
const REMEMBERED_MS = 1_000

interface Remembered<T> {
  found: Promise<T>
  untilMs: number
}

/**
 * Reads the sources of calls, and remembers them for a second. Calls without a signature cost at most a query a second and
 * source; those to slugs that no source has, one query a second in all.
 */
export class KnownSources {
  private slugs: Remembered<Set<string>> | null = null
  /** Only of slugs that there are: whoever tries all others can't fill the memory. */
  private remembered = new Map<string, Remembered<KnownSource | UnusableSource | null>>()
  private readonly opened: DecryptedCache

  constructor(
    private readonly db: Db,
    box: SecretBox,
    private readonly clock: Clock
  ) {
    this.opened = new DecryptedCache(box)
  }

  /** @returns the source that is switched on and has this slug; `null` when there is none. @throws when the database is away. */
  async find(slug: string): Promise<KnownSource | UnusableSource | null> {
    const slugs = await this.activeSlugs()
    if (!slugs.has(slug)) return null
    const known = this.remembered.get(slug)
    if (known && known.untilMs > performance.now()) return known.found
    const found = findSource(this.db, slug, this.clock.now()).then((row) => row && usable(row))
    const { remembered } = this
    const entry = { found, untilMs: performance.now() + REMEMBERED_MS }
    remembered.set(slug, entry)
    // A failure is not remembered: the next call asks again.
    found.catch(() => remembered.get(slug) === entry && remembered.delete(slug))
    return found
  }

  /** Forgets all: called by whoever changes a source or a secret in this process. */
  forget(): void {
    this.slugs = null
    this.remembered = new Map()
  }

  /**
   * The live secrets in clear text, newest first. One that can't be opened, or is not of the profile's kind, is left out: it
   * must not stop the others.
   * @returns also why some were left out, for the log.
   */
  secretsOf({ secrets, profileFound }: KnownSource): { clear: string[]; leftOut: string[] } {
    const clear: string[] = []
    const leftOut: string[] = []
    for (const sealed of secrets) {
      try {
        const secret = this.opened.open(sealed)
        if (profileFound.secret === "generated" && !secretBytes(secret))
          leftOut.push("a secret is not of the form whsec_…")
        else clear.push(secret)
      } catch (error) {
        leftOut.push(`a secret can't be opened: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    return { clear, leftOut }
  }

  private activeSlugs(): Promise<Set<string>> {
    // By the process's own time: a test's clock stands still.
    if (this.slugs && this.slugs.untilMs > performance.now()) return this.slugs.found
    const entry = { found: activeSlugs(this.db), untilMs: performance.now() + REMEMBERED_MS }
    this.slugs = entry
    entry.found.catch(() => this.slugs === entry && (this.slugs = null))
    return entry.found
  }
}

function usable(row: SourceRecord & { secrets: string[] }): KnownSource | UnusableSource {
  const profileFound = profileOf(row)
  const unusable = (reason: string) => ({ id: row.id, slug: row.slug, unusable: reason })
  if (!profileFound) return unusable(`this version knows no profile "${row.profile ?? row.scheme}"`)
  const settings = profileFound.settings.safeParse(row.settings ?? {})
  if (!settings.success) return unusable(`the settings are none of the profile "${profileFound.id}"`)
  return { ...row, profileFound, parsedSettings: settings.data }
}
