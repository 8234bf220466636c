import { api, type Api } from "../helpers/shop/api"
import { newSource, videoCall, type CallAnswer } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { HAS_PYTHON, LOGINS, PYTHON, SIGNERS, type Sender } from "../helpers/shop/signed-by-others"
import { flipped, recordsOf, texan } from "../helpers/shop/vendor-source"

/** Our own message, as whoever writes the caller sends it: signed by other people's libraries. */
describe("a video call reported by", () => {
  const shopUrl = shopUnderTest.url()
  const caller = api(shopUrl)
  let admin: Api
  let records: ReturnType<typeof recordsOf>

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    records = recordsOf(admin)
  })

  async function reported({ source: fields, sign }: Sender) {
    const source = await newSource(admin, fields)
    const { id } = await texan(shopUrl)
    const path = `/webhooks/${source.slug}`
    const body = videoCall(id, { note: "wörld" })
    const headers = await sign({ body, url: `${shopUrl}${path}`, secret: source.secret })
    const send = (bytes: string | Uint8Array, given: Record<string, string>) =>
      caller.postRaw<CallAnswer>(path, bytes, given)
    return { source, id, body, headers, send }
  }

  async function expectOnce(customerId: string, sourceId: string): Promise<void> {
    expect(await records.establishments(customerId)).toMatchObject([{ region_code: "US-TX", status: "established" }])
    expect(await records.fulfilledEvents(customerId)).toHaveLength(1)
    expect(await records.messages(sourceId)).toMatchObject([{ status: "processed" }])
  }

  async function isSigned(sender: Sender): Promise<void> {
    const { source, id, body, headers, send } = await reported(sender)
    expect((await send(flipped(body), headers)).status).toBe(401)
    expect((await send(body, {})).status).toBe(401)
    expect(await records.messages(source.id)).toEqual([])

    expect(await send(body, headers)).toMatchObject({ status: 200, body: { region_code: "US-TX", duplicate: false } })
    expect(await send(body, headers)).toMatchObject({ status: 200, body: { region_code: "US-TX", duplicate: true } })
    await expectOnce(id, source.id)
    // The signature of one source opens no other one's door.
    const other = await newSource(admin, {
      ...sender.source,
      secret: undefined,
      settings: sender.source.settings ?? {},
    })
    const isShared = sender.source.profile === "ed25519"
    const elsewhere = await caller.postRaw(`/webhooks/${other.slug}`, body, headers)
    expect(elsewhere.status).toBe(isShared ? 200 : 401)
  }

  // Python is no part of what a machine needs: where it is not, the line says so, and everybody else's library still signs.
  if (!HAS_PYTHON) console.warn("there is no python3 on this machine: its hmac signs nothing here")
  const signers = { ...SIGNERS, ...(HAS_PYTHON ? { "Python's own hmac": PYTHON } : {}) }
  it.each(Object.entries(signers))("%s counts once, and not with one bit changed", (_name, sender) => isSigned(sender))

  it.each(Object.entries(LOGINS))(
    "a %s login counts once, and not with one bit of it changed",
    async (_name, sender) => {
      const { source, id, body, headers, send } = await reported(sender)
      const { authorization = "" } = headers
      const forged = await sender.sign({ body, url: "", secret: `${"x"}${source.secret.slice(1)}` })
      const refused = [
        forged,
        { authorization: authorization.toUpperCase() },
        { authorization: `${authorization}x` },
        {},
      ]
      for (const given of refused) expect((await send(body, given as Record<string, string>)).status).toBe(401)
      expect(await records.messages(source.id)).toEqual([])

      expect(await send(body, headers)).toMatchObject({ status: 200, body: { region_code: "US-TX", duplicate: false } })
      expect(await send(body, headers)).toMatchObject({ status: 200, body: { duplicate: true } })
      await expectOnce(id, source.id)
    }
  )
})
