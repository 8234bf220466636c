import { toast, usePrompt } from "@medusajs/ui"
import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { useDeleteSource, useSwitchSource } from "../../hooks/use-sources"
import { messageOf } from "../../lib/error-message"
import type { Source } from "../../lib/types"

const onError = (error: Error) => void toast.error(messageOf(error))

/** Switching a source on and off, and deleting it after a question. */
export function useSourceActs() {
  const { t } = useTranslation("webhooks")
  const prompt = usePrompt()
  const { mutate: change } = useSwitchSource()
  const { mutate: destroy } = useDeleteSource()

  const switchTo = useCallback(
    ({ id, name }: Source, active: boolean) =>
      change(
        { id, active },
        {
          onSuccess: () => toast.success(t(active ? "subscription.switchedOn" : "subscription.switchedOff", { name })),
          onError,
        }
      ),
    [change, t]
  )
  const remove = useCallback(
    async ({ id, name }: Source) => {
      const confirmed = await prompt({
        title: t("delete.title"),
        description: t("source.deleteHint", { name }),
        verificationText: name,
        verificationInstruction: t("delete.typeName"),
        confirmText: t("delete.confirm"),
        cancelText: t("common.cancel"),
      })
      if (confirmed) destroy(id, { onSuccess: () => toast.success(t("delete.done", { name })), onError })
    },
    [destroy, prompt, t]
  )
  return { switchTo, remove: (source: Source) => void remove(source) }
}
