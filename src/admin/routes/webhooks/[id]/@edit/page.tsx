import { RouteDrawer } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { EditSubscriptionForm } from "../../../../components/subscriptions/edit-subscription-form"
import { useSubscription } from "../../../../hooks/use-subscriptions"

const EditSubscriptionPage = () => {
  const { t } = useTranslation("webhooks")
  const { id = "" } = useParams()
  const { data } = useSubscription(id)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{t("edit.title")}</Heading>
        </RouteDrawer.Title>
        <RouteDrawer.Description className="sr-only">{t("edit.hint")}</RouteDrawer.Description>
      </RouteDrawer.Header>
      {data && <EditSubscriptionForm subscription={data.subscription} />}
    </RouteDrawer>
  )
}

export default EditSubscriptionPage
