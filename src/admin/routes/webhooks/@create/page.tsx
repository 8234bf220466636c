import { RouteFocusModal } from "@medusajs/dashboard/components"
import { CreateSubscriptionForm } from "../../../components/subscriptions/create-subscription-form"

const CreateSubscriptionPage = () => {
  return (
    <RouteFocusModal>
      <CreateSubscriptionForm />
    </RouteFocusModal>
  )
}

export default CreateSubscriptionPage
