import { inputIssuesOf } from "../../invalid-input"
import { fetchUrlProblem, urlBelow } from "../fetch-url"
import { createSourceInput } from "../source-input"
import { secretKindOf, settledSource } from "../source-rules"

const fields = { scheme: "standard", profile: null, settings: {}, fetch_url: null }
const stored = { ...fields, fetch_url: "https://vendor.example/v1", fetch_credential: "v1:sealed" }

function refusedPath(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    return inputIssuesOf(error)?.[0]?.path.join(".") ?? "no issue"
  }
}

describe("a source", () => {
  it("has settings that its profile knows, and the wrong one is named", () => {
    expect(refusedPath(() => settledSource({ ...fields, settings: { colour: 1 } }, null))).toBe("settings.colour")
  })

  it("keeps a credential with the server it was given for", () => {
    const at = (url: string | null, given?: string | null) =>
      settledSource({ ...fields, fetch_url: url, fetch_credential: given }, stored).fetch_credential
    expect(at("https://vendor.example/v2")).toBeUndefined()
    for (const other of ["http://vendor.example/v1", "https://vendor.example:8443/v1", "https://evil.example/v1"])
      expect(refusedPath(() => at(other))).toBe("fetch_credential")
    expect(at("https://evil.example/", "Bearer new")).toBe("Bearer new")
    expect(at("https://evil.example/", null)).toBeNull()
    expect(at(null)).toBeNull()
  })

  it("has no credential without a server to send it to", () => {
    expect(refusedPath(() => settledSource({ ...fields, fetch_credential: "Bearer x" }, null))).toBe("fetch_credential")
  })

  it("of a profile of public keys is given no secret", () => {
    const { profile } = settledSource(fields, null)
    const keyless = { ...profile, secret: "none" as const }
    expect(secretKindOf(keyless, undefined)).toBeNull()
    expect(refusedPath(() => secretKindOf(keyless, "whsec_x"))).toBe("secret")
  })

  it.each(["partner", ".well-known", "Partner", "a--b", "a/b"])("is not named %s", (slug) => {
    const refused = createSourceInput.safeParse({ name: "Source", slug })
    expect(refused.error?.issues[0]?.path).toEqual(["slug"])
  })
})

describe("where a vendor is asked", () => {
  it.each([
    ["ftp://vendor.example", false],
    ["vendor.example", false],
    ["https://user:pass@vendor.example", false],
    ["https://vendor.example/?a=1", false],
    ["https://vendor.example/v1", true],
  ])("is %s: %s", (url, fits) => {
    expect(fetchUrlProblem(url) === null).toBe(fits)
  })

  it.each([
    ["/appointments/1?expand=patient", "https://vendor.example/v1/appointments/1?expand=patient"],
    ["/../admin", null],
    ["/%2e%2e/admin", null],
    ["@evil.example/", null],
    [".evil.example/", null],
    ["https://evil.example/", null],
    ["//evil.example/", "https://vendor.example/v1//evil.example/"],
  ])("stays below the base with %s", (path, url) => {
    expect(urlBelow("https://vendor.example/v1/", path)?.href ?? null).toBe(url)
  })
})
