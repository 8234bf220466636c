import fc from "fast-check"
import { refusalOf } from "../address-guard"

describe("the address guard", () => {
  it.each(["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])(
    "lets %s be called",
    (address) => {
      expect(refusalOf(address)).toBeNull()
    }
  )

  it.each([
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "[::1]",
    "0.0.0.0",
    "::",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2001::1",
    "192.0.2.1",
    "2001:db8::1",
    "::7f00:1",
    "::2",
    "1.1.[1.1",
    "1.1].1.1",
    "localhost",
    "",
  ])("refuses %j", (address) => {
    expect(refusalOf(address)).not.toBeNull()
  })

  it.each([
    ["[::1]", "::1 is not a public address (loopback)"],
    ["fe80::1%eth0", "fe80::1 is not a public address (linkLocal)"],
    ["::7f00:1", "::7f00:1 is not a public address (hides an IPv4 address)"],
    ["10.0.0.1", "10.0.0.1 is not a public address (private)"],
    ["localhost", "localhost is not an IP address"],
  ])("says of %s why: %s", (address, reason) => {
    expect(refusalOf(address)).toBe(reason)
  })

  it("sees past brackets and a zone", () => {
    expect(refusalOf("[2606:4700:4700::1111]")).toBeNull()
    expect(refusalOf("2606:4700:4700::1111%eth0")).toBeNull()
  })

  it("refuses every address that hides a v4 one: compatible, mapped, and both nets of NAT64", () => {
    const word = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
    fc.assert(
      fc.property(fc.constantFrom("::", "::ffff:", "64:ff9b::", "64:ff9b:1::"), word, word, (net, high, low) => {
        expect(refusalOf(`${net}${high}:${low}`)).not.toBeNull()
      })
    )
  })

  it("refuses every address of the private v4 networks, also dressed as v6", () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const inner = fc.oneof(
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte)
    )
    fc.assert(
      fc.property(inner, fc.constantFrom("", "::ffff:", "64:ff9b::", "::"), (bytes, dress) => {
        expect(refusalOf(dress + bytes.join("."))).not.toBeNull()
      })
    )
  })
})
