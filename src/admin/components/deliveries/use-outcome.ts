import { useTranslation } from "react-i18next"

/** An attempt's outcome in words, with the answer's code where one came. */
export function useOutcome() {
  const { t } = useTranslation("webhooks")
  return (outcome: string | null, responseCode: number | null): string => {
    if (outcome === null) return "–"
    const words = t(`outcome.${outcome}`, { defaultValue: outcome })
    return responseCode === null ? words : `${words} (${responseCode})`
  }
}
