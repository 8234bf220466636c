import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

const PROVIDER = "emailpass"

interface Login {
  email: string
  password: string
}

async function register(container: MedusaContainer, { email, password }: Login): Promise<string> {
  const { success, authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register(PROVIDER, { body: { email, password } })
  if (!success || !authIdentity) throw new Error(`The admin ${email} could not be registered: ${error}`)
  return authIdentity.id
}

/** An admin who can log in; for one who exists the password becomes the given one. */
export async function seedAdmin(
  container: MedusaContainer,
  login: Login
): Promise<{ admin_email: string; admin_user_id: string }> {
  const [existing] = await container.resolve(Modules.USER).listUsers({ email: login.email })
  if (existing) {
    const auth = container.resolve(Modules.AUTH)
    await auth.updateProvider(PROVIDER, { entity_id: login.email, password: login.password })
    return { admin_email: login.email, admin_user_id: existing.id }
  }
  const authIdentityId = await register(container, login)
  const { result } = await createUserAccountWorkflow(container).run({
    input: { authIdentityId, userData: { email: login.email } },
  })
  return { admin_email: login.email, admin_user_id: result.id }
}
