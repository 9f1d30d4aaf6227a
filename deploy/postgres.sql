-- One database for each store, and one role for each process, with no more than it needs. Run by psql
-- (14 or later) as an administrator of the server, again whenever roles or passwords are to change; what is there
-- stays, and gets its new owner. The passwords are read from the environment:
--   MIGRATE_DATABASE_PASSWORD BRIDGE_DATABASE_PASSWORD BOT_DATABASE_PASSWORD ACTIONS_DATABASE_PASSWORD
\set ON_ERROR_STOP on
\getenv migrate_password MIGRATE_DATABASE_PASSWORD
\getenv bridge_password BRIDGE_DATABASE_PASSWORD
\getenv bot_password BOT_DATABASE_PASSWORD
\getenv actions_password ACTIONS_DATABASE_PASSWORD

-- The first four log in; as the last one bridges and action servers share the embedded CRM.
SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['warmdesk_migrate', 'warmdesk_bridge', 'warmdesk_bot', 'warmdesk_actions',
    'warmdesk_crm']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE warmdesk_migrate LOGIN PASSWORD :'migrate_password';
ALTER ROLE warmdesk_bridge LOGIN PASSWORD :'bridge_password';
ALTER ROLE warmdesk_bot LOGIN PASSWORD :'bot_password';
ALTER ROLE warmdesk_actions LOGIN PASSWORD :'actions_password';
GRANT warmdesk_crm TO warmdesk_bridge, warmdesk_actions;

SELECT format('CREATE DATABASE %I', name) FROM unnest(ARRAY['desk', 'tracker', 'crm']) AS name
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \gexec

REVOKE ALL ON DATABASE desk, tracker, crm FROM PUBLIC;
GRANT CONNECT ON DATABASE desk TO warmdesk_migrate, warmdesk_bridge;
GRANT CONNECT ON DATABASE tracker TO warmdesk_bot;
GRANT CONNECT ON DATABASE crm TO warmdesk_bridge, warmdesk_actions;

-- Whoever makes tables in the CRM makes them for both.
ALTER ROLE warmdesk_bridge IN DATABASE crm SET ROLE warmdesk_crm;
ALTER ROLE warmdesk_actions IN DATABASE crm SET ROLE warmdesk_crm;

-- The desk: the migration owns it, and bridges read and write rows.
\connect desk
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO warmdesk_migrate;
GRANT USAGE ON SCHEMA public TO warmdesk_bridge;
SELECT format('ALTER TABLE public.%I OWNER TO warmdesk_migrate', tablename)
FROM pg_tables WHERE schemaname = 'public' \gexec
SELECT format('ALTER FUNCTION %s OWNER TO warmdesk_migrate', oid::regprocedure)
FROM pg_proc WHERE pronamespace = 'public'::regnamespace \gexec
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO warmdesk_bridge;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO warmdesk_bridge;
ALTER DEFAULT PRIVILEGES FOR ROLE warmdesk_migrate IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO warmdesk_bridge;
ALTER DEFAULT PRIVILEGES FOR ROLE warmdesk_migrate IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO warmdesk_bridge;

-- What the bots remember is theirs alone.
\connect tracker
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO warmdesk_bot;
SELECT format('ALTER TABLE public.%I OWNER TO warmdesk_bot', tablename)
FROM pg_tables WHERE schemaname = 'public' \gexec

-- The embedded CRM, and the desk's own records beside it.
\connect crm
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO warmdesk_crm;
SELECT format('ALTER TABLE public.%I OWNER TO warmdesk_crm', tablename)
FROM pg_tables WHERE schemaname = 'public' \gexec
