import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Code } from "./code"

/** A row of a section that holds JSON, over its whole width. */
export function JsonRow({ title, value }: { title: string; value: unknown }) {
  const { t } = useTranslation("webhooks")
  return (
    <div className="text-ui-fg-subtle flex flex-col gap-y-2 px-6 py-4">
      <Text size="small" weight="plus" leading="compact">
        {title}
      </Text>
      {value === null ? (
        <Text size="small" leading="compact">
          {t("common.none")}
        </Text>
      ) : (
        <Code value={value} />
      )}
    </div>
  )
}
