-- The leads that became an account or a contact: shown on its page, moved when it is merged.
create index if not exists ix_leads_conversion_account on leads (organization_id, conversion_account_id) where conversion_account_id is not null;
create index if not exists ix_leads_conversion_contact on leads (organization_id, conversion_contact_id) where conversion_contact_id is not null;
