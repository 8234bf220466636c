import { step } from "../lib/progress.mjs"
import { emrOf } from "./emr.mjs"
import { addAddress, fillCart, moveAddress, placeOrder, registerCustomer } from "./shopper.mjs"
import { showMissing, showWebhook } from "./show.mjs"

const ARRIVAL_TIMEOUT_MS = 30_000

/**
 * Plays the main job: things happen in the shop, and the partner receives each of them. Every act names the webhook
 * it expects; returns how many were expected and how many came with a good signature.
 */
export async function play({ shop_url, shop, partner, emr_secret }) {
  const count = { expected: 0, verified: 0 }

  async function expectWebhook(type, about, change) {
    count.expected++
    const matches = (webhook) =>
      webhook.type === type && webhook.raw_body.includes(about) && (!change || webhook.data.change === change)
    const webhook = await partner.waitFor(matches, ARRIVAL_TIMEOUT_MS)
    if (!webhook) return showMissing(`${type} for ${about}`, ARRIVAL_TIMEOUT_MS)
    if (webhook.verified) count.verified++
    showWebhook(webhook)
  }

  const customer = await step("customer", "registering a customer", async (say) => {
    const registered = await registerCustomer(shop_url, shop.publishable_key)
    say(`${registered.email} registered in the Store API`)
    return registered
  })
  await expectWebhook("customer.created", customer.id)

  const address = await step("address", "adding an address", async (say) => {
    const added = await addAddress(customer)
    say(`the customer added an address in ${added.city}, ${added.province}`)
    return added
  })
  await expectWebhook("customer.address_changed", address.id, "created")
  await expectWebhook("compliance.requirement_created", customer.id)

  await step("address", "changing the address", async (say) => {
    await moveAddress(customer, address)
    say("the customer moved to another street")
  })
  await expectWebhook("customer.address_changed", address.id, "updated")

  const cartId = await step("order", "placing an order", async (say) => {
    const filled = await fillCart(customer, shop)
    const { refused } = await placeOrder(customer, filled)
    say(refused ? `the shop refuses the order: ${refused}` : "the shop took the order of somebody who is not verified")
    // It counts as a webhook that did not come: the demo must not end well without it.
    if (!refused) count.expected++
    return filled
  })

  const emr = emrOf(shop_url, emr_secret)
  const appointmentId = `appt_${customer.id}`
  await step("emr", "booking an appointment", async (say) => {
    const { status } = await emr.scheduleAppointment(customer.id, appointmentId)
    say(`the EMR reported an appointment, signed; we answered "${status}"`)
  })
  await expectWebhook("compliance.consultation_scheduled", customer.id)

  await step("emr", "posting a video call", async (say) => {
    const { status } = await emr.completeVideoCall(customer.id, appointmentId)
    say(`the EMR reported the video call, signed; we answered "${status}"`)
  })
  await expectWebhook("compliance.establishment_fulfilled", customer.id)

  const order = await step("order", "placing the order again", async (say) => {
    const { order: placed, refused } = await placeOrder(customer, cartId)
    if (!placed) throw new Error(`the shop refused the order of a verified customer: ${refused}`)
    say(`order #${placed.display_id} over ${placed.total} ${placed.currency_code} placed in the Store API`)
    return placed
  })
  await expectWebhook("order.placed", order.id)
  return count
}
