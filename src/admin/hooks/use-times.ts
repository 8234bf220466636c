import { useDate } from "@medusajs/dashboard/hooks"
import { useTranslation } from "react-i18next"
import { durationOf } from "../lib/duration"

/** Times and durations in the operator's language. */
export function useTimes() {
  const { t, i18n } = useTranslation("webhooks")
  const { getRelativeDate } = useDate()

  const format = (options: Intl.DateTimeFormatOptions) => (instant: string | null) =>
    instant === null ? "–" : new Intl.DateTimeFormat(localeOf(i18n.language), options).format(new Date(instant))

  return {
    /** To the second, which sets attempts apart. */
    exact: format({ dateStyle: "medium", timeStyle: "medium" }),
    short: format({ dateStyle: "medium", timeStyle: "short" }),
    relative: getRelativeDate,
    duration: (ms: number) => {
      const { unit, value } = durationOf(ms)
      return t(`duration.${unit}`, { count: value })
    },
  }
}

/** Medusa names its languages `enGB`, `zhCN`; Intl would throw on them. */
function localeOf(language: string): string {
  return language.replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")
}
