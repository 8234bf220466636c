import type { LookupAddress, lookup } from "node:dns"
import { Agent, request } from "undici"
import { BlockedTargetError, guardedConnect } from "../_guarded-connect"

/** A resolver that knows one name; other people's servers are what we fake. */
function resolverOf(addresses: () => string[]): typeof lookup {
  return ((_name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      addresses().map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))
    )) as unknown as typeof lookup
}

async function errorOf(addresses: () => string[]): Promise<unknown> {
  const agent = new Agent({ connect: guardedConnect(200, false, resolverOf(addresses)) })
  try {
    return await request("http://partner.example:9/", { dispatcher: agent })
  } catch (error) {
    return error
  } finally {
    await agent.destroy()
  }
}

describe("the guarded connector", () => {
  it.each(["127.0.0.1", "::1", "169.254.169.254", "10.1.2.3", "::ffff:127.0.0.1"])(
    "refuses a name that resolves to %s",
    async (address) => {
      expect(await errorOf(() => [address])).toBeInstanceOf(BlockedTargetError)
    }
  )

  it("refuses a name with one private address among public ones", async () => {
    expect(await errorOf(() => ["203.0.113.7", "127.0.0.1"])).toBeInstanceOf(BlockedTargetError)
  })

  it("asks again at each connection, so that a name which turns private is refused then", async () => {
    let asked = 0
    // Nobody is dialled: an empty answer fails before, as a public address would be let through.
    const next = () => (asked++ === 0 ? [] : ["127.0.0.1"])
    expect(await errorOf(next)).not.toBeInstanceOf(BlockedTargetError)
    expect(await errorOf(next)).toBeInstanceOf(BlockedTargetError)
  })
})
