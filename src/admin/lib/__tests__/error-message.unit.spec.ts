import { fieldErrors } from "../error-message"

const FIELDS = ["name", "url", "headers"]

test("each message goes to the field it names, without the value that is there to be seen", () => {
  const message =
    'url: must begin with http:// or https://, not ftp:// (got "ftp://x"); headers.0.name: "Host" is reserved (got "Host")'
  expect(fieldErrors(message, FIELDS)).toEqual({
    url: "must begin with http:// or https://, not ftp://",
    headers: '"Host" is reserved',
  })
})

test("what names no field of the form is kept whole, for the form", () => {
  expect(fieldErrors("timeout_ms: too short (got 1); the shop is closed", FIELDS)).toEqual({
    "": "timeout_ms: too short (got 1); the shop is closed",
  })
})

test("two messages for one field are both shown", () => {
  expect(fieldErrors("name: one; name: two", FIELDS)).toEqual({ name: "one; two" })
})

test("of JSON the spot is told, Mongo's signs included", () => {
  const message = 'conditions.$or.0.data.total: must be a number (got "x"); headers.0.name: no'
  expect(fieldErrors(message, [...FIELDS, "conditions"], ["conditions"])).toEqual({
    conditions: "$or.0.data.total: must be a number",
    headers: "no",
  })
})
