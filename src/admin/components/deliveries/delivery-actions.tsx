import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useActOnDelivery } from "../../hooks/use-deliveries"
import { transition } from "../../lib/core"
import { messageOf } from "../../lib/error-message"
import type { Delivery } from "../../lib/types"

const CHANGES = { cancel: "cancel", retry: "retry_by_hand" } as const

/** The buttons that the delivery's status allows. */
export function DeliveryActions({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("webhooks")
  const { mutate, isPending, variables } = useActOnDelivery(delivery.id)
  const act = (name: "retry" | "cancel") =>
    mutate(name, {
      onSuccess: () => toast.success(t(`act.${name}Done`)),
      onError: (error) => toast.error(messageOf(error)),
    })

  return (["cancel", "retry"] as const)
    .filter((name) => transition(delivery.status, CHANGES[name]) !== null)
    .map((name) => (
      <Button
        key={name}
        size="small"
        variant="secondary"
        isLoading={isPending && variables === name}
        onClick={() => act(name)}
      >
        {t(`act.${name}`)}
      </Button>
    ))
}
