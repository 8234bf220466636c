import { useTranslation } from "react-i18next"
import { useTransports } from "../../hooks/use-transports"

/** An attempt's outcome in words, ours or else the transport's, with the answer's code where one came. */
export function useOutcome() {
  const { t } = useTranslation("webhooks")
  const { data } = useTransports()
  return (outcome: string | null, responseCode: number | null): string => {
    if (outcome === null) return "–"
    const ofTransport = data?.transports.find(({ outcomes }) => outcomes[outcome] !== undefined)?.outcomes[outcome]
    const words = t(`outcome.${outcome}`, { defaultValue: ofTransport ?? outcome })
    return responseCode === null ? words : `${words} (${responseCode})`
  }
}
