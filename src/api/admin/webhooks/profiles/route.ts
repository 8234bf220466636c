import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PROFILES } from "../../../../modules/webhooks/inbound/profiles"
import { withIssues } from "../../../_http/issues"
import { profileView, type ProfileListAnswer } from "./serializers"

/** What a source's `profile` may be, and the settings of each. */
export const GET = withIssues(async (_req: MedusaRequest, res: MedusaResponse<ProfileListAnswer>) => {
  const profiles = [...PROFILES.values()].map(profileView)
  res.json({ profiles, count: profiles.length, offset: 0, limit: profiles.length })
})
