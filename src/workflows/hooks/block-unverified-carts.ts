import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { complianceOfCart, requireForCart } from "../compliance/cart-compliance"
import { complianceOf } from "../compliance/compliance-of"

/**
 * The shop acts on the rules: with the option `checkout: "block"`, a cart whose customer lacks a verification becomes no
 * order; with `warn`, the log says so. Either way the verification is required from then on, and the event says so. Medusa takes one handler of a hook: a shop that has its own calls `complianceOfCart`
 * in it, and leaves this file out.
 */
completeCartWorkflow.hooks.validate(async ({ cart }, { container }) => {
  const { checkout } = complianceOf(container).options
  if (checkout === "off") return
  const { id } = cart as { id: string }
  const { allowed, verification_needed, message } = await complianceOfCart(id, container)
  if (verification_needed) await requireForCart(id, container)
  if (!allowed) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message ?? "A verification is needed.")
  if (verification_needed) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`compliance: cart ${id} was completed without a verification`)
  }
})
