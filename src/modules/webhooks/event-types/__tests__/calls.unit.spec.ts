import { eventTypes } from ".."

describe.each(["calls.user.create", "calls.user.delete"])("%s", (name) => {
  const accepts = (mobileNumber: unknown) => eventTypes.get(name)?.schema.safeParse({ mobileNumber }).success

  it.each(["+447777123456", "+12", "+123456789012345"])("takes %s", (number) => expect(accepts(number)).toBe(true))

  it.each([
    "447777123456",
    "+0447777123456",
    "07777123456",
    "+44 7777 123456",
    "+44-7777",
    "+1234567890123456",
    "+1",
    "+",
    "",
    "+44777712345x",
    "+447777123456\n",
    447777123456,
    null,
    undefined,
  ])("refuses %p", (number) => expect(accepts(number)).toBe(false))

  it("says what a number has to look like", () => {
    expect(eventTypes.get(name)?.schema.safeParse({ mobileNumber: "0777" }).error?.issues[0]?.message).toMatch(
      /E\.164.*\+447777123456/
    )
  })
})
