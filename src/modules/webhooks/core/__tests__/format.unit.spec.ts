import fc from "fast-check"
import { FORMATS, type FormatId } from "../format"

const addressee = { subscription_id: "sub_789", api_version: "1.0" }
const event = {
  id: "evt_abc123",
  type: "compliance.establishment_fulfilled",
  occurred_at: new Date("2026-01-04T22:30:00Z"),
  data: '{"customer_id":"cus_xyz"}',
  previous: null,
}

describe.each(Object.keys(FORMATS) as FormatId[])("format %s", (id) => {
  it("carries the name it is found by", () => {
    expect(FORMATS[id].id).toBe(id)
  })

  it("renders JSON that serialises to the very bytes again, whatever the data", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.option(fc.jsonValue()), (data, previous) => {
        const texts = { data: JSON.stringify(data), previous: previous === null ? null : JSON.stringify(previous) }
        const body = FORMATS[id].render({ ...event, ...texts }, addressee)
        expect(JSON.stringify(JSON.parse(body))).toBe(body)
      })
    )
  })
})

describe("format standard", () => {
  // These bytes are a promise: attempts made before and after an upgrade must be equal. Never change them.
  it("is the envelope of the seed document", () => {
    expect(FORMATS.standard.render(event, addressee)).toBe(
      '{"id":"evt_abc123","type":"compliance.establishment_fulfilled","created_at":"2026-01-04T22:30:00.000Z",' +
        '"data":{"customer_id":"cus_xyz"},"metadata":{"api_version":"1.0","webhook_subscription_id":"sub_789"}}'
    )
  })

  it("holds previous where the event has one", () => {
    expect(JSON.parse(FORMATS.standard.render({ ...event, previous: '{"a":1}' }, addressee))).toMatchObject({ previous: { a: 1 } })
  })
})
