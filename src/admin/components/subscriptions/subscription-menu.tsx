import { PauseSolid, PencilSquare, PlaySolid, Trash } from "@medusajs/icons"
import { ActionMenu } from "@medusajs/dashboard/components"
import { toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { useDeleteSubscription } from "../../hooks/use-subscriptions"
import { messageOf } from "../../lib/error-message"
import type { Subscription } from "../../lib/types"
import { useSwitch } from "./use-switch"

export function SubscriptionMenu({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const navigate = useNavigate()
  const prompt = usePrompt()
  const { mutateAsync: remove } = useDeleteSubscription(subscription.id)
  const { switchTo } = useSwitch(subscription)
  const { name, active } = subscription

  const confirmDelete = async () => {
    const confirmed = await prompt({
      title: t("delete.title"),
      description: t("delete.hint", { name }),
      verificationText: name,
      verificationInstruction: t("delete.typeName"),
      confirmText: t("delete.confirm"),
      cancelText: t("common.cancel"),
    })
    if (!confirmed) return
    try {
      await remove()
      toast.success(t("delete.done", { name }))
      navigate("/webhooks", { replace: true })
    } catch (error) {
      toast.error(messageOf(error))
    }
  }

  return (
    <ActionMenu
      groups={[
        {
          actions: [
            { icon: <PencilSquare />, label: t("common.edit"), to: "edit" },
            active
              ? { icon: <PauseSolid />, label: t("subscription.switchOff"), onClick: () => switchTo(false) }
              : { icon: <PlaySolid />, label: t("subscription.switchOn"), onClick: () => switchTo(true) },
          ],
        },
        { actions: [{ icon: <Trash />, label: t("common.delete"), onClick: () => void confirmDelete() }] },
      ]}
    />
  )
}
