import { CLAIM } from "./claim.sql"
import { LOOK_AGAIN } from "./look-again.sql"
import { SETTLE } from "./settle.sql"

/**
 * The module's database functions as they are now, by name. A migration holds a frozen copy of what it installed; a test
 * compares these texts with what a migrated database runs. CONTRIBUTING says how one is changed.
 */
export const DATABASE_FUNCTIONS: Readonly<Record<string, string>> = {
  webhook_claim: CLAIM,
  webhook_look_again_ms: LOOK_AGAIN,
  webhook_settle: SETTLE,
}
