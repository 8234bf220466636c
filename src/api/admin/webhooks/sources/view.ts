interface SourceRecord {
  id: string
  name: string
  slug: string
  scheme: string
  active: boolean
  created_at: Date | string
  updated_at: Date | string
}

export function sourceView({ id, name, slug, scheme, active, created_at, updated_at }: SourceRecord) {
  return { id, name, slug, scheme, active, created_at, updated_at }
}
