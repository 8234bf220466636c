import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Crumb } from "../../../components/common/crumb"
import { DeliveryList } from "../../../components/deliveries/delivery-list"

export const config = defineRouteConfig({ label: "menu.deliveries", rank: 1, translationNs: "webhooks" })
export const handle = { breadcrumb: () => <Crumb label="menu.deliveries" /> }

const DeliveriesPage = () => {
  return <DeliveryList />
}

export default DeliveriesPage
