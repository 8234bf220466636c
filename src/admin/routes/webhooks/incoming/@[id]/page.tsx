import { RouteDrawer } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { MessageDetails } from "../../../../components/incoming/message-details"
import { ReprocessButton, isReprocessed } from "../../../../components/incoming/reprocess-button"
import { useInboundMessage } from "../../../../hooks/use-inbound-messages"

const InboundMessagePage = () => {
  const { t } = useTranslation("webhooks")
  const { id = "" } = useParams()
  const { data, isLoadingError, error } = useInboundMessage(id)
  if (isLoadingError) throw error
  const message = data?.inbound_message
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{message?.kind ?? t("common.loading")}</Heading>
        </RouteDrawer.Title>
        <RouteDrawer.Description className="sr-only">{t("message.hint")}</RouteDrawer.Description>
      </RouteDrawer.Header>
      {message && <MessageDetails message={message} />}
      {message && isReprocessed(message) && (
        <RouteDrawer.Footer>
          <ReprocessButton id={id} />
        </RouteDrawer.Footer>
      )}
    </RouteDrawer>
  )
}

export default InboundMessagePage
