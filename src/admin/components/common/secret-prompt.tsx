import { Eye, EyeSlash } from "@medusajs/icons"
import { Button, Prompt, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

interface SecretPromptProps {
  /** The prompt is open while there is one. */
  secret: string | null
  onDone: () => void
}

/** Shows a secret the one time it can be seen. It has no way out but its button: a stray click would lose the secret. */
export function SecretPrompt({ secret, onDone }: SecretPromptProps) {
  const { t } = useTranslation("webhooks")
  const [isVisible, setVisible] = useState(false)

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret ?? "")
      toast.success(t("secret.copied"))
    } catch {
      // Browsers give no clipboard to a page over plain HTTP: show the secret, to be copied by hand.
      setVisible(true)
      toast.error(t("secret.notCopied"))
    }
  }

  return (
    <Prompt variant="confirmation" open={secret !== null}>
      <Prompt.Content className="w-full max-w-[560px]">
        <Prompt.Header>
          <Prompt.Title>{t("secret.title")}</Prompt.Title>
          <Prompt.Description>{t("secret.onlyOnce")}</Prompt.Description>
        </Prompt.Header>
        <div className="flex flex-col gap-y-3 px-6 py-4">
          <div className="shadow-borders-base bg-ui-bg-component grid min-h-8 grid-cols-[1fr_32px] items-center overflow-hidden rounded-md">
            <Text family="mono" size="small" className="break-all px-2 py-1" data-testid="secret">
              {isVisible ? secret : masked(secret ?? "")}
            </Text>
            <button
              type="button"
              aria-label={t(isVisible ? "secret.hide" : "secret.show")}
              className="text-ui-fg-muted hover:bg-ui-bg-base-hover flex size-8 items-center justify-center border-l"
              onClick={() => setVisible(!isVisible)}
            >
              {isVisible ? <Eye /> : <EyeSlash />}
            </button>
          </div>
          <Button size="small" variant="secondary" type="button" className="w-full" onClick={() => void copy()}>
            {t("secret.copy")}
          </Button>
        </div>
        <Prompt.Footer className="border-t py-4">
          <Prompt.Action onClick={onDone}>{t("secret.done")}</Prompt.Action>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}

/** Enough of it to tell two secrets apart. */
function masked(secret: string): string {
  return `${secret.slice(0, 8)}${"•".repeat(Math.max(0, secret.length - 10))}${secret.slice(-2)}`
}
