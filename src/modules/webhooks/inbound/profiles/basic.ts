import { z } from "@medusajs/framework/zod"
import { defineProfile } from "../../core/profile"
import { isLiveCredential } from "./_credential"
import { fits } from "./_refusal"

const SHAPE = /^Basic +([A-Za-z0-9+/]{1,1400}={0,2})$/i

const settings = z.strictObject({
  // A login ends at the first colon.
  username: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^:\p{Cc}]+$/u, "must not hold a colon"),
})

/** A name and a password in `authorization`. It signs nothing: whoever sees one call can make others, so it needs TLS. */
export default defineProfile<z.infer<typeof settings>>({
  id: "basic",
  title: "Basic authentication",
  description: "authorization: Basic, with the username of the settings and the secret as the password.",
  settings,
  secret: "any",
  refusedBeforeBody: ({ authorization }) =>
    SHAPE.test(authorization ?? "") ? null : "authorization is not Basic <base64>",
  verify({ headers }, { secrets, settings: { username } }) {
    const login = Buffer.from(SHAPE.exec(headers["authorization"] ?? "")?.[1] ?? "", "base64").toString("utf8")
    const logins = secrets.filter((secret) => secret !== "").map((secret) => `${username}:${secret}`)
    return fits(isLiveCredential(login, logins))
  },
})
