-- The application and its jobs read and write rows; they own nothing and cannot change the schema.
grant usage on schema public to nexus_app, nexus_job;
grant select, insert, update, delete on all tables in schema public to nexus_app, nexus_job;
grant usage, select on all sequences in schema public to nexus_app, nexus_job;
revoke insert, update, delete on table "__EFMigrationsHistory" from nexus_app, nexus_job;
