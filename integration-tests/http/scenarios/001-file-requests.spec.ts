import type { Api } from "../../helpers/shop/api"
import { registerPartner } from "../../helpers/receivers/partner"
import { publishEvent } from "../../helpers/shop/publish"
import { shopUnderTest } from "../../helpers/shop/shop-under-test"
import camel from "./samples/000.json"
import samples from "./samples/001.json"

const FILES = "file-request.files.update"

describe("seed document 001: file requests in snake_case", () => {
  let admin: Api

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })

  it("sends the document's sample, to whom asked for version v1, and any 2xx is a success", async () => {
    const partner = await registerPartner(admin, { events: [FILES], format: "event", api_version: "v1" })
    partner.receiver.respondWith([{ status: 299 }])
    const { id: _id, createdAt: occurredAt, type, ...data } = samples[FILES].event
    const { event, deliveries_count } = await publishEvent(admin, { type, data, occurred_at: occurredAt })
    expect(deliveries_count).toBe(1)
    const [request] = await partner.receiver.waitFor(1)
    expect(JSON.parse(request!.body)).toEqual({
      event: { ...samples[FILES].event, id: event.id, createdAt: "2021-01-15T14:33:30.929Z" },
    })
    expect(request!.headers["content-type"]).toBe("application/json")
    await partner.stop()
  })

  it("sends one event in both versions, each to who asked for it", async () => {
    const [old, recent] = await Promise.all(
      ["v1", "v2"].map((apiVersion) =>
        registerPartner(admin, { events: [FILES], format: "event", api_version: apiVersion })
      )
    )
    const { id: _id, createdAt: _at, type, ...data } = camel[FILES].event
    const { deliveries_count } = await publishEvent(admin, { type, data })
    expect(deliveries_count).toBe(2)
    const [inV2] = await recent!.receiver.waitFor(1)
    expect(JSON.parse(inV2!.body).event.fileRequest).toEqual(data.fileRequest)
    const [inV1] = await old!.receiver.waitFor(1)
    const { fileRequest } = JSON.parse(inV1!.body).event
    expect(fileRequest).toMatchObject({
      account_id: "12",
      patient_id: data.fileRequest.patientUser.id,
      staff_id: data.fileRequest.staffUser.id,
      staff_name: "Dr Rachel Williams",
      short_link_id: "a49ekq3j",
      type: "photo",
    })
    expect(fileRequest.files[0]).toMatchObject({
      mime_type: "image/jpeg",
      original_name: "IMG_0292.JPG",
      size: 2904221,
    })
    expect(JSON.stringify(fileRequest)).not.toContain("mimeType")
    await Promise.all([old!.stop(), recent!.stop()])
  })

  it("refuses a version that the type does not have, naming those it has", async () => {
    const answer = await admin.post("/admin/webhooks/subscriptions", {
      name: "x",
      url: "https://partner.example/",
      events: [FILES],
      api_version: "v3",
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain("api_version")
    expect(answer.text).toMatch(/v1.*v2/)
  })
})
