#!/bin/sh
# Tells the coordinator of its workers and makes the login of the service, on every node.
set -eu
export PGUSER=postgres PGDATABASE=yizhan PGPASSWORD
PGPASSWORD=$(cat /run/secrets/postgres_password)
sql() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --host "$1"; }

for node in coordinator worker1 worker2; do
  echo 'CREATE EXTENSION IF NOT EXISTS citus;' | sql "$node"
done
sql coordinator <<SQL
SELECT citus_set_coordinator_host('coordinator', 5432);
SELECT citus_add_node('worker1', 5432), citus_add_node('worker2', 5432);
SQL
login=$(echo "SELECT 1 FROM pg_roles WHERE rolname = 'yizhan';" | sql coordinator)
if [ -z "$login" ]; then
  sql coordinator <<SQL
CREATE ROLE yizhan LOGIN CREATEROLE PASSWORD '$(cat /run/secrets/database_password)';
SQL
fi
echo 'GRANT CREATE ON DATABASE yizhan TO yizhan;' | sql coordinator
