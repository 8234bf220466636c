import { setTimeout as sleep } from "node:timers/promises"
import type { Clock } from "../core/clock"
import { FREE_FAILURES } from "../core/lockout"
import type { Db } from "../store/db"
import { countFailedLogin, findPartner, forgetFailedLogins } from "../store/partner-logins"
import { ConcurrencyLimit } from "./concurrency-limit"
import { GuessLimiter } from "./guess-limiter"
import { NOBODYS_HASH, isPasswordOf } from "./password"

/** A self-service partner whose password was right. */
export interface LoggedInPartner {
  id: string
  name: string
  /** `null` for a vendor. */
  account_id: string | null
  /** Event patterns that the partner may subscribe to. */
  events: string[]
}

/** What a partner sends to log in. */
export interface Credentials {
  application_id: string
  password: string
  /** The caller's IP address. */
  address: string
}

export type Login =
  | { partner: LoggedInPartner }
  | { refused: "credentials" }
  | { refused: "locked"; retryAfterSeconds: number }
  | { refused: "busy" }

/** Passwords checked at once. scrypt runs on Node's four pool threads, which deliveries need for DNS. */
const MAX_CHECKS = 2
const MAX_WAITING = 64
/** Wrong passwords from one IP address before it is locked: several partners may share an address. */
const FREE_FAILURES_OF_ADDRESS = 50
const MAX_REMEMBERED = 10_000
/** No wrong password is answered sooner: writing the row of a known id takes time, which would otherwise reveal that the id exists. */
const REFUSED_AFTER_MS = 200

/** Authenticates self-service partners. Every failure, errors included, is a refusal. */
export class PartnerLogins {
  private readonly passwordChecks = new ConcurrencyLimit(MAX_CHECKS, MAX_WAITING)
  private readonly unknownIds = new GuessLimiter(FREE_FAILURES, MAX_REMEMBERED)
  private readonly addresses = new GuessLimiter(FREE_FAILURES_OF_ADDRESS, MAX_REMEMBERED)

  constructor(
    private readonly db: Db,
    private readonly clock: Clock
  ) {}

  /** Checks credentials. The answer and its timing are the same for an unknown id, a switched-off partner and a wrong password. */
  async check(given: Credentials): Promise<Login> {
    const now = this.clock.now()
    const beganMs = performance.now()
    const lockedUntil = this.addresses.lockedUntil(networkOf(given.address), now)
    if (lockedUntil) return locked(lockedUntil, now)
    // The row is read inside the limit: else a hundred concurrent guesses would all be checked before the first is counted.
    const login = await this.passwordChecks.run(() => this.checkInTurn(given))
    if (login && "refused" in login && login.refused === "credentials")
      await sleep(REFUSED_AFTER_MS - (performance.now() - beganMs))
    return login ?? { refused: "busy" }
  }

  private async checkInTurn({ application_id, password, address }: Credentials): Promise<Login> {
    const now = this.clock.now()
    const row = await findPartner(this.db, application_id)
    const lockedUntil = row ? row.locked_until : this.unknownIds.lockedUntil(application_id, now)
    if (lockedUntil && lockedUntil > now) return locked(lockedUntil, now)
    const isRight = await isPasswordOf(row?.password_hash ?? NOBODYS_HASH, password)
    if (row?.active && isRight) {
      if (row.failed_logins > 0) await forgetFailedLogins(this.db, row.id)
      const { id, name, account_id, events } = row
      return { partner: { id, name, account_id, events } }
    }
    this.addresses.fail(networkOf(address), now)
    if (row) await countFailedLogin(this.db, row.id, now)
    else this.unknownIds.fail(application_id, now)
    return { refused: "credentials" }
  }
}

function locked(until: Date, now: Date): Login {
  return { refused: "locked", retryAfterSeconds: Math.ceil((until.getTime() - now.getTime()) / 1_000) }
}

/** An IPv4 address, or the /64 network of an IPv6 address: whoever has one address of it has them all. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, "")
  return plain.includes(":") ? plain.replace(/::.*$/, "").split(":").slice(0, 4).join(":") : plain
}
