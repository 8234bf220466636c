import { Copy } from "@medusajs/ui"

/** An id or an address in full, wrapped where it must be, with a button that copies it. */
export function IdValue({ text }: { text: string }) {
  return (
    <span className="flex min-w-0 items-start gap-x-2">
      <span className="txt-compact-small min-w-0 break-all">{text}</span>
      <Copy content={text} className="text-ui-fg-muted mt-0.5 shrink-0" />
    </span>
  )
}
