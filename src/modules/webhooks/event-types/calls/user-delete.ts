import { defineEventType } from "../../event-type"
import { callableUser, exampleCallableUser } from "./_callable-user"

export default defineEventType({
  name: "calls.user.delete",
  title: "Delete Callable User",
  description: "A user can no longer be called by VoIP on this mobile number.",
  schema: callableUser,
  example: exampleCallableUser,
  versions: ["v1"],
  subject: (data) => data.mobileNumber,
  deliveryDefaults: { format: "event" },
})
