import { useTranslation } from "react-i18next"
import { useParams, type UIMatch } from "react-router-dom"
import { Loading } from "../../../../components/common/loading"
import { DeliveriesOf } from "../../../../components/deliveries/deliveries-of"
import { EventGeneral } from "../../../../components/events/event-general"
import { useEvent } from "../../../../hooks/use-event"
import { useSubscriptionNames } from "../../../../hooks/use-subscription-names"

export const handle = { breadcrumb: ({ params }: UIMatch) => params.id }

const EventPage = () => {
  const { t } = useTranslation("webhooks")
  const { id = "" } = useParams()
  const { data, isLoadingError, error } = useEvent(id)
  const { nameOf } = useSubscriptionNames()
  if (isLoadingError) throw error
  if (!data) return <Loading />
  return (
    <div className="flex flex-col gap-y-3">
      <EventGeneral event={data.event} />
      <DeliveriesOf
        of={{ event_id: id }}
        heading={t("deliveries.title")}
        emptyHint={t("event.noDeliveries")}
        nameOf={nameOf}
      />
    </div>
  )
}

export default EventPage
