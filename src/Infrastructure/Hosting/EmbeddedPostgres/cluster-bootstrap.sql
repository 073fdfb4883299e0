-- What NexusCrm needs of a PostgreSQL server (15 or later), once, as superuser, connected to NexusCrm's database:
--   createdb nexuscrm && psql -d nexuscrm -f cluster-bootstrap.sql
-- Running it again changes nothing. It sets no passwords: see docs/operations.md.

do $$
declare
  role_name text;
begin
  -- Roles belong to the whole server: two databases may be prepared at the same time.
  perform pg_advisory_xact_lock(hashtext('nexuscrm cluster bootstrap'));

  foreach role_name in array array['nexus_owner', 'nexus_app', 'nexus_job', 'nexus_search', 'nexus_backup'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I', role_name);
    end if;
  end loop;

  alter role nexus_owner  login   nosuperuser nocreatedb nocreaterole nobypassrls;  -- owns the schema, runs migrations
  alter role nexus_app    login   nosuperuser nocreatedb nocreaterole nobypassrls;  -- requests: reads and writes rows, owns nothing
  alter role nexus_job    login   nosuperuser nocreatedb nocreaterole nobypassrls;  -- background jobs: as the app, and may list organizations
  alter role nexus_search nologin nosuperuser nocreatedb nocreaterole nobypassrls;  -- owns the search table and its function
  alter role nexus_backup nologin nosuperuser nocreatedb nocreaterole bypassrls;    -- reads everything, for pg_dump --role

  grant pg_read_all_data to nexus_backup;
  grant nexus_search to nexus_owner;                                                -- so that a migration can hand the search table over

  execute format('alter database %I owner to nexus_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, temporary on database %I to nexus_app, nexus_job', current_database());
  execute format('grant connect on database %I to nexus_backup', current_database());

  alter schema public owner to nexus_owner;
  revoke create on schema public from public;
  grant usage on schema public to nexus_app, nexus_job, nexus_backup;
  grant usage, create on schema public to nexus_search;
end
$$;

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
