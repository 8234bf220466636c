import type { FieldErrors } from "../../lib/error-message"
import type { SubscriptionBody, SubscriptionDraft } from "../../lib/subscription-draft"

/** What every part of the form is given. */
export interface FormPartProps {
  draft: SubscriptionDraft
  change: (changes: Partial<SubscriptionDraft>) => void
  errors: FieldErrors
  /** Does something with what is typed; what is refused is shown at the field it names. */
  attempt: (act: (body: SubscriptionBody) => Promise<unknown>) => Promise<void>
}
