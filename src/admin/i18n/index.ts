import { catalogue } from "./en/catalogue"
import { deliveries } from "./en/deliveries"
import { general } from "./en/general"
import { incoming } from "./en/incoming"
import { subscriptions } from "./en/subscriptions"

/** Every text of our pages. Another language is another folder, and another key beside `en`. */
export default {
  en: { webhooks: { ...general, ...subscriptions, ...deliveries, ...incoming, ...catalogue } },
}
