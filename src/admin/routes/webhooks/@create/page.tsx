import { RouteFocusModal } from "@medusajs/dashboard/components"
import { CreateSubscriptionForm } from "../../../components/subscriptions/create-subscription-form"

export default function CreateSubscriptionPage() {
  return (
    <RouteFocusModal>
      <CreateSubscriptionForm />
    </RouteFocusModal>
  )
}
