import { RouteFocusModal } from "@medusajs/dashboard/components"
import { CreateSourceForm } from "../../../../components/incoming/create-source-form"

const CreateSourcePage = () => {
  return (
    <RouteFocusModal>
      <CreateSourceForm />
    </RouteFocusModal>
  )
}

export default CreateSourcePage
