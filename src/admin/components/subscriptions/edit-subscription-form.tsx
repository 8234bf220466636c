import { KeyboundForm, RouteDrawer, useRouteModal } from "@medusajs/dashboard/components"
import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useUpdateSubscription } from "../../hooks/use-subscriptions"
import { draftOf } from "../../lib/subscription-draft"
import type { Subscription } from "../../lib/types"
import { SubscriptionFields } from "./subscription-fields"
import { useSubscriptionForm } from "./use-subscription-form"

export function EditSubscriptionForm({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const { handleSuccess } = useRouteModal()
  const { mutateAsync: update, isPending } = useUpdateSubscription(subscription.id)
  const { submit, ...form } = useSubscriptionForm(draftOf(subscription), async ({ api_version, ...body }) => {
    // Unchanged, it is not asked for: as the default of mixed events it may be one that the API would refuse by name.
    await update(api_version === subscription.api_version ? body : { ...body, api_version })
    toast.success(t("edit.saved"))
    handleSuccess()
  })

  return (
    <KeyboundForm className="flex flex-1 flex-col overflow-hidden" onSubmit={submit}>
      <RouteDrawer.Body className="overflow-y-auto">
        <SubscriptionFields {...form} />
      </RouteDrawer.Body>
      <RouteDrawer.Footer>
        <RouteDrawer.Close asChild>
          <Button size="small" variant="secondary">
            {t("common.cancel")}
          </Button>
        </RouteDrawer.Close>
        <Button size="small" type="submit" isLoading={isPending}>
          {t("common.save")}
        </Button>
      </RouteDrawer.Footer>
    </KeyboundForm>
  )
}
