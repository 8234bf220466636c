import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { webhooksOf } from "../workflows/webhooks-of"

/**
 * `npx medusa exec ./src/scripts/reencrypt-secrets.ts`: after a new key was put in front of WEBHOOKS_ENCRYPTION_KEY, encrypts
 * everything with it, so that the old key can be removed.
 */
export default async function resealSecrets({ container }: ExecArgs): Promise<void> {
  const { unreadable, ...sealed } = await webhooksOf(container).resealAll()
  const counts = Object.entries(sealed).map(([what, count]) => `${count} ${what}`)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.info(`webhooks: sealed with the current key: ${counts.join(", ")}`)
  if (unreadable > 0) {
    logger.warn(
      `webhooks: ${unreadable} texts could not be opened and were left alone: put the key that sealed them back into WEBHOOKS_ENCRYPTION_KEY, and run this again`
    )
  }
}
