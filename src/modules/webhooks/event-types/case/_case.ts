import { z } from "@medusajs/framework/zod"

/** Identifies a case. Not validated as a UUID: the source document has malformed ones. */
export const guid = z.string().min(1).describe("the case")

export const instant = z.iso.datetime({ offset: true })

/** The document names three body versions and describes no difference: the body of each is the unchanged data. */
export const CASE_VERSIONS = ["v1", "v2", "v3"]

export const statusFields = {
  guid,
  name: z.string().nullish(),
  key: z.string().min(1),
  createdAt: instant.nullish(),
  updatedAt: instant.nullish(),
  declaredAt: instant.nullish().describe("when the provider says that it happened"),
}

export const exampleStatus = {
  guid: "a7afaf9-7c6e-4d0e-b756-16b4afa1382f",
  name: "Repair finished",
  key: "final",
  createdAt: "2019-01-22T11:29:38.258Z",
  updatedAt: "2019-01-22T11:29:38.258Z",
  declaredAt: "2019-01-22T11:27:34.233Z",
}
