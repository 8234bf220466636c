import { z } from "@medusajs/framework/zod"
import { CHECKOUT_MODES } from "./core/checkout"
import { REVOCATION_ENDS } from "./core/establishment"
import { DIVIDED_BY_DEFAULT } from "./core/region-code"
import { hasSubdivisions } from "./core/subdivisions"

/** Everything an operator can set. `docs/compliance.md` lists it; medusa-config.ts fills it from the environment. */
const schema = z.object({
  /** What happens to a cart whose customer lacks a verification: nothing, a warning in the answers, or no order. */
  checkout: z.enum(CHECKOUT_MODES).default("off"),
  /** Minutes; a shorter call verifies nobody. */
  shortestCallMinutes: z.number().min(0).max(1_440).default(1),
  /** Days between a call and its message; an older call verifies nobody. `null`: none is too old. */
  oldestCallDays: z.number().positive().nullable().default(30),
  /** What ends a revocation, see core/establishment. */
  revocationEndsBy: z.enum(REVOCATION_ENDS).default("staff"),
  /** Days after which the history of establishments is deleted; `null` keeps it for ever. */
  complianceRetentionDays: z.number().positive().nullable().default(null),
  /** Countries (alpha-2) whose subdivisions are regions of their own, also without a rule for one of them. */
  dividedCountries: z
    .array(z.string().refine(hasSubdivisions, "must be a country, in capitals, that ISO 3166-2 divides"))
    .default([...DIVIDED_BY_DEFAULT]),
})

export type ComplianceOptions = z.output<typeof schema>

/**
 * Checks the module's options. Unknown keys are ignored, because Medusa adds keys of its own.
 * @throws Error naming each option that is wrong: a loader throws it, and the boot stops.
 */
export function parseOptions(input: unknown): ComplianceOptions {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
  throw new Error(`compliance: ${problems.join("; ")}`)
}
