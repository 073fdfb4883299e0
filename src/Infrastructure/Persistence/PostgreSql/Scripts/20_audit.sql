-- The audit trail (docs/decisions/0010-audit-by-triggers.md). The application adds and reads entries; nobody changes them but for erasure.
revoke update, delete, truncate on audit_entries, audit_seals, audit_heads, audit_batches from nexus_app, nexus_job;
revoke insert on audit_seals from nexus_app;
grant delete on audit_batches to nexus_job;

-- The model joins seals to entries; the constraint itself would lock, and so rewrite, every entry that is sealed. The verifier finds what it would refuse.
alter table audit_seals drop constraint if exists fk_audit_seals_audit_entries_organization_id_entry_id;

-- A time-ordered id (UUID v7) by the database's clock.
create or replace function audit_id() returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- Who acts, as the connection was told when it was opened (app.audit). A statement typed by hand is the product's own work.
do $$ begin
  create type audit_source as (actor_kind text, actor_id uuid, on_behalf_of uuid, operation text, request_id text, ip text, reason text, hint text);
exception when duplicate_object then null;
end $$;

create or replace function audit_source() returns audit_source language plpgsql stable as $$
declare told text := current_setting('app.audit', true);
begin
  if told is null or told = '' then return row('job', null, null, null, null, null, null, null)::public.audit_source; end if;
  return jsonb_populate_record(null::public.audit_source, told::jsonb);
end $$;

-- One batch per transaction and organization; it waits until its entries are sealed. The setting ends with the transaction.
create or replace function audit_batch(organization uuid) returns uuid language plpgsql volatile as $$
declare
  known text := current_setting('app.audit_batch', true);
  batch uuid;
begin
  if left(known, 36) = organization::text then return right(known, 36)::uuid; end if;
  batch := public.audit_id();
  insert into public.audit_batches (organization_id, batch_id) values (organization, batch);
  perform set_config('app.audit_batch', organization || '/' || batch, true);
  return batch;
end $$;

-- Entries stay as they are. Erasure may empty the redactable part, all of it at once: without its salt nothing can be guessed from its hash.
create or replace function audit_keep() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'audit_entries' and tg_op = 'UPDATE' then
    if new.salt is null and new.personal is null and new.ip is null and new.reason is null
       and to_jsonb(new) - '{salt,personal,ip,reason}'::text[] = to_jsonb(old) - '{salt,personal,ip,reason}'::text[] then
      return new;
    end if;
  end if;
  raise exception 'The audit trail is append-only.' using errcode = 'insufficient_privilege';
end $$;

do $$
declare kept text;
begin
  foreach kept in array array['audit_entries', 'audit_seals', 'audit_heads'] loop
    execute format('drop trigger if exists audit_keep on %I', kept);
    execute format('create trigger audit_keep before update or delete on %I for each row execute function audit_keep()', kept);
    execute format('drop trigger if exists audit_keep_all on %I', kept);
    execute format('create trigger audit_keep_all before truncate on %I for each statement execute function audit_keep()', kept);
  end loop;
end $$;
