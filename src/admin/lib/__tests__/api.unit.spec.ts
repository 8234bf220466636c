import type { ApiError } from "../api-error"

const asked = jest.fn<Promise<Response>, [URL, RequestInit]>()

/** What the dashboard's build defines, and what a browser has. */
function loadedWith(defines: { __AUTH_TYPE__: string; __BACKEND_URL__?: string }): typeof import("../api") {
  const window = {
    location: { origin: "https://shop.example" },
    localStorage: { getItem: () => "token", setItem: () => undefined },
  }
  Object.assign(globalThis, { __BACKEND_URL__: "/", __JWT_TOKEN_STORAGE_KEY__: "", ...defines, window, fetch: asked })
  jest.resetModules()
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- anew for each build
  return require("../api") as typeof import("../api")
}

const realFetch = globalThis.fetch
afterEach(() => {
  asked.mockReset()
  Reflect.deleteProperty(globalThis, "window")
  globalThis.fetch = realFetch
})

test("a call goes below the backend's path, with the session", async () => {
  asked.mockResolvedValue(Response.json({ deliveries: [] }))
  const { call } = loadedWith({ __AUTH_TYPE__: "session", __BACKEND_URL__: "https://api.example/shop/" })
  expect(await call("/admin/webhooks/deliveries", { query: { status: ["failed", "pending"] } })).toEqual({
    deliveries: [],
  })
  const [url, init] = asked.mock.lastCall!
  expect(url.href).toBe("https://api.example/shop/admin/webhooks/deliveries?status=failed&status=pending")
  expect(init).toMatchObject({ method: "GET", credentials: "include" })
  expect(init.headers).not.toHaveProperty("authorization")
})

test("a shop built for JWT is sent the token, and no cookie", async () => {
  asked.mockResolvedValue(Response.json({}))
  const { call } = loadedWith({ __AUTH_TYPE__: "jwt" })
  await call("/admin/webhooks/sources", { method: "POST", body: { name: "EMR" } })
  const [url, init] = asked.mock.lastCall!
  expect(url.href).toBe("https://shop.example/admin/webhooks/sources")
  expect(init).toMatchObject({
    credentials: "omit",
    body: '{"name":"EMR"}',
    headers: { authorization: "Bearer token" },
  })
})

test("a refusal keeps its issues, and what is no JSON its status", async () => {
  const issues = [{ path: ["url"], code: "url", message: "is not a URL" }]
  asked.mockResolvedValueOnce(Response.json({ type: "invalid_data", message: "url: …", issues }, { status: 400 }))
  const { call } = loadedWith({ __AUTH_TYPE__: "session" })
  const errorOf = () => call("/admin/webhooks/subscriptions").catch((error: unknown) => error as ApiError)
  expect(await errorOf()).toMatchObject({ status: 400, message: "url: …", issues })
  asked.mockResolvedValueOnce(new Response("<html>", { status: 502, statusText: "Bad Gateway" }))
  expect(await errorOf()).toMatchObject({ status: 502, message: "Bad Gateway", issues: [] })
})
