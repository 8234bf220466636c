/** The `[id]` of the path. Postgres takes no NUL: such an id can't exist. */
export function idOf(req: { params: Record<string, string | undefined> }): string {
  return (req.params.id ?? "").replaceAll("\0", "")
}
