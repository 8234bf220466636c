import { Container, Skeleton } from "@medusajs/ui"

/** Holds the place of a page's first section while it loads. */
export function Loading() {
  return (
    <Container className="flex flex-col gap-y-4">
      <Skeleton className="h-7 w-1/3 rounded-md" />
      <Skeleton className="h-5 w-2/3 rounded-md" />
      <Skeleton className="h-5 w-1/2 rounded-md" />
    </Container>
  )
}
