import { sha256 } from "../../src/modules/webhooks/core/inbound-identity"
import { api, expectOk } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { emrSource, postVideoCall, standardHeaders, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/**
 * Of several equal calls at one instant, the one that stored the message may find that another has processed it meanwhile. It
 * answered `duplicate: false`, as the one that did the work: the sender saw two first times.
 *
 * Which of them is faster is chance. A trigger is: what it does is what the other call does, between the storing and the processing.
 */
describe("a call that is overtaken by its own repeat", () => {
  const caller = api(shopUnderTest.url())
  const sql = (text: string) => queryDatabase(shopUnderTest.databaseUrl(), text)

  afterEach(() => sql("DROP FUNCTION IF EXISTS overtake() CASCADE"))

  it("says that it is a duplicate, with what the repeat did", async () => {
    const admin = await shopUnderTest.admin()
    const { secret } = await emrSource(admin)
    const customer = await registerCustomer(shopUnderTest.url())
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    const body = videoCall(customer.id)
    await sql(`CREATE FUNCTION overtake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE webhook_inbound_message SET status = 'processed', result = '{"event_id":"evt_other"}', next_try_at = NULL WHERE id = NEW.id;
      RETURN NULL;
    END $$`)
    await sql(`CREATE TRIGGER overtake AFTER INSERT ON webhook_inbound_message FOR EACH ROW
      WHEN (NEW.body_hash = '${sha256(body)}') EXECUTE FUNCTION overtake()`)

    const answer = await postVideoCall(caller, body, standardHeaders(body, secret, `msg_overtaken_${customer.id}`))
    expect(answer).toMatchObject({ status: 200, body: { status: "processed", event_id: "evt_other", duplicate: true } })
  })
})
