import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useEventTypes } from "../../hooks/use-event-types"
import { useTestSubscription } from "../../hooks/use-subscriptions"
import { matchesType } from "../../lib/core"
import { messageOf } from "../../lib/error-message"
import type { Subscription } from "../../lib/types"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import { Section } from "../common/section"
import { TestResult } from "./test-result"

/** Sends an event's example through the real path and shows what the receiver made of it. */
export function SendTest({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const { data } = useEventTypes()
  const { mutateAsync: send, isPending } = useTestSubscription(subscription.id)
  const [chosen, setChosen] = useState<string | null>(null)
  const [deliveryId, setDeliveryId] = useState<string | null>(null)

  const names = (data?.event_types ?? []).map(({ name }) => name)
  // What the receiver asked for is what it can read.
  const eventType = chosen ?? names.find((name) => matchesType(subscription.events, name)) ?? ""

  const run = async () => {
    try {
      setDeliveryId((await send({ event_type: eventType })).delivery.id)
    } catch (error) {
      toast.error(messageOf(error))
    }
  }

  const isSendable = subscription.active && eventType !== ""
  return (
    <Section title={t("test.title")} subtitle={t("test.hint")}>
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <Field label={t("delivery.event")} htmlFor="test_event" hint={subscription.active ? undefined : t("test.off")}>
          <Choice
            id="test_event"
            value={eventType}
            onChange={setChosen}
            options={names.map((value) => ({ value, label: value }))}
          />
        </Field>
        <div>
          <Button
            size="small"
            variant="secondary"
            isLoading={isPending}
            disabled={!isSendable}
            onClick={() => void run()}
          >
            {t("test.send")}
          </Button>
        </div>
      </div>
      {deliveryId !== null && <TestResult id={deliveryId} />}
    </Section>
  )
}
