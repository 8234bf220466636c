import { randomBytes } from "node:crypto"
import { keyId, secretBox } from "../../../src/modules/webhooks/core/secret-box"
import { startReceiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks } from "../../helpers/shop/webhooks-module"

describe("the encryption key", () => {
  it("can be replaced while subscriptions go on: old keys open, a command seals anew", async () => {
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)]
    const under = await startWebhooks("webhooks_keys", {
      encryptionKey: `${newKey.toString("base64")},${oldKey.toString("base64")}`,
    })
    const receiver = await startReceiver()
    try {
      const id = await under.subscribe({ url: receiver.url })
      const sealed = async () =>
        (await queryDatabase<{ sealed: string }>(under.databaseUrl, "SELECT sealed FROM webhook_signing_secret"))[0]!
          .sealed
      expect(await sealed()).toContain(`v1:${keyId(newKey)}:`)

      // As if it had been made before the new key was put in front.
      const clear = await under.webhooks.openText(await sealed())
      await queryDatabase(under.databaseUrl, "UPDATE webhook_signing_secret SET sealed = $1", [
        secretBox([oldKey]).seal(clear, randomBytes(12)),
      ])
      const headers = [{ name: "x-key", value: secretBox([oldKey]).seal("hunter2", randomBytes(12)) }]
      await queryDatabase(under.databaseUrl, "UPDATE webhook_subscription SET headers = $1, url_password = $2", [
        JSON.stringify(headers),
        secretBox([oldKey]).seal("hunter2", randomBytes(12)),
      ])
      const send = async () => {
        const [delivery] = await under.publish({ only_subscription_id: id })
        await under.settled(delivery!, "delivered")
      }
      await send()

      expect(await under.webhooks.resealAll()).toMatchObject({ secrets: 1, headers: 1, passwords: 1 })
      expect(await sealed()).toContain(`v1:${keyId(newKey)}:`)
      await send()
      expect(receiver.requests.map((request) => request.headers["x-key"])).toEqual(["hunter2", "hunter2"])
      expect(await under.webhooks.resealAll()).toEqual({
        ...{ secrets: 0, headers: 0, passwords: 0 },
        ...{ credentials: 0, bodies: 0, snapshots: 0, unreadable: 0 },
      })
    } finally {
      await under.stop()
      await receiver.stop()
    }
  })

  it("is replaced for everything that can be opened, and what is under a lost key is counted", async () => {
    const [oldKey, newKey, lostKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
    const under = await startWebhooks("webhooks_lost_key", {
      encryptionKey: `${newKey.toString("base64")},${oldKey.toString("base64")}`,
    })
    try {
      const ids = [
        await under.subscribe({ url: "http://127.0.0.1:9" }),
        await under.subscribe({ url: "http://127.0.0.1:9" }),
      ]
      const [first, second] = ids.sort()
      const sealedBy = (key: Buffer) => secretBox([key]).seal("hunter2", randomBytes(12))
      for (const [id, key] of [
        [first, lostKey],
        [second, oldKey],
      ] as const) {
        await queryDatabase(
          under.databaseUrl,
          "UPDATE webhook_subscription SET headers = $2, url_password = $3 WHERE id = $1",
          [
            id,
            JSON.stringify([
              { name: "x-lost", value: sealedBy(lostKey) },
              { name: "x-old", value: sealedBy(key) },
            ]),
            sealedBy(key),
          ]
        )
      }
      expect(await under.webhooks.resealAll()).toMatchObject({ headers: 1, passwords: 1, unreadable: 4 })
      expect(await under.webhooks.resealAll()).toMatchObject({ headers: 0, passwords: 0, unreadable: 4 })
    } finally {
      await under.stop()
    }
  })
})
