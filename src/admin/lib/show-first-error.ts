/** Set on elements that show an error to the operator. */
export const ERROR_MARK = { "data-form-error": true } as const

/** Scrolls to the first mistake: the button that was pressed may be two screens below it. */
export function showFirstError(): void {
  // After the render that brings the message.
  requestAnimationFrame(() => document.querySelector("[data-form-error]")?.scrollIntoView({ block: "center" }))
}
