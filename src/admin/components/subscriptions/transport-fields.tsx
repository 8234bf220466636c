import { Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useTransports } from "../../hooks/use-transports"
import { withTransport } from "../../lib/subscription-draft"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import type { FormPartProps } from "./form-parts"

/** Where the events go, and how: in our words where there are any, else in the API's. */
export function TransportFields({ draft, change, errors }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const transports = useTransports().data?.transports ?? []
  const transport = transports.find(({ id }) => id === draft.transport)
  const choose = (id: string) => {
    const chosen = transports.find((one) => one.id === id)
    if (chosen) change(withTransport(draft, chosen))
  }
  return (
    <>
      <Field label={t("subscription.transport")} htmlFor="transport" error={errors.transport}>
        <Choice
          id="transport"
          value={draft.transport}
          onChange={choose}
          options={transports.map(({ id, title }) => ({
            value: id,
            label: t(`transport.${id}`, { defaultValue: title }),
          }))}
        />
      </Field>
      <Field
        label={t("subscription.url")}
        htmlFor="url"
        error={errors.url}
        hint={t(`urlHint.${draft.transport}`, { defaultValue: transport?.description ?? "" })}
      >
        <Input
          id="url"
          size="small"
          placeholder={transport?.url_example ?? ""}
          value={draft.url}
          onChange={(e) => change({ url: e.target.value })}
        />
      </Field>
    </>
  )
}
