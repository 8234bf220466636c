import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useSignatureSchemes } from "../../hooks/use-signature-schemes"
import { useRotateSubscriptionSecret } from "../../hooks/use-subscriptions"
import type { Subscription } from "../../lib/types"
import { RotateSecretPrompt } from "../common/rotate-secret-prompt"
import { Section } from "../common/section"

export function SubscriptionSecret({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const { nameOf: schemeName } = useSignatureSchemes()
  const { mutateAsync: rotate } = useRotateSubscriptionSecret(subscription.id)
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t("subscription.secret")} subtitle={schemeName(subscription.signature_scheme)}>
      <div className="flex flex-col items-start gap-y-4 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {t("subscription.secretHint")}
        </Text>
        <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
          {t("rotate.open")}
        </Button>
      </div>
      <RotateSecretPrompt
        open={isOpen}
        onClose={() => setOpen(false)}
        hint={t("rotate.subscriptionHint")}
        rotate={rotate}
      />
    </Section>
  )
}
