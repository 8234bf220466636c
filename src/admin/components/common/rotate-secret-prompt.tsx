import { Prompt, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { messageOf } from "../../lib/error-message"
import type { RotateSecretBody } from "../../lib/types"
import { Choice } from "./choice"
import { Field } from "./field"
import { SecretPrompt } from "./secret-prompt"

const GRACE_PERIODS = ["0", "3600", "86400", "604800"] as const
type GracePeriod = (typeof GRACE_PERIODS)[number]

interface RotateSecretPromptProps {
  open: boolean
  onClose: () => void
  /** Says what the grace period means for this owner. */
  hint: string
  rotate: (body: RotateSecretBody) => Promise<{ secret: string | null }>
}

/** Asks how long the old secret stays good, rotates, and shows the new one once. */
export function RotateSecretPrompt({ open, onClose, hint, rotate }: RotateSecretPromptProps) {
  const { t } = useTranslation("webhooks")
  const [grace, setGrace] = useState<GracePeriod>("86400")
  const [secret, setSecret] = useState<string | null>(null)

  const confirm = async () => {
    try {
      setSecret((await rotate({ grace_period_seconds: Number(grace) })).secret)
    } catch (error) {
      toast.error(messageOf(error))
    }
    onClose()
  }

  return (
    <>
      <Prompt variant="confirmation" open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
        <Prompt.Content>
          <Prompt.Header>
            <Prompt.Title>{t("rotate.title")}</Prompt.Title>
            <Prompt.Description>{hint}</Prompt.Description>
          </Prompt.Header>
          <div className="px-6 py-4">
            <Field label={t("rotate.grace")} htmlFor="grace">
              <Choice
                id="grace"
                value={grace}
                onChange={setGrace}
                options={GRACE_PERIODS.map((value) => ({ value, label: t(`rotate.after.${value}`) }))}
              />
            </Field>
          </div>
          <Prompt.Footer>
            <Prompt.Cancel>{t("common.cancel")}</Prompt.Cancel>
            <Prompt.Action onClick={() => void confirm()}>{t("rotate.confirm")}</Prompt.Action>
          </Prompt.Footer>
        </Prompt.Content>
      </Prompt>
      <SecretPrompt secret={secret} onDone={() => setSecret(null)} />
    </>
  )
}
