import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useUpdateSubscription } from "../../hooks/use-subscriptions"
import { messageOf } from "../../lib/error-message"
import type { Subscription } from "../../lib/types"

/** Switches a subscription on or off and says so. */
export function useSwitch({ id, name }: Subscription) {
  const { t } = useTranslation("webhooks")
  const { mutate, isPending } = useUpdateSubscription(id)
  const switchTo = (active: boolean) =>
    mutate(
      { active },
      {
        onSuccess: () => toast.success(t(active ? "subscription.switchedOn" : "subscription.switchedOff", { name })),
        onError: (error) => toast.error(messageOf(error)),
      }
    )
  return { switchTo, isPending }
}
