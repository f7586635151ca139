#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume, as its superuser: the user that the service connects as, who owns its
# database and is nobody beyond it, and the role that the service then acts as, which owns nothing.
set -eu

file=${DATABASE_PASSWORD_FILE:-/run/secrets/database_password}
if [ ! -s "$file" ]; then
	echo "The password of the user yizhan is missing: $file is empty or cannot be read. deploy/make-secrets.sh makes it." >&2
	exit 1
fi
export DATABASE_PASSWORD_FILE="$file"

# psql reads the password itself, so it is in no list of processes.
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname="${POSTGRES_DB:-postgres}" <<'SQL'
\set password `cat "$DATABASE_PASSWORD_FILE"`
CREATE ROLE yizhan_app NOLOGIN;
CREATE ROLE yizhan LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
GRANT yizhan_app TO yizhan;
CREATE DATABASE yizhan OWNER yizhan;
REVOKE CONNECT, TEMPORARY ON DATABASE yizhan FROM PUBLIC;
GRANT CONNECT ON DATABASE yizhan TO yizhan;
SQL
