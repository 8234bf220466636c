import { bodyOf, type EventType } from "../../event-type"
import { exampleFilesUpdate as sampleV2 } from "../file-request/_example"
import { toCamel, toSnake } from "../file-request/_letter-case"
import definition from "../file-request/files-update"

/** The sample of seed document 001, without its envelope. */
const sampleV1 = {
  fileRequest: {
    id: "f4d47426-c99a-43df-81ea-8304a62c5127",
    account_id: "12",
    created_at: "2021-01-15T14:32:17.452104+00:00",
    files: [
      {
        id: "7fecfb58-bfd6-462e-9e6e-f9ede76c7c95",
        created_at: "2021-01-15T14:33:29.145322+00:00",
        expires_at: "2021-01-15T15:33:29.145322+00:00",
        mime_type: "image/jpeg",
        original_name: "IMG_0292.JPG",
        size: 2904221,
      },
      {
        id: "196dccdb-079a-4bbd-a082-bb03cc8efe47",
        created_at: "2021-01-15T14:33:29.145322+00:00",
        expires_at: "2021-01-15T15:33:29.145322+00:00",
        file_request_id: "f4d47426-c99a-43df-81ea-8304a62c5127",
        mime_type: "image/jpeg",
        original_name: "IMG_0293.JPG",
        size: 2738706,
      },
    ],
    patient_id: "9d6ad525-90c6-4c03-8f05-63584ee20a29",
    prompt: "Please take a close-up photo of the rash on the back of your right hand.",
    short_link_expires_at: null,
    short_link_id: "a49ekq3j",
    staff_id: "c46c3407-9c79-498f-a713-07b7d8f1fabf",
    staff_name: "Dr Rachel Williams",
    type: "photo",
  },
  addedFileIds: ["7fecfb58-bfd6-462e-9e6e-f9ede76c7c95", "196dccdb-079a-4bbd-a082-bb03cc8efe47"],
  removedFileIds: [],
}

const type = definition as Required<EventType>
type Body = { fileRequest: Record<string, unknown> & { files: Record<string, unknown>[] } }
const v1 = (data: unknown) => bodyOf(type, "v1", data) as Body
const v2 = (data: unknown) => bodyOf(type, "v2", data) as Body

const requestWith = (...ids: string[]) => ({
  fileRequest: { id: "r", accountId: "12", files: ids.map((id) => ({ id })) },
})

