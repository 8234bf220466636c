import fc from "fast-check"
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import {
  DELIVERY_STATUSES,
  OPEN_STATUSES,
  statusAfterAttempt,
  statusesAllowing,
  transition,
  transitions,
  type DeliveryChange,
} from "../delivery-state"

const CHANGES: DeliveryChange[] = ["succeed", "fail_for_now", "give_up", "cancel", "retry_by_hand"]
const change = fc.constantFrom(...CHANGES)

describe("the states of a delivery", () => {
  it("are the same after an attempt, whichever open one it was made in", () => {
    for (const change of ["succeed", "fail_for_now", "give_up"] as const) {
      for (const status of OPEN_STATUSES) expect(transition(status, change)).toBe(statusAfterAttempt(change))
    }
    expect(statusAfterAttempt("succeed")).toBe("delivered")
    expect(statusAfterAttempt("fail_for_now")).toBe("retrying")
    expect(statusAfterAttempt("give_up")).toBe("failed")
  })

  it("are drawn in docs/delivery-lifecycle.md, arrow for arrow", () => {
    const drawing = readFileSync(resolve(__dirname, "../../../../../docs/delivery-lifecycle.md"), "utf8")
    const arrows = [...drawing.matchAll(/^\s*(\w+) --> (\w+): (\w+)$/gm)].map(
      ([, from, to, what]) => `${from} ${what} ${to}`
    )
    expect(arrows.sort()).toEqual(
      transitions()
        .map(([from, what, to]) => `${from} ${what} ${to}`)
        .sort()
    )
  })

  it("never leave the known ones, whatever happens in whatever order", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let status: (typeof DELIVERY_STATUSES)[number] = "pending"
        for (const next of changes) status = transition(status, next) ?? status
        expect(DELIVERY_STATUSES).toContain(status)
      })
    )
  })

  it("rest once delivered, failed or cancelled, until somebody retries by hand", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("delivered" as const, "failed" as const, "cancelled" as const),
        change,
        (status, next) => {
          expect(transition(status, next)).toBe(next === "retry_by_hand" ? "retrying" : null)
        }
      )
    )
  })

  it("take every verdict of an attempt while open", () => {
    for (const status of OPEN_STATUSES) {
      for (const verdict of ["succeed", "fail_for_now", "give_up"] as const)
        expect(transition(status, verdict)).not.toBeNull()
    }
  })

  it("list the statuses from which a change is allowed", () => {
    expect(statusesAllowing("cancel")).toEqual(["pending", "retrying"])
    expect(statusesAllowing("retry_by_hand")).toEqual([...DELIVERY_STATUSES])
  })
})
