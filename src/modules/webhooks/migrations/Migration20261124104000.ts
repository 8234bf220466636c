import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Callbacks are signed by secrets of their own, see core/secret-owner. Those of the source `callbacks` stay what they are, for
 * it never called us; the others' are made when a worker starts, for they have to be sealed.
 */
export class Migration20261124104000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`UPDATE webhook_signing_secret k SET owner_id = k.owner_id || ':callbacks'
      FROM webhook_source s WHERE s.id = k.owner_id AND s.slug = 'callbacks'`)
    this.addSql(`UPDATE webhook_subscription SET secret_owner_id = secret_owner_id || ':callbacks'
      WHERE for_callback AND secret_owner_id NOT LIKE '%:callbacks'`)
  }

  override async down(): Promise<void> {
    this.addSql(`UPDATE webhook_signing_secret k SET owner_id = s.id
      FROM webhook_source s WHERE k.owner_id = s.id || ':callbacks' AND s.slug = 'callbacks'`)
    this.addSql(`UPDATE webhook_subscription SET secret_owner_id = replace(secret_owner_id, ':callbacks', '') WHERE for_callback`)
  }
}
