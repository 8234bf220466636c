import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Consultations, patients' links, rules and the history. What the former version knew is carried over: the facts behind each
 * status, and the appointments, so that a repeat of an old call stays known.
 */
export class Migration20261124141500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "region_requirement" drop constraint if exists "region_requirement_region_code_unique";`);
    this.addSql(`alter table if exists "patient_link" drop constraint if exists "patient_link_source_external_id_unique";`);
    this.addSql(`alter table if exists "consultation" drop constraint if exists "consultation_source_appointment_id_unique";`);
    this.addSql(`create table if not exists "consultation" ("id" text not null, "source" text not null, "appointment_id" text not null, "customer_id" text null, "region_code" text null, "region_origin" text check ("region_origin" in ('call', 'scheduling', 'address')) null, "provider_id" text null, "scheduled_for" timestamptz null, "booked_at" timestamptz null, "cancelled_at" timestamptz null, "completed_at" timestamptz null, "duration_minutes" real null, "first_message_id" text null, "completed_message_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "consultation_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_consultation_deleted_at" ON "consultation" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_consultation_source_appointment_id_unique" ON "consultation" ("source", "appointment_id");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_consultation_customer_id_region_code" ON "consultation" ("customer_id", "region_code") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "establishment_change" ("id" text not null, "establishment_id" text not null, "customer_id" text not null, "region_code" text not null, "from_status" text check ("from_status" in ('required', 'scheduled', 'established', 'expired', 'revoked')) null, "to_status" text check ("to_status" in ('required', 'scheduled', 'established', 'expired', 'revoked')) null, "at" timestamptz not null, "cause" text check ("cause" in ('message', 'user', 'order', 'cart', 'address', 'rule', 'job', 'workflow')) not null, "cause_id" text not null, "reason" text null, "established_at" timestamptz null, "expires_at" timestamptz null, "provider_id" text null, "appointment_id" text null, "consultation_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "establishment_change_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_establishment_change_customer_id" ON "establishment_change" ("customer_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_establishment_change_deleted_at" ON "establishment_change" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_establishment_change_establishment_id_id" ON "establishment_change" ("establishment_id", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_establishment_change_at" ON "establishment_change" ("at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "patient_link" ("id" text not null, "source" text not null, "external_id" text not null, "customer_id" text not null, "created_by" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "patient_link_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_patient_link_customer_id" ON "patient_link" ("customer_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_patient_link_deleted_at" ON "patient_link" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_patient_link_source_external_id_unique" ON "patient_link" ("source", "external_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "region_requirement" ("id" text not null, "region_code" text not null, "active" boolean not null default true, "validity_days" integer null, "renewal_notice_days" integer not null default 30, "product_tags" text[] null, "rollout_status" text check ("rollout_status" in ('pending', 'running', 'done')) null, "rollout_cursor" text not null default '', "rollout_lease_until" timestamptz null, "rollout_done" integer not null default 0, "rollout_total" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "region_requirement_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_region_requirement_deleted_at" ON "region_requirement" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_region_requirement_region_code_unique" ON "region_requirement" ("region_code") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "customer_region_establishment" add column if not exists "required_at" timestamptz null, add column if not exists "open_appointment_id" text null, add column if not exists "notice_at" timestamptz null, add column if not exists "revoked_at" timestamptz null, add column if not exists "revoked_reason" text null, add column if not exists "lifted_at" timestamptz null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_customer_region_establishment_region_code_status" ON "customer_region_establishment" ("region_code", "status") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_establishment_expiring" ON "customer_region_establishment" ("expires_at") WHERE status = 'established' AND expires_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_establishment_notice" ON "customer_region_establishment" ("notice_at") WHERE notice_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`update "customer_region_establishment" set "required_at" = "created_at" where "status" in ('required', 'scheduled');`);
    this.addSql(`update "customer_region_establishment" set "open_appointment_id" = "appointment_id", "appointment_id" = null where "status" = 'scheduled' and "established_at" is null;`);
    this.addSql(`update "customer_region_establishment" set "revoked_at" = "updated_at" where "status" = 'revoked';`);
    // Where one appointment established somebody in several regions, the first is the one that counts.
    this.addSql(`insert into "consultation" ("id", "source", "appointment_id", "customer_id", "region_code", "region_origin", "provider_id", "completed_at", "created_at", "updated_at")
      select distinct on ("appointment_id") 'con_' || substr("id", 5), 'emr', "appointment_id", "customer_id", "region_code", 'address', "provider_id", "established_at", "created_at", "updated_at"
      from customer_region_establishment where "appointment_id" is not null and "established_at" is not null order by "appointment_id", "created_at", "id"
      on conflict do nothing;`);
    this.addSql(`insert into "establishment_change" ("id", "establishment_id", "customer_id", "region_code", "to_status", "at", "cause", "cause_id", "established_at", "expires_at", "provider_id", "appointment_id")
      select 'ech_' || substr("id", 5), "id", "customer_id", "region_code", "status", "updated_at", 'job', 'the history begins here', "established_at", "expires_at", "provider_id", "appointment_id" from customer_region_establishment where "deleted_at" is null
      on conflict do nothing;`);
    this.addSql(`CREATE OR REPLACE FUNCTION compliance_history_is_final() RETURNS trigger LANGUAGE plpgsql SET jit = off AS $$ BEGIN
      IF coalesce(current_setting('compliance.may_change_history', true), '') = 'on' THEN RETURN coalesce(NEW, OLD); END IF;
      RAISE EXCEPTION 'the history of establishments is final: % of % was refused', TG_OP, OLD.id;
    END $$;`);
    this.addSql(`CREATE OR REPLACE TRIGGER establishment_change_is_final BEFORE UPDATE OR DELETE ON "establishment_change" FOR EACH ROW EXECUTE FUNCTION compliance_history_is_final();`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop function if exists compliance_history_is_final() cascade;`);
    this.addSql(`drop table if exists "consultation" cascade;`);

    this.addSql(`drop table if exists "establishment_change" cascade;`);

    this.addSql(`drop table if exists "patient_link" cascade;`);

    this.addSql(`drop table if exists "region_requirement" cascade;`);

    this.addSql(`drop index if exists "IDX_customer_region_establishment_region_code_status";`);
    this.addSql(`drop index if exists "IDX_establishment_expiring";`);
    this.addSql(`drop index if exists "IDX_establishment_notice";`);
    this.addSql(`alter table if exists "customer_region_establishment" drop column if exists "required_at", drop column if exists "open_appointment_id", drop column if exists "notice_at", drop column if exists "revoked_at", drop column if exists "revoked_reason", drop column if exists "lifted_at";`);
  }

}
