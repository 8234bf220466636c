import { defineProfile } from "../../core/profile"
import { PLAIN_HMAC, hmacHeadersRefusal, verifyHmac, type HmacRule } from "./_hmac"
import { idAt, textAt } from "./_json"
import { kindText, messageId } from "./_messages"
import { readOwnMessage } from "./_own-messages"
import { noSettings } from "./_settings"

const RULE: HmacRule = {
  ...PLAIN_HMAC,
  header: "x-canvas-signature",
  prefix: "sha256=",
  template: "{timestamp}.{body}",
  timestamp_header: "x-canvas-timestamp",
}

/** Canvas Medical sends what a plugin of the shop's own writes: our messages, signed as the docs show. */
export default defineProfile({
  id: "canvas",
  title: "Canvas Medical (your plugin)",
  description:
    "Our own messages, posted by a plugin: x-canvas-signature is sha256= and the hex HMAC of the timestamp, a dot and the body; x-canvas-timestamp.",
  settings: noSettings,
  secret: "any",
  refusedBeforeBody: (headers, _settings, now) => hmacHeadersRefusal(RULE, headers, now),
  verify: (call, { secrets }, now) => verifyHmac(RULE, call, secrets, now),
  kindOf: (body) => kindText(textAt(body, "event")),
  idOf: (body) => messageId(idAt(body, "message_id")),
  read: readOwnMessage,
})
