import { z } from "@medusajs/framework/zod"
import type { Profile } from "../../../../modules/webhooks/core/profile"
import type { Page } from "../../../_http/wire"

/** How a source may sign and speak. */
export function profileView({ id, title, description, secret, settings }: Profile) {
  return {
    ...{ id, title, description },
    /** `generated`: ours, `any`: the vendor's own, `none`: the settings hold public keys. */
    secret,
    /** JSON Schema of what a source's `settings` may be. */
    settings: z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as Record<string, unknown>,
  }
}
export type ProfileView = ReturnType<typeof profileView>

export interface ProfileListAnswer extends Page {
  profiles: ProfileView[]
}
