import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

interface SectionProps {
  title: string
  subtitle?: string
  /** `h1` for the card that names the page. */
  level?: "h1" | "h2"
  actions?: ReactNode
  children?: ReactNode
}

/** A card of a detail page: heading, what can be done, rows below. */
export function Section({ title, subtitle, level = "h2", actions, children }: SectionProps) {
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4 md:flex-nowrap">
        <div className="min-w-0">
          <Heading level={level} className="break-words">
            {title}
          </Heading>
          {subtitle && (
            <Text size="small" className="text-ui-fg-subtle">
              {subtitle}
            </Text>
          )}
        </div>
        {actions && <div className="flex shrink-0 items-center gap-x-2">{actions}</div>}
      </div>
      {children}
    </Container>
  )
}
