import { ApiError } from "../api-error"
import { fieldErrors, messageOf } from "../error-message"
import type { RefusalAnswer } from "../types"

const FIELDS = ["name", "url", "events", "headers"]

function refused(...issues: RefusalAnswer["issues"]): ApiError {
  const message = issues.map(({ path, message: said }) => `${path.join(".")}: ${said}`).join("; ")
  return new ApiError(new Response(null, { status: 400 }), { type: "invalid_data", message, issues })
}
const issue = (path: (string | number)[], message: string) => ({ path, code: "custom", message })

test("each issue goes to the field it is about", () => {
  const error = refused(
    issue(["url"], "must begin with http:// or https://, not ftp://"),
    issue(["headers", 0, "name"], '"Host" is reserved')
  )
  expect(fieldErrors(error, FIELDS)).toEqual({
    url: "must begin with http:// or https://, not ftp://",
    headers: '"Host" is reserved',
  })
})

test("regression: a value that looks like messages shows at its own field only", () => {
  const message = 'url: must be http (got "ftp://h/; events: nope")'
  const error = new ApiError(new Response(null, { status: 400 }), {
    type: "invalid_data",
    message,
    issues: [issue(["url"], "must be http")],
  })
  expect(messageOf(error)).toBe(message)
  expect(fieldErrors(error, FIELDS)).toEqual({ url: "must be http" })
})

test("what is about no field of the form is kept for the form, with its name", () => {
  expect(fieldErrors(refused(issue(["timeout_ms"], "too short"), issue([], "is not JSON")), FIELDS)).toEqual({
    "": "timeout_ms: too short; is not JSON",
  })
})

test("an error without issues is the form's, whatever its message looks like", () => {
  const other = new ApiError(new Response(null, { status: 502, statusText: "Bad Gateway" }), "<html>")
  expect(fieldErrors(other, FIELDS)).toEqual({ "": "Bad Gateway" })
  expect(fieldErrors(new Error("url: offline"), FIELDS)).toEqual({ "": "url: offline" })
})

test("two issues of one field are both shown", () => {
  expect(fieldErrors(refused(issue(["name"], "one"), issue(["name"], "two")), FIELDS)).toEqual({ name: "one; two" })
})

test("of JSON the path within the field is shown", () => {
  const error = refused(
    issue(["conditions", "$or", 0, "data.total"], "must be a number"),
    issue(["headers", 0, "name"], "no")
  )
  expect(fieldErrors(error, [...FIELDS, "conditions"], ["conditions"])).toEqual({
    conditions: "$or.0.data.total: must be a number",
    headers: "no",
  })
})
