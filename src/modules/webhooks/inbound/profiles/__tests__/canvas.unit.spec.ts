import { canvasCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import { MESSAGE_OF_EVENT } from "../_own-messages"
import fixture from "./fixtures/canvas.json"
import { SUBJECT, itVerifies, messageOf, profileOf, readingOf } from "./_calls"

const profile = profileOf("canvas")

describe("profile canvas", () => {
  itVerifies(canvasCall, { isTimed: true })

  it.each([...MESSAGE_OF_EVENT])("hands %s to the handler %s as it is", (event, message) => {
    const call = canvasCall(SUBJECT, { event })
    expect(messageOf(call)).toEqual({ message, body: JSON.parse(call.body) })
  })

  it("knows a repeat by message_id, and reads nothing from another event", () => {
    expect(profile.idOf?.(fixture.completed)).toBe("5d3f4c1e-0000-4000-8000-000000000001")
    expect(profile.idOf?.({})).toBeNull()
    expect(profile.kindOf?.(fixture.completed)).toBe("video_call.completed")
    expect(readingOf(canvasCall(SUBJECT, { event: "TASK_CREATED" })).kind).toBe("nothing")
  })
})
