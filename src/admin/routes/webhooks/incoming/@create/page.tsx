import { RouteFocusModal } from "@medusajs/dashboard/components"
import { CreateSourceForm } from "../../../../components/incoming/create-source-form"

export default function CreateSourcePage() {
  return (
    <RouteFocusModal>
      <CreateSourceForm />
    </RouteFocusModal>
  )
}
