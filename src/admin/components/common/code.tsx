import { CodeBlock } from "@medusajs/ui"

/** Text as it came, or a value as JSON; scrolls instead of growing the page. */
export function Code({ value }: { value: unknown }) {
  const isText = typeof value === "string"
  const code = isText ? value : JSON.stringify(value, null, 2)
  return (
    // It shows what it was first given for as long as it lives.
    <CodeBlock key={code} snippets={[{ label: "", code, language: isText ? "text" : "json", hideLineNumbers: true }]}>
      <CodeBlock.Body className="max-h-[480px] overflow-auto" />
    </CodeBlock>
  )
}

/** @returns the value that a JSON text holds, or the text itself. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