describe("file-request.files.update", () => {
  it.each([
    ["v1", sampleV1],
    ["v2", sampleV2],
  ])("takes the document's %s sample and sends it unchanged", (version, sample) => {
    expect(type.schema.safeParse(sample).error).toBeUndefined()
    expect(JSON.stringify(bodyOf(type, version, sample))).toBe(JSON.stringify(sample))
    expect(JSON.stringify(type.derive(sample, undefined).data)).toBe(JSON.stringify(sample))
  })

  it("sends v1 of camelCase data: snake_case, ids and names instead of users", () => {
    const { fileRequest } = v1(sampleV2)
    expect(JSON.stringify(fileRequest)).not.toMatch(/"[a-z]+[A-Z]\w*":/)
    expect(fileRequest).toMatchObject({
      account_id: "12",
      patient_id: sampleV2.fileRequest.patientUser.id,
      staff_id: sampleV2.fileRequest.staffUser.id,
      staff_name: "Dr Rachel Williams",
      short_link_id: "a49ekq3j",
      files: [{ original_name: "IMG_0292.JPG" }, {}],
    })
    expect(fileRequest).not.toHaveProperty("patient_user")
    for (const key of Object.keys(sampleV1.fileRequest)) expect(fileRequest).toHaveProperty(key)
  })

  it("sends v2 of snake_case data: camelCase, users, and null for what is not known", () => {
    const { fileRequest } = v2(sampleV1)
    expect(Object.keys(fileRequest).sort()).toEqual(Object.keys(sampleV2.fileRequest).sort())
    expect(fileRequest.patientUser).toEqual({
      id: sampleV1.fileRequest.patient_id,
      displayName: null,
      firstName: null,
      lastName: null,
      profilePictureUrl: null,
    })
    expect(fileRequest.staffUser).toMatchObject({
      id: sampleV1.fileRequest.staff_id,
      displayName: "Dr Rachel Williams",
    })
    expect(fileRequest.files[0]).toMatchObject({
      originalName: "IMG_0292.JPG",
      photoCreatedAt: null,
      description: null,
    })
  })

  it("loses nothing of v1 on the way through v2", () => {
    expect(v1(v2(sampleV1)).fileRequest).toMatchObject(sampleV1.fileRequest)
  })

  it("sends null for users that are not there", () => {
    expect(
      v1({ fileRequest: { id: "r", accountId: "1", files: [], patientUser: null, staffUser: null } }).fileRequest
    ).toMatchObject({
      patient_id: null,
      staff_id: null,
      staff_name: null,
    })
    expect(
      v2({ fileRequest: { id: "r", account_id: "1", files: [], patient_id: null, staff_id: null, staff_name: null } })
        .fileRequest
    ).toMatchObject({
      patientUser: null,
      staffUser: null,
    })
  })

  it.each([
    ["createdAt", "created_at"],
    ["id", "id"],
    ["shortLinkExpiresAt", "short_link_expires_at"],
  ])("knows %s as %s", (camel, snake) => {
    expect(toSnake(camel)).toBe(snake)
    expect(toCamel(snake)).toBe(camel)
  })

  it("computes which files were added and removed since the former state", () => {
    expect(type.derive(requestWith("b", "c"), requestWith("a", "b"))).toEqual({
      data: { ...requestWith("b", "c"), addedFileIds: ["c"], removedFileIds: ["a"] },
      previous: requestWith("a", "b"),
      changed: true,
    })
  })

  it("counts all files as added without a former state, and keeps ids that are given", () => {
    expect(type.derive(requestWith("a", "b"), undefined)).toMatchObject({
      data: { addedFileIds: ["a", "b"], removedFileIds: [] },
      changed: true,
    })
    const given = { ...requestWith("a"), addedFileIds: ["x"], removedFileIds: ["y"] }
    expect(type.derive(given, requestWith("a"))).toMatchObject({ data: given, changed: true })
  })

  it("reports no change when the files are the same, whatever else changed", () => {
    const renamed = { fileRequest: { ...requestWith("a").fileRequest, prompt: "new" } }
    expect(type.derive(renamed, requestWith("a"))).toMatchObject({
      data: { addedFileIds: [], removedFileIds: [] },
      changed: false,
    })
  })

  it("goes where the file request says, in either shape", () => {
    const url = "https://partner.example.com/files"
    const camel = { fileRequest: { ...requestWith().fileRequest, filesUpdateWebhookUrl: url } }
    expect(type.callbackUrl(camel)).toBe(url)
    expect(type.callbackUrl({ fileRequest: { ...sampleV1.fileRequest, files_update_webhook_url: url } })).toBe(url)
    expect(type.callbackUrl(sampleV1)).toBeNull()
    expect(type.callbackUrl(sampleV2)).toBeNull()
  })

  it.each([
    [
      "a URL of another kind",
      { ...requestWith().fileRequest, filesUpdateWebhookUrl: "ftp://x" },
      /fileRequest.*filesUpdateWebhookUrl: must be an http/,
    ],
    ["no files", { id: "r", accountId: "1" }, /files/],
    ["an account that is no text, in snake_case", { ...sampleV1.fileRequest, account_id: 1 }, /account_id/],
  ])("refuses %s by name", (_fact, fileRequest, message) => {
    const issue = type.schema.safeParse({ fileRequest }).error?.issues[0]
    expect(`${issue?.path.join(".")}: ${issue?.message}`).toMatch(message)
  })
})
