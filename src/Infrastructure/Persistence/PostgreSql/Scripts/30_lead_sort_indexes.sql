-- Sorting by a column that may be empty: records without a value come last in either direction, which takes one expression index per direction.
create index if not exists ix_leads_company_ascending on leads (organization_id, (company is null), company, id) where deleted_at is null;
create index if not exists ix_leads_company_descending on leads (organization_id, (company is not null), company, id) where deleted_at is null;
create index if not exists ix_leads_budget_ascending on leads (organization_id, (budget_amount is null), budget_amount, id) where deleted_at is null;
create index if not exists ix_leads_budget_descending on leads (organization_id, (budget_amount is not null), budget_amount, id) where deleted_at is null;
