import { Hint } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useEventTypes } from "../../hooks/use-event-types"
import { versionsOf } from "../../lib/subscription-rules"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import { EventPicker } from "./event-picker"
import type { FormPartProps } from "./form-parts"

/** The select knows no empty value. */
const BY_EVENTS = "by_events"

/** Which events, and which version of their bodies. */
export function EventFields({ draft, change, errors }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const { data } = useEventTypes()
  const types = data?.event_types ?? []
  const pick = (events: string[]) => {
    // A version that the new events do not come in would only be refused.
    const isHad = versionsOf(events, types).includes(draft.api_version)
    change({ events, ...(isHad ? {} : { api_version: "" }) })
  }
  return (
    <>
      <Field label={t("subscription.events")} error={errors.events}>
        <Hint>{t("form.eventsHint")}</Hint>
        <EventPicker value={draft.events} onChange={pick} />
      </Field>
      <Field
        label={t("subscription.version")}
        htmlFor="version"
        error={errors.api_version}
        hint={t("form.versionHint")}
        optional
      >
        <Choice
          id="version"
          value={draft.api_version || BY_EVENTS}
          onChange={(version) => change({ api_version: version === BY_EVENTS ? "" : version })}
          options={[
            { value: BY_EVENTS, label: t("form.versionByEvents") },
            ...versionsOf(draft.events, types).map((value) => ({ value, label: value })),
          ]}
          placeholder={draft.api_version}
        />
      </Field>
    </>
  )
}
