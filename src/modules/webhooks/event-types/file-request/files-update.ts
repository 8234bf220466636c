import { z } from "@medusajs/framework/zod"
import { isRecord } from "../../core/problem"
import { defineEventType } from "../../event-type"
import { exampleFilesUpdate } from "./_example"
import { camelFileRequest, snakeFileRequest } from "./_shapes"
import { toV1, toV2 } from "./_versions"

const fileIds = z.array(z.string())

export default defineEventType({
  name: "file-request.files.update",
  title: "File Request Files Updated",
  description:
    "Files of a file request were added or removed. In v1 the file request has snake_case keys, in v2 camelCase ones; either may be given.",
  schema: z.looseObject({
    fileRequest: z
      .union([camelFileRequest, snakeFileRequest], {
        error: ({ errors, input }) => unionMessage(errors as z.core.$ZodIssue[][], input),
      })
      .describe("as of v2, or the same with snake_case keys"),
    addedFileIds: fileIds.optional().describe("receivers always get it"),
    removedFileIds: fileIds.optional().describe("receivers always get it"),
  }),
  example: exampleFilesUpdate,
  versions: ["v1", "v2"],
  bodies: {
    v1: (data) => ({ ...data, fileRequest: toV1(data.fileRequest) }),
    v2: (data) => ({ ...data, fileRequest: toV2(data.fileRequest) }),
  },
  subject: (data) => data.fileRequest.id,
  /** Missing ids are computed from the files before and now; without `previous`, all files count as added. */
  derive(data, previous) {
    const before = fileIdsIn(previous)
    const now = data.fileRequest.files.map(({ id }) => id)
    const addedFileIds = data.addedFileIds ?? now.filter((id) => !before?.includes(id))
    const removedFileIds = data.removedFileIds ?? (before ?? []).filter((id) => !now.includes(id))
    const changed = before === null || addedFileIds.length + removedFileIds.length > 0
    return { data: { ...data, addedFileIds, removedFileIds }, previous, changed }
  },
  callbackUrl({ fileRequest }) {
    const url = fileRequest.filesUpdateWebhookUrl ?? fileRequest.files_update_webhook_url
    return typeof url === "string" && url !== "" ? url : null
  },
  deliveryDefaults: { format: "event", api_version: "v2" },
})

/** @returns the ids of the files of `{ fileRequest }`; `null` when that is not what was given. */
function fileIdsIn(previous: unknown): string[] | null {
  const request = isRecord(previous) ? previous.fileRequest : undefined
  if (!isRecord(request) || !Array.isArray(request.files)) return null
  return request.files.flatMap((file: unknown) => (isRecord(file) && typeof file.id === "string" ? [file.id] : []))
}

/** The issues of the shape that the input resembles; zod's own message for a union is just "Invalid input". */
function unionMessage([ofCamel, ofSnake]: z.core.$ZodIssue[][], input: unknown): string {
  const issues = isRecord(input) && Object.keys(input).some((key) => key.includes("_")) ? ofSnake : ofCamel
  return (issues ?? [])
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ")
}
