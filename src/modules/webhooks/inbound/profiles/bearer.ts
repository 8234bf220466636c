import { defineProfile } from "../../core/profile"
import { isLiveCredential } from "./_credential"
import { fits } from "./_refusal"
import { noSettings } from "./_settings"

const SHAPE = /^Bearer +([\x21-\x7e]{1,512})$/i

/** A token in `authorization`. It signs nothing: whoever sees one call can make others, so it needs TLS. */
export default defineProfile({
  id: "bearer",
  title: "Bearer token",
  description: "authorization: Bearer <secret>. Covers neither body nor time.",
  settings: noSettings,
  secret: "any",
  refusedBeforeBody: ({ authorization }) =>
    SHAPE.test(authorization ?? "") ? null : "authorization is not Bearer <token>",
  verify({ headers }, { secrets }) {
    const token = SHAPE.exec(headers["authorization"] ?? "")?.[1] ?? ""
    return fits(isLiveCredential(token, secrets))
  },
})
