import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions } from "@medusajs/framework/types"
import { secretBox, type SecretBox } from "../core/secret-box"
import { parseOptions, type WebhooksOptions } from "../options"
import { developmentKey } from "../secrets/encryption-key"

/** The checked options and the encryption box, as the service finds them in the module's container. */
export interface Configuration {
  options: WebhooksOptions
  box: SecretBox
}

/** Checks the options and the encryption key. @throws Error naming the option, which stops the boot. */
export default async function configure({ container, options, logger }: LoaderOptions): Promise<void> {
  const parsed = parseOptions(options)
  const keys =
    parsed.encryptionKeys.length > 0
      ? parsed.encryptionKeys
      : [developmentKey(process.env.NODE_ENV, process.cwd(), (message) => logger?.warn(message))]
  const configuration: Configuration = { options: parsed.options, box: secretBox(keys) }
  container.register({ webhooksConfiguration: asValue(configuration) })
}
