import { queryDatabase } from "../helpers/services/database"
import { expectOk, type Api } from "../helpers/shop/api"
import { newSource } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

const PATH = "/admin/webhooks/sources"

describe("sources", () => {
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  type Detail = { source: Record<string, unknown> }
  const read = async (id: string) => expectOk(await admin.get<Detail>(`${PATH}/${id}`)).source

  it("are made with little, and show what they are", async () => {
    const { id, slug } = await newSource(admin)
    expect(await read(id)).toEqual({
      ...{ id, slug, name: slug, scheme: "standard", active: true, profile: null, settings: {}, messages: null },
      ...{ rate_limit_per_minute: null, fetch_url: null, fetch_credential_set: false },
      ...{ last_refused_at: null, last_refusal: null },
      ...{ created_at: expect.any(String), updated_at: expect.any(String) },
    })
  })

  it.each(["partner", ".well-known"])("are not named %s, which is a route of our own", async (slug) => {
    const refused = await admin.post<{ issues: { path: string[] }[] }>(PATH, { name: "Source", slug })
    expect(refused.status).toBe(400)
    expect(refused.body.issues.map(({ path }) => path[0])).toContain("slug")
  })

  it("have settings that their profile knows, and messages that there are", async () => {
    const { id } = await newSource(admin)
    for (const [fields, named] of [
      [{ profile: "standard", settings: { colour: 1 } }, "settings.colour"],
      [{ settings: { a: "\0" } }, "settings"],
      [{ profile: "no-such" }, "profile"],
      [{ messages: ["video-call-completed", "no-such"] }, "messages.1"],
      [{ rate_limit_per_minute: 0 }, "rate_limit_per_minute"],
      [{ fetch_url: "ftp://vendor.example" }, "fetch_url"],
      [{ fetch_credential: "Bearer x" }, "fetch_credential"],
      [{ slug: "other" }, "slug"],
    ] as const) {
      const refused = await admin.post<{ issues: { path: (string | number)[] }[] }>(`${PATH}/${id}`, fields)
      expect(refused.status).toBe(400)
      expect(refused.body.issues[0]?.path.join(".")).toBe(named)
    }
    expect(await read(id)).toMatchObject({ profile: null, settings: {}, messages: null })
    const changed = { profile: "standard", messages: ["video-call-completed"], rate_limit_per_minute: 5 }
    expect(await admin.post(`${PATH}/${id}`, changed)).toMatchObject({ status: 200, body: { source: changed } })
  })

  it("keep a credential for the server it was given for, encrypted, and never show it", async () => {
    const { id } = await newSource(admin, {
      fetch_url: "https://vendor.example/v1",
      fetch_credential: "Bearer hunter2",
    })
    expect(await read(id)).toMatchObject({ fetch_url: "https://vendor.example/v1", fetch_credential_set: true })
    const list = await admin.get(`${PATH}?limit=200`)
    expect(list.text).not.toContain("hunter2")
    const stored = () =>
      queryDatabase<{ fetch_credential: string | null }>(
        shopUnderTest.databaseUrl(),
        "SELECT fetch_credential FROM webhook_source WHERE id = $1",
        [id]
      ).then(([row]) => row?.fetch_credential)
    const sealed = await stored()
    expect(sealed).toMatch(/^v1:/)

    const moved = await admin.post(`${PATH}/${id}`, { fetch_url: "https://evil.example/v1" })
    expect(moved).toMatchObject({ status: 400, body: { issues: [{ path: ["fetch_credential"] }] } })
    expectOk(await admin.post(`${PATH}/${id}`, { fetch_url: "https://vendor.example/v2", name: "Renamed" }))
    expect(await stored()).toBe(sealed)
    expectOk(await admin.post(`${PATH}/${id}`, { fetch_url: "https://other.example", fetch_credential: "Bearer new" }))
    expect(await stored()).not.toBe(sealed)
    expectOk(await admin.post(`${PATH}/${id}`, { fetch_url: null }))
    expect(await read(id)).toMatchObject({ fetch_url: null, fetch_credential_set: false })
  })

  it("get the secret that they are given when it has the profile's form", async () => {
    const secret = `whsec_${Buffer.alloc(32, 3).toString("base64")}`
    expect((await newSource(admin, { secret })).secret).toBe(secret)
    const refused = await admin.post(PATH, { name: "Source", slug: "short-secret", secret: "hunter2hunter2" })
    expect(refused).toMatchObject({ status: 400, body: { issues: [{ path: ["secret"] }] } })
    expect(refused.text).not.toContain("hunter2")
    // The row was not left behind without a secret.
    expect(await admin.get(`${PATH}?slug=short-secret`)).toMatchObject({ body: { count: 0 } })

    const { id } = await newSource(admin)
    const rotated = await admin.post(`${PATH}/${id}/rotate-secret`, { secret })
    expect(rotated).toMatchObject({ status: 200, body: { secret } })
  })

  it("choose among profiles that say what they are", async () => {
    type List = { profiles: { id: string; secret: string; settings: { type: string } }[]; count: number }
    const { profiles, count } = expectOk(await admin.get<List>("/admin/webhooks/profiles"))
    expect(count).toBe(profiles.length)
    expect(profiles).toEqual(
      expect.arrayContaining(
        ["standard", "hmac-sha256-hex"].map((id) => expect.objectContaining({ id, secret: "generated" }))
      )
    )
    for (const { settings } of profiles) expect(settings.type).toBe("object")
  })
})
