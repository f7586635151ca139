#!/bin/sh
# Nodes log in to each other by their addresses; these lines come before those that ask for a password.
set -eu
{
  for node in 10 11 12; do echo "host all all 172.29.71.$node/32 trust"; done
  cat "$PGDATA/pg_hba.conf"
} > "$PGDATA/pg_hba.conf.new"
mv "$PGDATA/pg_hba.conf.new" "$PGDATA/pg_hba.conf"
