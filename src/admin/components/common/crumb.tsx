import { useTranslation } from "react-i18next"

/** A breadcrumb: it is rendered outside of the page, so it translates itself. */
export function Crumb({ label }: { label: string }) {
  const { t } = useTranslation("webhooks")
  return <span>{t(label)}</span>
}
