import { createHash } from "node:crypto"
import { dedupeKey, kindOf, otherBodyKey, sha256 } from "../inbound-identity"

const identity = { kind: "emr/video-call-completed", sender_id: "msg_1", body_hash: sha256("{}") }

describe("what a message is known by", () => {
  it("is its id, whatever its body, and its body where it has no id", () => {
    expect(dedupeKey({ ...identity, body_hash: sha256("other") })).toBe(dedupeKey(identity))
    const nameless = { ...identity, sender_id: null }
    expect(dedupeKey({ ...nameless, body_hash: sha256("other") })).not.toBe(dedupeKey(nameless))
  })

  it("is not the same for another id, another message, or an id that looks like a hash", () => {
    const keys = [
      dedupeKey(identity),
      dedupeKey({ ...identity, sender_id: "msg_2" }),
      dedupeKey({ ...identity, kind: "emr/other" }),
      dedupeKey({ ...identity, sender_id: null }),
      dedupeKey({ ...identity, sender_id: `sha256:${identity.body_hash}` }),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  // The migration computes the same in SQL, so that a message of before is still known.
  it("is the hash of what was stored before", () => {
    const former = `${identity.kind} id:${identity.sender_id}`
    expect(dedupeKey(identity)).toBe(createHash("sha256").update(former).digest("hex"))
  })

  it("is short, however long the id", () => {
    expect(dedupeKey({ ...identity, sender_id: "x".repeat(100_000) })).toHaveLength(64)
  })

  it("is its own for each other body under one id", () => {
    const other = { ...identity, body_hash: sha256("other") }
    expect(otherBodyKey(other)).toBe(otherBodyKey({ ...other }))
    expect(otherBodyKey(other)).not.toBe(otherBodyKey({ ...identity, body_hash: sha256("third") }))
  })
})

describe("a kind", () => {
  it("has a name of a vendor's that fits a list", () => {
    expect(kindOf("zoom", "meeting.ended")).toBe("zoom/meeting.ended")
    expect(kindOf("zoom", "a/b c\0é")).toBe("zoom/a_b_c__")
    expect(kindOf("zoom", "")).toBe("zoom/unknown")
    expect(kindOf("zoom", "x".repeat(1_000))).toHaveLength("zoom/".length + 100)
  })
})
