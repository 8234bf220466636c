import { serializeError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { InvalidInput, inputIssuesOf } from "../invalid-input"
import { createSubscriptionInput } from "../subscriptions/input"

function refusalOf(schema: z.ZodType, input: unknown): InvalidInput {
  const { error } = schema.safeParse(input)
  return InvalidInput.ofSchema(error!, input)
}

const SUBSCRIPTION = { name: "Hub", url: "https://hub.example.com", events: ["order.*"] }

describe("a refused input", () => {
  it("names each field by its path, with a code and the mere message", () => {
    const url = "ftp://h/; events: nope"
    const { inputIssues, message } = refusalOf(createSubscriptionInput, { ...SUBSCRIPTION, url })
    expect(inputIssues).toEqual([
      { path: ["url"], code: "url", message: "must begin with http:// or https://, not ftp://" },
    ])
    expect(message).toBe(`url: must begin with http:// or https://, not ftp:// (got ${JSON.stringify(url)})`)
  })

  it("has a header's value to blame, whatever the header is called", () => {
    const headers = [{ name: "x-tenant-name", value: "a\nb" }]
    expect(refusalOf(createSubscriptionInput, { ...SUBSCRIPTION, headers }).inputIssues).toEqual([
      expect.objectContaining({ path: ["headers", 0, "value"], code: "header_value" }),
    ])
  })

  it("has zod's codes, and one issue for each unknown field", () => {
    const { inputIssues } = refusalOf(createSubscriptionInput, { ...SUBSCRIPTION, name: 7, colour: "red", size: 1 })
    expect(inputIssues.map(({ path, code }) => [path.join("."), code])).toEqual([
      ["name", "invalid_type"],
      ["colour", "unrecognized_keys"],
      ["size", "unrecognized_keys"],
    ])
  })

  it("points into conditions", () => {
    const conditions = { $or: [{ "data.total": { $gt: [] } }] }
    expect(refusalOf(createSubscriptionInput, { ...SUBSCRIPTION, conditions }).inputIssues).toEqual([
      { path: ["conditions", "$or", 0, "data.total", "$gt"], code: "condition", message: "must be a number or a text" },
    ])
  })

  it("is still known when a workflow has handed it on as a plain object", () => {
    const error = InvalidInput.ofField({ path: ["secret"], code: "secret", message: "is short" })
    const handedOn: unknown = JSON.parse(JSON.stringify(serializeError(error)))
    expect(inputIssuesOf(handedOn)).toEqual([{ path: ["secret"], code: "secret", message: "is short" }])
    expect(handedOn).toMatchObject({ type: "invalid_data", message: "secret: is short" })
    expect(inputIssuesOf(new Error("other"))).toBeNull()
    expect(inputIssuesOf(undefined)).toBeNull()
  })
})
