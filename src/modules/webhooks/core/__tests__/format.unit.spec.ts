import fc from "fast-check"
import { type Format } from "../format"
import { FORMATS } from "../formats"

const addressee = { subscription_id: "sub_789", api_version: "1.0" }
const event = {
  id: "evt_abc123",
  type: "compliance.establishment_fulfilled",
  occurred_at: new Date("2026-01-04T22:30:00Z"),
  data: '{"customer_id":"cus_xyz"}',
  previous: null,
}

describe.each(Object.entries<Format>(FORMATS))("format %s", (id, format) => {
  it("carries the name it is found by, and says what it is", () => {
    expect(format.id).toBe(id)
    expect(format.description).toMatch(/data/)
  })

  it("renders JSON that serialises to the very bytes again, whatever the data", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.option(fc.jsonValue()), (data, previous) => {
        const texts = { data: JSON.stringify(data), previous: previous === null ? null : JSON.stringify(previous) }
        const body = format.render({ ...event, ...texts }, addressee)
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
    expect(JSON.parse(FORMATS.standard.render({ ...event, previous: '{"a":1}' }, addressee))).toMatchObject({
      previous: { a: 1 },
    })
  })
})

describe("format event", () => {
  const eventFormat = FORMATS.event as Format
  const render = (data: unknown) => eventFormat.render({ ...event, data: JSON.stringify(data) }, addressee)

  // These bytes are a promise too.
  it("is the envelope of the seed documents", () => {
    expect(render({ mobileNumber: "+447777123456" })).toBe(
      '{"event":{"id":"evt_abc123","createdAt":"2026-01-04T22:30:00.000Z","type":"compliance.establishment_fulfilled",' +
        '"mobileNumber":"+447777123456"}}'
    )
  })

  it("has each of the envelope's keys once, its own, whatever keys the data has", () => {
    const body = render({ type: "x", a: 1, createdAt: null, id: 123, nested: { id: 5 } })
    expect(body.match(/"createdAt":/g)).toHaveLength(1)
    expect(JSON.parse(body)).toEqual({
      event: {
        id: "evt_abc123",
        createdAt: "2026-01-04T22:30:00.000Z",
        type: "compliance.establishment_fulfilled",
        a: 1,
        nested: { id: 5 },
      },
    })
  })

  it("carries data that is no object under the key data", () => {
    expect(render([1])).toBe(
      '{"event":{"id":"evt_abc123","createdAt":"2026-01-04T22:30:00.000Z","type":"compliance.establishment_fulfilled","data":[1]}}'
    )
  })

  it("has keys that are whole numbers first, as every JavaScript receiver writes them", () => {
    expect(render({ 10: "x" })).toMatch(/^{"event":{"10":"x","id":"evt_abc123",/)
  })

  it("carries every other key of the data, one named __proto__ included", () => {
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom("id", "createdAt", "type", "0", "__proto__", 'a"id":', "hasOwnProperty")
    )
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), (data) => {
        const { event: sent } = JSON.parse(render(data)) as { event: Record<string, unknown> }
        const envelope = JSON.parse(render({})) as { event: Record<string, unknown> }
        const expected = new Map([
          ...Object.entries(JSON.parse(JSON.stringify(data)) as object),
          ...Object.entries(envelope.event),
        ])
        expect(new Map(Object.entries(sent))).toEqual(expected)
        expect(JSON.stringify(JSON.parse(render(data)))).toBe(render(data))
      })
    )
  })
})

describe("format bare", () => {
  it("is the data alone", () => {
    expect(FORMATS.bare?.render({ ...event, previous: '{"a":1}' }, addressee)).toBe(event.data)
  })
})
