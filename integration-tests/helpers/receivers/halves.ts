import { outcomeWithoutAnswer } from "../../../src/modules/webhooks/core/outcome"
import { defineTransport } from "../../../src/modules/webhooks/transport"

/** A transport of a shop's own, whose words end inside a character. */
export const halves = defineTransport({
  id: "halves",
  title: "Halves",
  description: "Answers half a character, and a NUL.",
  urlExample: "halves://",
  hasMethods: false,
  outcomes: {},
  urlRefusal: () => null,
  load: () => ({
    open: () => ({
      send: async () => ({ outcome: outcomeWithoutAnswer("cut\0short", "half of \uD83D"), response_body: "\uDE00\0" }),
      close: async () => undefined,
    }),
  }),
})
