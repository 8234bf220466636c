import { clx } from "@medusajs/ui"

interface OneLineProps {
  text: string
  mono?: boolean
  className?: string
}

/** A text that may be long, cut to its cell; the whole of it on hovering. */
export function OneLine({ text, mono, className }: OneLineProps) {
  return (
    <span title={text} className={clx("block max-w-[280px] truncate", mono && "font-mono text-xs", className)}>
      {text}
    </span>
  )
}
