import { useState, type FormEvent } from "react"
import { fieldErrors, messageOf, type FieldErrors } from "../../lib/error-message"
import { showFirstError } from "../../lib/show-first-error"
import { DRAFT_FIELDS, bodyOf, type SubscriptionDraft } from "../../lib/subscription-draft"
import type { SubscriptionBody } from "../../hooks/use-subscriptions"

/** State of a subscription form. The API alone judges what is typed; its answer is shown at the field it names. */
export function useSubscriptionForm(first: SubscriptionDraft, save: (body: SubscriptionBody) => Promise<void>) {
  const [draft, setDraft] = useState(first)
  const [errors, setErrors] = useState<FieldErrors>({})

  const change = (changes: Partial<SubscriptionDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setErrors({})
    try {
      await save(bodyOf(draft))
    } catch (error) {
      setErrors(fieldErrors(messageOf(error), DRAFT_FIELDS))
      showFirstError()
    }
  }
  return { draft, errors, change, submit: (event: FormEvent) => void submit(event) }
}
