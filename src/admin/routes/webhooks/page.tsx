import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Plug } from "@medusajs/icons"
import { Outlet } from "react-router-dom"
import { Crumb } from "../../components/common/crumb"
import { SubscriptionList } from "../../components/subscriptions/subscription-list"

export const config = defineRouteConfig({ label: "menu.webhooks", icon: Plug, translationNs: "webhooks" })
export const handle = { breadcrumb: () => <Crumb label="menu.webhooks" /> }

const WebhooksPage = () => {
  return (
    <>
      <SubscriptionList />
      <Outlet />
    </>
  )
}

export default WebhooksPage
