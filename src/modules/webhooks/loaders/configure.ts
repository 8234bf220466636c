import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions } from "@medusajs/framework/types"
import { secretBox, type SecretBox } from "../core/secret-box"
import { parseOptions, type WebhooksOptions } from "../options"
import { developmentKey } from "../secrets/encryption-key"

/** What the service finds in the module's container once the options were found good. */
export interface Configuration {
  options: WebhooksOptions
  box: SecretBox
}

/** Checks the options and the encryption key; what it throws stops the boot, with the key's name in the message. */
export default async function configure({ container, options, logger }: LoaderOptions): Promise<void> {
  const parsed = parseOptions(options)
  const keys =
    parsed.encryptionKeys.length > 0
      ? parsed.encryptionKeys
      : [developmentKey(process.env.NODE_ENV, process.cwd(), (message) => logger?.warn(message))]
  const configuration: Configuration = { options: parsed.options, box: secretBox(keys) }
  container.register({ webhooksConfiguration: asValue(configuration) })
}
