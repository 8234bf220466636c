import { useParams, type UIMatch } from "react-router-dom"
import { Loading } from "../../../../components/common/loading"
import { AttemptLog } from "../../../../components/deliveries/attempt-log"
import { DeliveryGeneral } from "../../../../components/deliveries/delivery-general"
import { DeliveryPayload } from "../../../../components/deliveries/delivery-payload"
import { useDelivery } from "../../../../hooks/use-deliveries"

export const handle = { breadcrumb: ({ params }: UIMatch) => params.id }

const DeliveryPage = () => {
  const { id = "" } = useParams()
  const { data, isLoadingError, error } = useDelivery(id)
  // Not on a failed refresh: one lost poll must not take the page away.
  if (isLoadingError) throw error
  if (!data) return <Loading />
  const { delivery } = data
  return (
    <div className="flex flex-col gap-y-3">
      <DeliveryGeneral delivery={delivery} />
      <AttemptLog attempts={delivery.attempts_log} />
      <DeliveryPayload payload={delivery.payload} />
    </div>
  )
}

export default DeliveryPage
