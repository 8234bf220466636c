import { TriangleDownMini } from "@medusajs/icons"
import { Button, clx } from "@medusajs/ui"
import { useState, type ReactNode } from "react"
import type { FieldErrors } from "../../lib/error-message"

interface FoldProps {
  title: string
  startsOpen?: boolean
  /** The fields inside: a refusal in a closed part would leave the operator without a reason. */
  fields: readonly string[]
  errors: FieldErrors
  children: ReactNode
}

/** A part of a form that few need. */
export function Fold({ title, startsOpen = false, fields, errors, children }: FoldProps) {
  const [isOpen, setOpen] = useState(startsOpen)
  const isShown = isOpen || fields.some((field) => errors[field] !== undefined)
  return (
    <>
      <div>
        <Button
          size="small"
          variant="transparent"
          type="button"
          aria-expanded={isShown}
          onClick={() => setOpen(!isShown)}
        >
          <TriangleDownMini className={clx("transition-transform", !isShown && "-rotate-90")} />
          {title}
        </Button>
      </div>
      {isShown && children}
    </>
  )
}
