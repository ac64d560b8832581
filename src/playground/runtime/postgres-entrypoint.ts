import {quote} from './shell.ts';

/** Once the server's account is there: an empty PGDATA is initialised from the POSTGRES_* variables. */
const asPostgres = String.raw`set -eu
chmod 0700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
	user=$(printenv POSTGRES_USER || echo postgres)
	database=$(printenv POSTGRES_DB || echo "$user")
	method=$(printenv POSTGRES_HOST_AUTH_METHOD || echo scram-sha-256)
	password=$(printenv POSTGRES_PASSWORD || :)
	if [ "$method" != trust ] && [ -z "$password" ]; then
		echo "The database is empty and POSTGRES_PASSWORD is not set: set it, or POSTGRES_HOST_AUTH_METHOD=trust." >&2
		exit 1
	fi
	umask 077
	file=$(mktemp)
	printf '%s\n' "$password" > "$file"
	initdb --username="$user" --pwfile="$file" --auth-local=trust --auth-host=scram-sha-256
	rm -f "$file"
	printf 'host all all all %s\n' "$method" >> "$PGDATA/pg_hba.conf"
	printf "listen_addresses = '*'\n" >> "$PGDATA/postgresql.conf"
	if [ "$database" != postgres ]; then
		printf 'CREATE DATABASE "%s";\n' "$database" | postgres --single -D "$PGDATA" postgres > /dev/null
	fi
fi
exec "$@"`;

/**
 * What the postgres image does before its server starts, as the image's documentation describes it: the
 * server runs as postgres and PGDATA is initialised when empty. /docker-entrypoint-initdb.d is not run.
 */
export const postgresEntrypoint = String.raw`set -eu
case "$1" in -*) set -- postgres "$@" ;; esac
[ "$1" = postgres ] || exec "$@"
mkdir -p "$PGDATA"
if [ "$(id -u)" = 0 ]; then
	chown -R postgres:postgres "$PGDATA"
	set -- setpriv --reuid=postgres --regid=postgres --clear-groups -- sh -c ${quote(asPostgres)} docker-entrypoint.sh "$@"
else
	set -- sh -c ${quote(asPostgres)} docker-entrypoint.sh "$@"
fi
exec "$@"`;
