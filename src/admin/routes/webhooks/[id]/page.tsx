import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { Loading } from "../../../components/common/loading"
import { SendTest } from "../../../components/subscriptions/send-test"
import { SubscriptionCrumb } from "../../../components/subscriptions/subscription-crumb"
import { SubscriptionDeliveries } from "../../../components/subscriptions/subscription-deliveries"
import { SubscriptionGeneral } from "../../../components/subscriptions/subscription-general"
import { SubscriptionRules } from "../../../components/subscriptions/subscription-rules"
import { SubscriptionSecret } from "../../../components/subscriptions/subscription-secret"
import { SwitchedOffNotice } from "../../../components/subscriptions/switched-off-notice"
import { useSubscription } from "../../../hooks/use-subscriptions"

export const handle = { breadcrumb: ({ params }: UIMatch) => <SubscriptionCrumb id={params.id ?? ""} /> }

const SubscriptionPage = () => {
  const { id = "" } = useParams()
  const { data, isLoadingError, error } = useSubscription(id)
  // Not on a failed refresh: one lost poll must not take the page away.
  if (isLoadingError) throw error
  if (!data) return <Loading />
  const { subscription } = data
  return (
    <div className="flex flex-col gap-y-3">
      <SwitchedOffNotice subscription={subscription} />
      <LayoutComposer
        widgetsZonePrefix="webhook_subscription.details"
        preferredLayoutId="core:two-column"
        data={subscription}
        sections={{
          main: (
            <>
              <LayoutComposer.Entry id="WebhookSubscriptionGeneral">
                <SubscriptionGeneral subscription={subscription} />
              </LayoutComposer.Entry>
              <LayoutComposer.Entry id="WebhookSubscriptionRules">
                <SubscriptionRules subscription={subscription} />
              </LayoutComposer.Entry>
            </>
          ),
          side: (
            <>
              <LayoutComposer.Entry id="WebhookSubscriptionTest">
                <SendTest subscription={subscription} />
              </LayoutComposer.Entry>
              <LayoutComposer.Entry id="WebhookSubscriptionSecret">
                <SubscriptionSecret subscription={subscription} />
              </LayoutComposer.Entry>
            </>
          ),
        }}
      />
      <SubscriptionDeliveries id={id} />
    </div>
  )
}

export default SubscriptionPage
