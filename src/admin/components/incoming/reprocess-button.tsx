import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useReprocess } from "../../hooks/use-inbound-messages"
import { messageOf } from "../../lib/error-message"

/** Whether only staff can have a message tried again. */
export function isReprocessed({ status }: { status: string }): boolean {
  return status === "failed" || status === "quarantined"
}

/** Tries a failed message once more and says how that went. */
export function ReprocessButton({ id }: { id: string }) {
  const { t } = useTranslation("webhooks")
  const { mutate, isPending } = useReprocess()
  const run = () =>
    mutate(id, {
      onSuccess: ({ inbound_message: { status, error } }) =>
        status === "failed" || status === "quarantined"
          ? toast.error(error ?? t(`messageStatus.${status}`))
          : toast.success(t(`message.now.${status}`)),
      onError: (error) => toast.error(messageOf(error)),
    })
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={isPending}
      onClick={(event) => {
        // The row behind it opens the message.
        event.stopPropagation()
        run()
      }}
    >
      {t("message.reprocess")}
    </Button>
  )
}
