import { z } from "@medusajs/framework/zod"

/** The two shapes of a file request that producers publish: that of v2 (camelCase), and that of v1 (snake_case, fewer fields). */

const instant = z.iso.datetime({ offset: true })
const webhookUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).max(2_048)

const user = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  profilePictureUrl: z.string().nullish(),
})

const camelFile = z.looseObject({
  id: z.string(),
  createdAt: instant.nullish(),
  description: z.string().nullish(),
  expiresAt: instant.nullish(),
  imageHeight: z.number().nullish(),
  imageWidth: z.number().nullish(),
  mimeType: z.string().nullish(),
  originalName: z.string().nullish(),
  photoCreatedAt: instant.nullish(),
  size: z.number().nullish(),
})

export const camelFileRequest = z.looseObject({
  id: z.string(),
  accountId: z.string(),
  createdAt: instant.nullish(),
  files: z.array(camelFile),
  patientUser: user.nullish(),
  staffUser: user.nullish(),
  prompt: z.string().nullish(),
  expiresAt: instant.nullish(),
  shortLinkExpiresAt: instant.nullish(),
  shortLinkId: z.string().nullish(),
  type: z.string().nullish(),
  filesUpdateWebhookUrl: webhookUrl.nullish().describe("where this event goes, instead of to the subscriptions"),
})

const snakeFile = z.looseObject({
  id: z.string(),
  created_at: instant.nullish(),
  expires_at: instant.nullish(),
  file_request_id: z.string().nullish(),
  mime_type: z.string().nullish(),
  original_name: z.string().nullish(),
  size: z.number().nullish(),
})

export const snakeFileRequest = z.looseObject({
  id: z.string(),
  account_id: z.string(),
  created_at: instant.nullish(),
  files: z.array(snakeFile),
  patient_id: z.string().nullish(),
  prompt: z.string().nullish(),
  short_link_expires_at: instant.nullish(),
  short_link_id: z.string().nullish(),
  staff_id: z.string().nullish(),
  staff_name: z.string().nullish(),
  type: z.string().nullish(),
  files_update_webhook_url: webhookUrl.nullish(),
})
