import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { webhooksOf } from "../workflows/webhooks-of"

/**
 * `npx medusa exec ./src/scripts/reencrypt-secrets.ts`: after a new key was put in front of WEBHOOKS_ENCRYPTION_KEY, encrypts
 * everything with it, so that the old key can be removed.
 */
export default async function resealSecrets({ container }: ExecArgs): Promise<void> {
  const { secrets, headers, passwords } = await webhooksOf(container).resealAll()
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(
      `webhooks: sealed ${secrets} secret(s), ${headers} header value(s) and ${passwords} password(s) with the current key`
    )
}
