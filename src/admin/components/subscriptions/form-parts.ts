import type { FieldErrors } from "../../lib/error-message"
import type { SubscriptionDraft } from "../../lib/subscription-draft"

/** What every part of the form is given. */
export interface FormPartProps {
  draft: SubscriptionDraft
  change: (changes: Partial<SubscriptionDraft>) => void
  errors: FieldErrors
}
