import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { fieldErrors, type FieldErrors } from "../../lib/error-message"
import { jsonProblem } from "../../lib/json-text"
import { showFirstError } from "../../lib/show-first-error"
import {
  DRAFT_FIELDS,
  JSON_FIELDS,
  bodyOf,
  type SubscriptionBody,
  type SubscriptionDraft,
} from "../../lib/subscription-draft"

/** State of a subscription form. The API judges what is typed, all but broken JSON; its answer is shown at the field it names. */
export function useSubscriptionForm(first: SubscriptionDraft, save: (body: SubscriptionBody) => Promise<void>) {
  const { t } = useTranslation("webhooks")
  const [draft, setDraft] = useState(first)
  const [errors, setErrors] = useState<FieldErrors>({})

  const change = (changes: Partial<SubscriptionDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const refuse = (refusals: FieldErrors) => {
    setErrors(refusals)
    showFirstError()
  }
  const brokenJson = (): FieldErrors =>
    Object.fromEntries(
      JSON_FIELDS.flatMap((field) => {
        const problem = jsonProblem(draft[field])
        return problem === null ? [] : [[field, t("form.notJson", { problem })]]
      })
    )
  const attempt = async (act: (body: SubscriptionBody) => Promise<unknown>) => {
    const broken = brokenJson()
    if (Object.keys(broken).length > 0) return refuse(broken)
    setErrors({})
    try {
      await act(bodyOf(draft))
    } catch (error) {
      refuse(fieldErrors(error, DRAFT_FIELDS, JSON_FIELDS))
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(save)
  }
  return { draft, errors, change, attempt, submit }
}
