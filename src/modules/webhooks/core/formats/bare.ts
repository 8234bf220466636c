import type { Format } from "../format"

/** `data` alone: the body of seed documents 002 and 003. The headers name the event. */
export default {
  id: "bare",
  description: "data alone, without an envelope; id and type are in the headers",
  render: (event) => event.data,
} satisfies Format
