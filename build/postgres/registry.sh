#!/bin/bash
# Runs once, when the data folder is new: a database of the registry's own, that no other role may enter.
set -e
psql -v ON_ERROR_STOP=1 -v password="$REGISTRY_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-postgres}" <<'SQL'
create role registry login password :'password';
create database registry owner registry;
revoke all on database registry from public;
SQL
