import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions } from "@medusajs/framework/types"
import { parseOptions } from "../options"

/** Checks the options. @throws Error naming the option, which stops the boot. */
export default async function configure({ container, options }: LoaderOptions): Promise<void> {
  container.register({ complianceOptions: asValue(parseOptions(options)) })
}
