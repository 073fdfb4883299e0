using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace NexusCrm.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    normalized_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    uen = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    gst_number = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    industry = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    employee_count = table.Column<int>(type: "integer", nullable: true),
                    website = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    website_domain = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: true),
                    phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payment_terms_days = table.Column<int>(type: "integer", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    peppol_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    annual_revenue_amount = table.Column<decimal>(type: "numeric(18,2)", nullable: true),
                    annual_revenue_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    billing_address_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    billing_address_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    billing_address_line1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    billing_address_line2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    billing_address_postal_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    billing_address_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    shipping_address_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    shipping_address_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    shipping_address_line1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    shipping_address_line2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    shipping_address_postal_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    shipping_address_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    territory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tags = table.Column<string[]>(type: "character varying(50)[]", nullable: false),
                    custom_fields = table.Column<string>(type: "jsonb", nullable: false),
                    derived_stamp = table.Column<int>(type: "integer", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_accounts_accounts_organization_id_merged_into_id",
                        columns: x => new { x.organization_id, x.merged_into_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_accounts_accounts_organization_id_parent_id",
                        columns: x => new { x.organization_id, x.parent_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    territory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tags = table.Column<string[]>(type: "character varying(50)[]", nullable: false),
                    custom_fields = table.Column<string>(type: "jsonb", nullable: false),
                    derived_stamp = table.Column<int>(type: "integer", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activities", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_activities_activities_organization_id_merged_into_id",
                        columns: x => new { x.organization_id, x.merged_into_id },
                        principalTable: "activities",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    prefix = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "character varying(40)[]", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "audit_batches",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_batches", x => new { x.organization_id, x.batch_id });
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entity_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on_behalf_of = table.Column<Guid>(type: "uuid", nullable: true),
                    operation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    request_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ip = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: true),
                    changes = table.Column<string>(type: "jsonb", nullable: false),
                    personal = table.Column<string>(type: "jsonb", nullable: true),
                    salt = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "audit_heads",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_heads", x => new { x.organization_id, x.signed_at });
                });

            migrationBuilder.CreateTable(
                name: "consent_entries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    wording_version = table.Column<int>(type: "integer", nullable: true),
                    wording = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    proof = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consent_entries", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    full_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    primary_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    primary_phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    job_title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    reports_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    do_not_call = table.Column<bool>(type: "boolean", nullable: false),
                    email_opt_out = table.Column<bool>(type: "boolean", nullable: false),
                    address_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    address_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    address_line1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    address_line2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    address_postal_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    address_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    territory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tags = table.Column<string[]>(type: "character varying(50)[]", nullable: false),
                    custom_fields = table.Column<string>(type: "jsonb", nullable: false),
                    derived_stamp = table.Column<int>(type: "integer", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_contacts_contacts_organization_id_merged_into_id",
                        columns: x => new { x.organization_id, x.merged_into_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_contacts_contacts_organization_id_reports_to_id",
                        columns: x => new { x.organization_id, x.reports_to_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "credential_index",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credential_index", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "custom_roles",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    permissions = table.Column<string[]>(type: "character varying(40)[]", nullable: false),
                    record_scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_roles", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    content_type = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    location = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    e_tag = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "import_mappings",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    headers_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    mapping = table.Column<string>(type: "jsonb", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_mappings", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    custom_role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    checkpoint = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    succeeded = table.Column<long>(type: "bigint", nullable: false),
                    skipped = table.Column<long>(type: "bigint", nullable: false),
                    failed = table.Column<long>(type: "bigint", nullable: false),
                    result = table.Column<string>(type: "jsonb", nullable: false),
                    error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    heartbeat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    undo_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "lead_assignment_turns",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    taken = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_assignment_turns", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "lead_forms",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    public_key = table.Column<string>(type: "character varying(25)", maxLength: 25, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    allowed_origins = table.Column<string[]>(type: "character varying(300)[]", nullable: false),
                    default_source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    default_owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    consent_text = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    consent_version = table.Column<int>(type: "integer", nullable: false),
                    redirect_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_forms", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "leads",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    disqualify_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    disqualify_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    recycled_count = table.Column<int>(type: "integer", nullable: false),
                    assignment_locked = table.Column<bool>(type: "boolean", nullable: false),
                    last_engagement_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_touch_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    score = table.Column<int>(type: "integer", nullable: false),
                    score_breakdown = table.Column<string>(type: "jsonb", nullable: false),
                    score_profile_version = table.Column<int>(type: "integer", nullable: false),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    full_name = table.Column<string>(type: "character varying(201)", maxLength: 201, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email_domain = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    company = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    normalized_company = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    job_title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    website = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    industry = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    employee_count = table.Column<int>(type: "integer", nullable: true),
                    timeline = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rating = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    referrer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    landing_page = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    description = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: true),
                    do_not_call = table.Column<bool>(type: "boolean", nullable: false),
                    email_opt_out = table.Column<bool>(type: "boolean", nullable: false),
                    address_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    address_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    address_line1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    address_line2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    address_postal_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    address_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    annual_revenue_amount = table.Column<decimal>(type: "numeric(18,2)", nullable: true),
                    annual_revenue_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    budget_amount = table.Column<decimal>(type: "numeric(18,2)", nullable: true),
                    budget_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    conversion_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    conversion_contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    conversion_converted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    conversion_converted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    conversion_deal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    conversion_previous_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    utm_campaign = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_content = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_medium = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_term = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    territory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tags = table.Column<string[]>(type: "character varying(50)[]", nullable: false),
                    custom_fields = table.Column<string>(type: "jsonb", nullable: false),
                    derived_stamp = table.Column<int>(type: "integer", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leads", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_leads_leads_organization_id_merged_into_id",
                        columns: x => new { x.organization_id, x.merged_into_id },
                        principalTable: "leads",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    custom_role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "merge_journals",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    winner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    loser_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merge_journals", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "notification_preferences",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    in_app = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_preferences", x => new { x.organization_id, x.user_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    detail = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    slug = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    uen = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    fiscal_year_end_month = table.Column<int>(type: "integer", nullable: false),
                    assignment_mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    assignment_owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assignment_member_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    address_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    address_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    address_line1 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    address_line2 = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    address_postal_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    address_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    branding_colour = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    branding_logo_document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    dpo_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    dpo_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    dpo_phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    gst_filing_frequency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    gst_number = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    gst_period_start_month = table.Column<int>(type: "integer", nullable: false),
                    gst_registered = table.Column<bool>(type: "boolean", nullable: false),
                    gst_registered_from = table.Column<DateOnly>(type: "date", nullable: true),
                    gst_registered_to = table.Column<DateOnly>(type: "date", nullable: true),
                    gst_rounding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_organizations_owns_itself", "organization_id = id");
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    actor_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    data = table.Column<string>(type: "jsonb", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: true),
                    sequence = table.Column<long>(type: "bigint", nullable: true),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "pipelines",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipelines", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    columns = table.Column<string[]>(type: "character varying(100)[]", nullable: false),
                    filter = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    sort = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    density = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pinned = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "scoring_profiles",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile_version = table.Column<int>(type: "integer", nullable: false),
                    _factors = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scoring_profiles", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sign_in_attempts",
                columns: table => new
                {
                    account = table.Column<byte[]>(type: "bytea", nullable: false),
                    source = table.Column<byte[]>(type: "bytea", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_attempts", x => new { x.account, x.source });
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploads", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    locale = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activity_links",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_links", x => new { x.organization_id, x.activity_id, x.record_type, x.record_id });
                    table.ForeignKey(
                        name: "fk_activity_links_activities_organization_id_activity_id",
                        columns: x => new { x.organization_id, x.activity_id },
                        principalTable: "activities",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    redactable_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_seals", x => new { x.organization_id, x.seq });
                    table.ForeignKey(
                        name: "fk_audit_seals_audit_entries_organization_id_entry_id",
                        columns: x => new { x.organization_id, x.entry_id },
                        principalTable: "audit_entries",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "contact_accounts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    is_primary = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_accounts", x => new { x.organization_id, x.contact_id, x.account_id });
                    table.ForeignKey(
                        name: "fk_contact_accounts_accounts_organization_id_account_id",
                        columns: x => new { x.organization_id, x.account_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_contact_accounts_contacts_organization_id_contact_id",
                        columns: x => new { x.organization_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contact_emails",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    value = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    work_domain = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: true),
                    label = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    is_primary = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_emails", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_emails_contacts_organization_id_contact_id",
                        columns: x => new { x.organization_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contact_phones",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    value = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    label = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    is_primary = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_phones", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_phones_contacts_organization_id_contact_id",
                        columns: x => new { x.organization_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_rows",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<long>(type: "bigint", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    version_after = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_rows", x => new { x.organization_id, x.job_id, x.row });
                    table.ForeignKey(
                        name: "fk_bulk_rows_jobs_organization_id_job_id",
                        columns: x => new { x.organization_id, x.job_id },
                        principalTable: "jobs",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_batches",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_row = table.Column<long>(type: "bigint", nullable: false),
                    created_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    before = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_batches", x => new { x.organization_id, x.job_id, x.last_row });
                    table.ForeignKey(
                        name: "fk_import_batches_jobs_organization_id_job_id",
                        columns: x => new { x.organization_id, x.job_id },
                        principalTable: "jobs",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "job_failures",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<long>(type: "bigint", nullable: false),
                    column = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_failures", x => new { x.organization_id, x.job_id, x.row });
                    table.ForeignKey(
                        name: "fk_job_failures_jobs_organization_id_job_id",
                        columns: x => new { x.organization_id, x.job_id },
                        principalTable: "jobs",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conversion_journals",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    deal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversion_journals", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_conversion_journals_leads_organization_id_lead_id",
                        columns: x => new { x.organization_id, x.lead_id },
                        principalTable: "leads",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lead_assignments",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    territory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    manual = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_assignments", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_lead_assignments_leads_organization_id_lead_id",
                        columns: x => new { x.organization_id, x.lead_id },
                        principalTable: "leads",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lead_status_changes",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_status_changes", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_lead_status_changes_leads_organization_id_lead_id",
                        columns: x => new { x.organization_id, x.lead_id },
                        principalTable: "leads",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lead_touches",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: true),
                    referrer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    landing_page = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    utm_campaign = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_content = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_medium = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_term = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_touches", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_lead_touches_leads_organization_id_lead_id",
                        columns: x => new { x.organization_id, x.lead_id },
                        principalTable: "leads",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "event_deliveries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consumer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_deliveries", x => new { x.organization_id, x.event_id, x.consumer });
                    table.ForeignKey(
                        name: "fk_event_deliveries_outbox_messages_organization_id_event_id",
                        columns: x => new { x.organization_id, x.event_id },
                        principalTable: "outbox_messages",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pipeline_stages",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pipeline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    probability = table.Column<int>(type: "integer", nullable: false),
                    forecast = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipeline_stages", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_pipeline_stages_pipelines_organization_id_pipeline_id",
                        columns: x => new { x.organization_id, x.pipeline_id },
                        principalTable: "pipelines",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "default_views",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    view_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_default_views", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_default_views_saved_views_organization_id_view_id",
                        columns: x => new { x.organization_id, x.view_id },
                        principalTable: "saved_views",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mailed_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailed_tokens", x => new { x.user_id, x.purpose });
                    table.ForeignKey(
                        name: "fk_mailed_tokens_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkey_challenges",
                columns: table => new
                {
                    state_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkey_challenges", x => x.state_hash);
                    table.ForeignKey(
                        name: "fk_passkey_challenges_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => new { x.user_id, x.code_hash });
                    table.ForeignKey(
                        name: "fk_recovery_codes_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    token_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    view_as_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    view_as_custom_role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_persistent = table.Column<bool>(type: "boolean", nullable: false),
                    device_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    device = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "two_factors",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    protected_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_two_factors", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_two_factors_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deals",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    close_date = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    pipeline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    probability = table.Column<int>(type: "integer", nullable: false),
                    probability_overridden = table.Column<bool>(type: "boolean", nullable: false),
                    lost_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    won_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    closing_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    rank = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_lead_id = table.Column<Guid>(type: "uuid", nullable: true),
                    next_step = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    amount_amount = table.Column<decimal>(type: "numeric(18,2)", nullable: true),
                    amount_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    utm_campaign = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_content = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_medium = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    utm_term = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    territory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tags = table.Column<string[]>(type: "character varying(50)[]", nullable: false),
                    custom_fields = table.Column<string>(type: "jsonb", nullable: false),
                    derived_stamp = table.Column<int>(type: "integer", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deals", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_deals_accounts_organization_id_account_id",
                        columns: x => new { x.organization_id, x.account_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_deals_deals_organization_id_merged_into_id",
                        columns: x => new { x.organization_id, x.merged_into_id },
                        principalTable: "deals",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_deals_pipeline_stages_organization_id_stage_id",
                        columns: x => new { x.organization_id, x.stage_id },
                        principalTable: "pipeline_stages",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_deals_pipelines_organization_id_pipeline_id",
                        columns: x => new { x.organization_id, x.pipeline_id },
                        principalTable: "pipelines",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "refresh_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refresh_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_refresh_tokens_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deal_contacts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_contacts", x => new { x.organization_id, x.deal_id, x.contact_id });
                    table.ForeignKey(
                        name: "fk_deal_contacts_contacts_organization_id_contact_id",
                        columns: x => new { x.organization_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_deal_contacts_deals_organization_id_deal_id",
                        columns: x => new { x.organization_id, x.deal_id },
                        principalTable: "deals",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deal_stage_changes",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seconds = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_stage_changes", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_deal_stage_changes_deals_organization_id_deal_id",
                        columns: x => new { x.organization_id, x.deal_id },
                        principalTable: "deals",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_created_at_id",
                table: "accounts",
                columns: new[] { "organization_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_deleted_at_id",
                table: "accounts",
                columns: new[] { "organization_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_merged_into_id",
                table: "accounts",
                columns: new[] { "organization_id", "merged_into_id" },
                filter: "merged_into_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_name_id",
                table: "accounts",
                columns: new[] { "organization_id", "name", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_normalized_name",
                table: "accounts",
                columns: new[] { "organization_id", "normalized_name" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_owner_id_created_at_id",
                table: "accounts",
                columns: new[] { "organization_id", "owner_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_parent_id",
                table: "accounts",
                columns: new[] { "organization_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_uen",
                table: "accounts",
                columns: new[] { "organization_id", "uen" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_updated_at_id",
                table: "accounts",
                columns: new[] { "organization_id", "updated_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_website_domain",
                table: "accounts",
                columns: new[] { "organization_id", "website_domain" });

            migrationBuilder.CreateIndex(
                name: "ix_activities_organization_id_created_at_id",
                table: "activities",
                columns: new[] { "organization_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_activities_organization_id_deleted_at_id",
                table: "activities",
                columns: new[] { "organization_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_activities_organization_id_merged_into_id",
                table: "activities",
                columns: new[] { "organization_id", "merged_into_id" },
                filter: "merged_into_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_activities_organization_id_owner_id_status_due_at_id",
                table: "activities",
                columns: new[] { "organization_id", "owner_id", "status", "due_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_activity_links_organization_id_record_type_record_id",
                table: "activity_links",
                columns: new[] { "organization_id", "record_type", "record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_organization_id_key_hash",
                table: "api_keys",
                columns: new[] { "organization_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_at_id",
                table: "audit_entries",
                columns: new[] { "organization_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_entity_type_entity_id_id",
                table: "audit_entries",
                columns: new[] { "organization_id", "entity_type", "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_seals_organization_id_entry_id",
                table: "audit_seals",
                columns: new[] { "organization_id", "entry_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_consent_entries_organization_id_person_type_person_id_at",
                table: "consent_entries",
                columns: new[] { "organization_id", "person_type", "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_accounts_account",
                table: "contact_accounts",
                columns: new[] { "organization_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_contact_accounts_primary",
                table: "contact_accounts",
                columns: new[] { "organization_id", "account_id" },
                unique: true,
                filter: "is_primary");

            migrationBuilder.CreateIndex(
                name: "ix_contact_emails_organization_id_contact_id",
                table: "contact_emails",
                columns: new[] { "organization_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_emails_organization_id_normalized",
                table: "contact_emails",
                columns: new[] { "organization_id", "normalized" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_emails_organization_id_work_domain",
                table: "contact_emails",
                columns: new[] { "organization_id", "work_domain" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_phones_organization_id_contact_id",
                table: "contact_phones",
                columns: new[] { "organization_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_phones_organization_id_value",
                table: "contact_phones",
                columns: new[] { "organization_id", "value" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_created_at_id",
                table: "contacts",
                columns: new[] { "organization_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_deleted_at_id",
                table: "contacts",
                columns: new[] { "organization_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_full_name_id",
                table: "contacts",
                columns: new[] { "organization_id", "full_name", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_merged_into_id",
                table: "contacts",
                columns: new[] { "organization_id", "merged_into_id" },
                filter: "merged_into_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_owner_id_created_at_id",
                table: "contacts",
                columns: new[] { "organization_id", "owner_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_reports_to_id",
                table: "contacts",
                columns: new[] { "organization_id", "reports_to_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_updated_at_id",
                table: "contacts",
                columns: new[] { "organization_id", "updated_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_conversion_journals_organization_id_account_id",
                table: "conversion_journals",
                columns: new[] { "organization_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_journals_organization_id_contact_id",
                table: "conversion_journals",
                columns: new[] { "organization_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_journals_organization_id_deal_id",
                table: "conversion_journals",
                columns: new[] { "organization_id", "deal_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_journals_organization_id_lead_id",
                table: "conversion_journals",
                columns: new[] { "organization_id", "lead_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credential_index_organization_id",
                table: "credential_index",
                column: "organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_custom_roles_organization_id_name",
                table: "custom_roles",
                columns: new[] { "organization_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deal_contacts_organization_id_contact_id",
                table: "deal_contacts",
                columns: new[] { "organization_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deal_stage_changes_organization_id_deal_id_left_at",
                table: "deal_stage_changes",
                columns: new[] { "organization_id", "deal_id", "left_at" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_account_id",
                table: "deals",
                columns: new[] { "organization_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_close_date_id",
                table: "deals",
                columns: new[] { "organization_id", "close_date", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_created_at_id",
                table: "deals",
                columns: new[] { "organization_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_deleted_at_id",
                table: "deals",
                columns: new[] { "organization_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_merged_into_id",
                table: "deals",
                columns: new[] { "organization_id", "merged_into_id" },
                filter: "merged_into_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_name_id",
                table: "deals",
                columns: new[] { "organization_id", "name", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_owner_id_created_at_id",
                table: "deals",
                columns: new[] { "organization_id", "owner_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_pipeline_id",
                table: "deals",
                columns: new[] { "organization_id", "pipeline_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_source_lead_id",
                table: "deals",
                columns: new[] { "organization_id", "source_lead_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_stage_id_rank",
                table: "deals",
                columns: new[] { "organization_id", "stage_id", "rank" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_deals_organization_id_updated_at_id",
                table: "deals",
                columns: new[] { "organization_id", "updated_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_default_views_organization_id_user_id_record_type",
                table: "default_views",
                columns: new[] { "organization_id", "user_id", "record_type" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_default_views_organization_id_view_id",
                table: "default_views",
                columns: new[] { "organization_id", "view_id" });

            migrationBuilder.CreateIndex(
                name: "ix_event_deliveries_due",
                table: "event_deliveries",
                column: "due_at",
                filter: "failed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_event_deliveries_organization_id_consumer_record_id_sequence",
                table: "event_deliveries",
                columns: new[] { "organization_id", "consumer", "record_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_organization_id_created_at",
                table: "idempotency_keys",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_organization_id_principal_key",
                table: "idempotency_keys",
                columns: new[] { "organization_id", "principal", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_import_mappings_organization_id_record_type_headers_hash",
                table: "import_mappings",
                columns: new[] { "organization_id", "record_type", "headers_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_organization_id_email",
                table: "invitations",
                columns: new[] { "organization_id", "email" },
                unique: true,
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_organization_id_created_at_id",
                table: "jobs",
                columns: new[] { "organization_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_unfinished",
                table: "jobs",
                column: "id",
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_lead_assignments_organization_id_lead_id_at",
                table: "lead_assignments",
                columns: new[] { "organization_id", "lead_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_forms_organization_id_public_key",
                table: "lead_forms",
                columns: new[] { "organization_id", "public_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lead_status_changes_organization_id_lead_id_at",
                table: "lead_status_changes",
                columns: new[] { "organization_id", "lead_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_touches_organization_id_lead_id_at",
                table: "lead_touches",
                columns: new[] { "organization_id", "lead_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_created_at_id",
                table: "leads",
                columns: new[] { "organization_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_deleted_at_id",
                table: "leads",
                columns: new[] { "organization_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_full_name_id",
                table: "leads",
                columns: new[] { "organization_id", "full_name", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_merged_into_id",
                table: "leads",
                columns: new[] { "organization_id", "merged_into_id" },
                filter: "merged_into_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_normalized_company",
                table: "leads",
                columns: new[] { "organization_id", "normalized_company" });

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_normalized_email",
                table: "leads",
                columns: new[] { "organization_id", "normalized_email" });

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_owner_id_created_at_id",
                table: "leads",
                columns: new[] { "organization_id", "owner_id", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_phone",
                table: "leads",
                columns: new[] { "organization_id", "phone" });

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_score_id",
                table: "leads",
                columns: new[] { "organization_id", "score", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_status_created_at_id",
                table: "leads",
                columns: new[] { "organization_id", "status", "created_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_leads_organization_id_updated_at_id",
                table: "leads",
                columns: new[] { "organization_id", "updated_at", "id" },
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_tokens_token_hash",
                table: "mailed_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_organization_id_user_id",
                table: "memberships",
                columns: new[] { "organization_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_user_id",
                table: "memberships",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_merge_journals_organization_id_kind_winner_id",
                table: "merge_journals",
                columns: new[] { "organization_id", "kind", "winner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_event_id_user_id",
                table: "notifications",
                columns: new[] { "organization_id", "event_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_user_id_id",
                table: "notifications",
                columns: new[] { "organization_id", "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_unread",
                table: "notifications",
                columns: new[] { "organization_id", "user_id" },
                filter: "read_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_slug",
                table: "organizations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_organization_id_position",
                table: "outbox_messages",
                columns: new[] { "organization_id", "position" },
                unique: true,
                filter: "position is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_organization_id_record_id_sequence",
                table: "outbox_messages",
                columns: new[] { "organization_id", "record_id", "sequence" },
                unique: true,
                filter: "sequence is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_waiting",
                table: "outbox_messages",
                columns: new[] { "organization_id", "ordinal" },
                filter: "position is null");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_challenges_expires_at",
                table: "passkey_challenges",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_challenges_user_id",
                table: "passkey_challenges",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_pipeline_stages_organization_id_pipeline_id",
                table: "pipeline_stages",
                columns: new[] { "organization_id", "pipeline_id" });

            migrationBuilder.CreateIndex(
                name: "ux_pipelines_default",
                table: "pipelines",
                column: "organization_id",
                unique: true,
                filter: "is_default");

            migrationBuilder.CreateIndex(
                name: "ix_refresh_tokens_session_id",
                table: "refresh_tokens",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_refresh_tokens_token_hash",
                table: "refresh_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_organization_id_record_type_owner_id",
                table: "saved_views",
                columns: new[] { "organization_id", "record_type", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_scoring_profiles_organization_id",
                table: "scoring_profiles",
                column: "organization_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_token_hash",
                table: "sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id",
                table: "sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_attempts_last_at",
                table: "sign_in_attempts",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_organization_id_created_at",
                table: "uploads",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_passkeys_user_id",
                table: "user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "users",
                column: "normalized_user_name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activity_links");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit_batches");

            migrationBuilder.DropTable(
                name: "audit_heads");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "bulk_rows");

            migrationBuilder.DropTable(
                name: "consent_entries");

            migrationBuilder.DropTable(
                name: "contact_accounts");

            migrationBuilder.DropTable(
                name: "contact_emails");

            migrationBuilder.DropTable(
                name: "contact_phones");

            migrationBuilder.DropTable(
                name: "conversion_journals");

            migrationBuilder.DropTable(
                name: "credential_index");

            migrationBuilder.DropTable(
                name: "custom_roles");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "deal_contacts");

            migrationBuilder.DropTable(
                name: "deal_stage_changes");

            migrationBuilder.DropTable(
                name: "default_views");

            migrationBuilder.DropTable(
                name: "event_deliveries");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "import_batches");

            migrationBuilder.DropTable(
                name: "import_mappings");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "job_failures");

            migrationBuilder.DropTable(
                name: "lead_assignment_turns");

            migrationBuilder.DropTable(
                name: "lead_assignments");

            migrationBuilder.DropTable(
                name: "lead_forms");

            migrationBuilder.DropTable(
                name: "lead_status_changes");

            migrationBuilder.DropTable(
                name: "lead_touches");

            migrationBuilder.DropTable(
                name: "mailed_tokens");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "merge_journals");

            migrationBuilder.DropTable(
                name: "notification_preferences");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "organizations");

            migrationBuilder.DropTable(
                name: "passkey_challenges");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "refresh_tokens");

            migrationBuilder.DropTable(
                name: "scoring_profiles");

            migrationBuilder.DropTable(
                name: "sign_in_attempts");

            migrationBuilder.DropTable(
                name: "two_factors");

            migrationBuilder.DropTable(
                name: "uploads");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_passkeys");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "deals");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "leads");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "pipeline_stages");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "pipelines");
        }
    }
}
