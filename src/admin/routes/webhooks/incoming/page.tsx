import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Outlet } from "react-router-dom"
import { Crumb } from "../../../components/common/crumb"
import { MessageList } from "../../../components/incoming/message-list"
import { SourceList } from "../../../components/incoming/source-list"

export const config = defineRouteConfig({ label: "menu.incoming", rank: 2, translationNs: "webhooks" })
export const handle = { breadcrumb: () => <Crumb label="menu.incoming" /> }

const IncomingPage = () => {
  return (
    <div className="flex flex-col gap-y-3">
      <SourceList />
      <MessageList />
      <Outlet />
    </div>
  )
}

export default IncomingPage
