import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { isHeld, NO_FACTS, statusOf, type EstablishmentFacts } from "../establishment"
import {
  withCall,
  withCorrection,
  withLifting,
  withOpenAppointment,
  withoutRequirement,
  withRequirement,
  withRevocation,
} from "../establishment-change"

const DAY_MS = 24 * 60 * 60 * 1_000
const YEAR = { validity_days: 365, renewal_notice_days: 30 }
/** Acts in a row: enough to come from everywhere to everywhere. */
const LENGTH = 5

interface State {
  facts: EstablishmentFacts
  now: Date
}
type Act = (state: State, status: string) => State | null

/** The acts as the module allows them; `null` where it does not. */
const ACTS: Record<string, Act> = {
  require: ({ facts, now }, status) =>
    ["established", "revoked"].includes(status) ? null : { facts: withRequirement(facts, now), now },
  withdraw: ({ facts, now }) => ({ facts: withoutRequirement(facts), now }),
  book: ({ facts, now }) => ({ facts: withOpenAppointment(facts, "next"), now }),
  cancel: ({ facts, now }) => ({ facts: withOpenAppointment(facts, null), now }),
  call: ({ facts, now }) => {
    const call = { completed_at: now, appointment_id: now.toISOString(), provider_id: null }
    return { facts: withCall(withOpenAppointment(facts, null), call, YEAR), now }
  },
  establish: ({ facts, now }, status) =>
    status === "revoked" ? null : { facts: withCorrection(facts, { established_at: now }, YEAR, now), now },
  expire: ({ facts }, status) =>
    status === "established" && facts.expires_at ? { facts, now: facts.expires_at } : null,
  revoke: ({ facts, now }) => ({ facts: withRevocation(facts, now, null), now }),
  lift: ({ facts, now }, status) => (status === "revoked" ? { facts: withLifting(facts, now), now } : null),
}

const statusIn = ({ facts, now }: State) => (isHeld(facts) ? statusOf(facts, now, "staff") : "[*]")

/** Every arrow that some row of acts takes. */
function arrows(): Set<string> {
  const found = new Set<string>()
  const explore = (state: State, left: number): void => {
    const from = statusIn(state)
    for (const [name, act] of Object.entries(ACTS)) {
      const next = act({ ...state, now: new Date(state.now.getTime() + DAY_MS) }, from)
      if (!next) continue
      const to = statusIn(next)
      const isRenewal = to === "established" && (name === "call" || name === "establish")
      if (from !== to || isRenewal) found.add(`${from} --> ${to}: ${name}`)
      if (left > 1) explore(next, left - 1)
    }
  }
  explore({ facts: NO_FACTS, now: new Date("2026-01-01T00:00:00Z") }, LENGTH)
  return found
}

describe("the chart of docs/compliance.md", () => {
  it("has every way from one status to another, and no other", () => {
    const page = readFileSync(resolve(__dirname, "../../../../../docs/compliance.md"), "utf8")
    const chart = /stateDiagram-v2\n([\s\S]*?)```/.exec(page)?.[1] ?? ""
    const drawn = chart.split("\n").flatMap((line) => (line.includes("-->") ? [line.trim()] : []))
    expect(drawn.sort()).toEqual([...arrows()].sort())
  })
})
