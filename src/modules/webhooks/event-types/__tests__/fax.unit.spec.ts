import { eventTypes } from ".."
import { domainOf } from "../../event-type"

const accepts = (name: string, data: object) => eventTypes.get(name)?.schema.safeParse(data).success

describe("the events of the fax document", () => {
  const fax = [...eventTypes.values()].filter((type) => domainOf(type) === "fax")

  it("are listed as its WebHookEventList lists them", () => {
    expect(
      fax.map(({ name, title }) => ({ id: name, description: title })).sort((a, b) => (a.id < b.id ? -1 : 1))
    ).toEqual([
      { id: "inbound_direct", description: "Inbound Direct Message" },
      { id: "inbound_fax", description: "Inbound Fax" },
      { id: "inbound_mdn", description: "Inbound MDN" },
      { id: "outbound_fax", description: "Outbound Fax" },
    ])
  })

  it("go out bare, every five minutes, 15 times", () => {
    for (const type of fax) expect(type.deliveryDefaults).toEqual({ format: "bare", preset: "every-5-minutes" })
  })

  it("take ids as numbers or texts, and an account that is empty or not there", () => {
    for (const data of [{ faxId: 1, accountId: "" }, { faxId: "1" }, { faxId: 1, accountId: 12 }]) {
      expect(accepts("inbound_fax", data)).toBe(true)
      expect(eventTypes.get("inbound_fax")?.subject(data)).toBe("1")
    }
    expect(accepts("inbound_fax", { accountId: "" })).toBe(false)
    expect(accepts("inbound_fax", { faxId: "" })).toBe(false)
  })

  it.each([
    ["outbound_fax", { faxId: 1, accountId: "" }, "status", ["busy", "failure", "received", "success"]],
    [
      "inbound_mdn",
      { messageId: "m" },
      "mdnStatus",
      ["received", "processed", "dispatched", "failed", "deleted", "denied"],
    ],
  ])("%s knows the document's statuses and no other", (name, data, key, statuses) => {
    for (const status of statuses) expect(accepts(name, { ...data, [key]: status })).toBe(true)
    expect(accepts(name, { ...data, [key]: "sent" })).toBe(false)
    expect(accepts(name, data)).toBe(false)
  })
})
