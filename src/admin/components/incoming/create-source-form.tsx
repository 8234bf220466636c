import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { useCreateSource } from "../../hooks/use-sources"
import { fieldErrors, type FieldErrors } from "../../lib/error-message"
import { jsonProblem } from "../../lib/json-text"
import { showFirstError } from "../../lib/show-first-error"
import { SecretPrompt } from "../common/secret-prompt"
import { NEW_SOURCE, SourceFields, bodyOf } from "./source-fields"

export function CreateSourceForm() {
  const { t } = useTranslation("webhooks")
  const { handleSuccess } = useRouteModal()
  const { mutateAsync: create, isPending } = useCreateSource()
  const [draft, setDraft] = useState(NEW_SOURCE)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [secret, setSecret] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const problem = jsonProblem(draft.settings)
    setErrors(problem === null ? {} : { settings: problem })
    if (problem !== null) return showFirstError()
    try {
      const created = await create(bodyOf(draft))
      // A profile of public keys has no secret to show.
      if (created.secret === null) handleSuccess()
      else setSecret(created.secret)
    } catch (error) {
      setErrors(fieldErrors(error, Object.keys(draft), ["settings"]))
      showFirstError()
    }
  }

  return (
    <>
      <KeyboundForm className="flex h-full flex-col overflow-hidden" onSubmit={(event) => void submit(event)}>
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-16">
            <div>
              <RouteFocusModal.Title asChild>
                <Heading>{t("sources.createTitle")}</Heading>
              </RouteFocusModal.Title>
              <RouteFocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  {t("sources.createHint")}
                </Text>
              </RouteFocusModal.Description>
            </div>
            <SourceFields draft={draft} change={(changes) => setDraft({ ...draft, ...changes })} errors={errors} />
          </div>
        </RouteFocusModal.Body>
        <RouteFocusModal.Footer>
          <RouteFocusModal.Close asChild>
            <Button size="small" variant="secondary">
              {t("common.cancel")}
            </Button>
          </RouteFocusModal.Close>
          <Button size="small" type="submit" isLoading={isPending}>
            {t("common.save")}
          </Button>
        </RouteFocusModal.Footer>
      </KeyboundForm>
      <SecretPrompt secret={secret} onDone={() => handleSuccess()} />
    </>
  )
}
