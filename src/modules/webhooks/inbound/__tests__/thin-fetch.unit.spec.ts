import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { ThinFetch } from "../thin-fetch"

describe("what is fetched from a vendor", () => {
  let server: Server
  let callsCount = 0
  beforeAll(async () => {
    // Answers nothing: a request that gets here hangs.
    server = createServer(() => void callsCount++)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const target = (host: string) => ({
    fetch_url: `http://${host}:${(server.address() as AddressInfo).port}`,
    credential: "Bearer hunter2",
  })
  const request = { method: "GET" as const, path: "/" }

  it.each(["127.0.0.1", "localhost", "[::1]", "169.254.169.254"])("is never at %s", async (host) => {
    const fetch = new ThinFetch(false)
    expect(await fetch.send(target(host), request)).toMatchObject({ refused: expect.not.stringContaining("hunter2") })
    expect(callsCount).toBe(0)
    await fetch.close()
  })

  it("is waited for a while, and tried again later", async () => {
    const fetch = new ThinFetch(true, 200)
    expect(await fetch.send(target("127.0.0.1"), request)).toMatchObject({ delayed: expect.stringContaining("200 ms") })
    expect(callsCount).toBe(1)
  })

  it("needs a server", async () => {
    expect(await new ThinFetch(true).send({ fetch_url: null, credential: null }, request)).toMatchObject({
      refused: expect.stringContaining("fetch_url"),
    })
  })
})
