import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useCreateSubscription } from "../../hooks/use-subscriptions"
import { NEW_DRAFT } from "../../lib/subscription-draft"
import { SecretPrompt } from "../common/secret-prompt"
import { SubscriptionFields } from "./subscription-fields"
import { useSubscriptionForm } from "./use-subscription-form"

export function CreateSubscriptionForm() {
  const { t } = useTranslation("webhooks")
  const { handleSuccess } = useRouteModal()
  const { mutateAsync: create, isPending } = useCreateSubscription()
  const [created, setCreated] = useState<{ id: string; secret: string } | null>(null)
  const { submit, ...form } = useSubscriptionForm(NEW_DRAFT, async (body) => {
    const { subscription, secret } = await create(body)
    setCreated({ id: subscription.id, secret })
  })

  return (
    <>
      <KeyboundForm className="flex h-full flex-col overflow-hidden" onSubmit={submit}>
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-16">
            <div>
              <RouteFocusModal.Title asChild>
                <Heading>{t("create.title")}</Heading>
              </RouteFocusModal.Title>
              <RouteFocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  {t("create.hint")}
                </Text>
              </RouteFocusModal.Description>
            </div>
            <SubscriptionFields {...form} isNew />
          </div>
        </RouteFocusModal.Body>
        <RouteFocusModal.Footer>
          <RouteFocusModal.Close asChild>
            <Button size="small" variant="secondary">
              {t("common.cancel")}
            </Button>
          </RouteFocusModal.Close>
          <Button size="small" type="submit" isLoading={isPending}>
            {t("create.save")}
          </Button>
        </RouteFocusModal.Footer>
      </KeyboundForm>
      <SecretPrompt secret={created?.secret ?? null} onDone={() => handleSuccess(`/webhooks/${created?.id ?? ""}`)} />
    </>
  )
}
