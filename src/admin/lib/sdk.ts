import Medusa from "@medusajs/js-sdk"

/** Talks to the shop as the dashboard itself does: a shop built for JWT has no session cookie to send. */
export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: { type: __AUTH_TYPE__ ?? "session", jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
})
