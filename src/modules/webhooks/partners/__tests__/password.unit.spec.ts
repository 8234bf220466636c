import { NOBODYS_HASH, hashPassword, isPasswordOf, newPassword } from "../password"

describe("passwords of partners", () => {
  it("are long, random, and known by their hash alone", async () => {
    const [one, other] = [newPassword(), newPassword()]
    expect(one).toMatch(/^[\w-]{43}$/)
    const hash = await hashPassword(one)
    expect(hash).not.toBe(await hashPassword(one))
    expect(await isPasswordOf(hash, one)).toBe(true)
    expect(await isPasswordOf(hash, other)).toBe(false)
    expect(await isPasswordOf(NOBODYS_HASH, one)).toBe(false)
  })

  it.each([
    "",
    "plain",
    "scrypt$16384$8$1$$",
    "scrypt$3$8$1$AAAA$AAAA",
    "scrypt$1073741824$8$1$AAAA$AAAA",
    "bcrypt$16384$8$1$AAAA$AAAA",
  ])("let nobody in by the hash %j", async (hash) => {
    expect(await isPasswordOf(hash, "")).toBe(false)
  })
})
