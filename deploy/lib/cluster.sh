# A private PostgreSQL cluster: Unix socket only, never the system's cluster or its port. Sourced by the scripts in deploy/.
#
# cluster_open sets, and the other functions use:
#   CLUSTER         the directory of the cluster: its socket, data/ and log
#   CLUSTER_BIN     the server's binaries
#   CLUSTER_PORT    the number in the socket's name; no TCP port is opened
#   CLUSTER_USER    who runs it: the caller, or `postgres` when the caller is root, whom PostgreSQL refuses

# Runs a command as the user who owns the cluster.
as_cluster_user() {
    if [ "$CLUSTER_USER" = "$(id -un)" ]; then
        (cd / && "$@")
    else
        (cd / && setpriv --reuid "$CLUSTER_USER" --regid "$CLUSTER_USER" --init-groups -- \
            env HOME="$CLUSTER" LOGNAME="$CLUSTER_USER" USER="$CLUSTER_USER" "$@")
    fi
}

# The newest server binaries of Debian's packages, 15 or later.
cluster_binaries() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n | tail -n 1)
    [ -n "$found" ] && [ -x "$found/initdb" ] || fail "no PostgreSQL server found below /usr/lib/postgresql"
    [ "$(basename "$(dirname "$found")")" -ge 15 ] || fail "PostgreSQL 15 or later is needed, found $found"
    printf '%s' "$found"
}

# Chooses where the cluster lives: DIR/postgres, or a directory below /var/tmp where the cluster's user cannot enter DIR or the
# socket's path would pass 107 bytes; DIR/cluster then says where.
cluster_open() {
    CLUSTER_BIN=$(cluster_binaries)
    CLUSTER_PORT=5433
    CLUSTER_USER=$(id -un)
    if [ "$(id -u)" = 0 ]; then
        CLUSTER_USER=postgres
        id postgres >/dev/null 2>&1 || fail "there is no user postgres to run PostgreSQL as"
    fi
    mkdir -p "$1" || fail "cannot make $1"
    local base
    base=$(cd "$1" && pwd)
    CLUSTER=$base/postgres
    [ ! -s "$base/cluster" ] || CLUSTER=$(cat "$base/cluster")
    if [ ! -d "$CLUSTER" ]; then
        CLUSTER=$base/postgres
        mkdir "$CLUSTER" || fail "cannot make $CLUSTER"
        if [ ${#CLUSTER} -gt 80 ] || ! (as_cluster_user test -x "$CLUSTER") 2>/dev/null; then
            rmdir "$CLUSTER"
            CLUSTER=$(mktemp -d "/var/tmp/praxis-XXXXXX")
            printf '%s\n' "$CLUSTER" >"$base/cluster"
            say "The database lives in $CLUSTER (kept in $base/cluster)"
        fi
    fi
    chmod 700 "$CLUSTER"
    chown "$CLUSTER_USER" "$CLUSTER"
}

# Makes the cluster where there is none. The operating system says who comes in: the caller and the cluster's own user may
# act as any of our roles, nobody else as any. With `trust` whoever may enter the directory may be every role: for tests.
cluster_create() {
    [ -f "$CLUSTER/data/PG_VERSION" ] && return 0
    as_cluster_user "$CLUSTER_BIN/initdb" --pgdata "$CLUSTER/data" --username postgres --data-checksums --encoding UTF8 \
        --locale C.UTF-8 --auth-local peer --auth-host reject >"$CLUSTER.log" 2>&1 ||
        fail "initdb failed: $(tail -n 1 "$CLUSTER.log")"
    rm -f "$CLUSTER.log"
    printf 'local all all %s\n' "${1:-peer map=praxis}" | as_cluster_user tee "$CLUSTER/data/pg_hba.conf" >/dev/null
    local user role
    for user in $(printf '%s\n' "$CLUSTER_USER" "$(id -un)" | sort -u); do
        for role in postgres praxis_migrator praxis_app praxis_jobs praxis_readonly; do
            printf 'praxis %s %s\n' "$user" "$role"
        done
    done | as_cluster_user tee "$CLUSTER/data/pg_ident.conf" >/dev/null
    as_cluster_user tee -a "$CLUSTER/data/postgresql.conf" >/dev/null <<CONF

listen_addresses = ''
port = $CLUSTER_PORT
timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
max_connections = 60
CONF
}

# Starts the cluster, with further server options as arguments; does nothing where it runs.
cluster_start() {
    if cluster_running; then return 0; fi
    as_cluster_user "$CLUSTER_BIN/pg_ctl" start --silent --wait --timeout 60 --pgdata "$CLUSTER/data" \
        --log "$CLUSTER/log" -o "-k '$CLUSTER' $*" >/dev/null ||
        fail "PostgreSQL did not start: $(tail -n 1 "$CLUSTER/log" 2>/dev/null) (log: $CLUSTER/log)"
}

# Whether the cluster's server runs.
cluster_running() {
    [ -d "$CLUSTER/data" ] && as_cluster_user "$CLUSTER_BIN/pg_ctl" status --pgdata "$CLUSTER/data" >/dev/null 2>&1
}

# Stops the cluster; sessions still open are rolled back.
cluster_stop() {
    if ! cluster_running; then return 0; fi
    as_cluster_user "$CLUSTER_BIN/pg_ctl" stop --silent --wait --mode fast --pgdata "$CLUSTER/data" >/dev/null
}

# Removes a stopped cluster with all its data.
cluster_remove() {
    cluster_stop
    rm -rf "$CLUSTER"
}

# psql on the cluster as its superuser; the arguments are psql's.
cluster_psql() {
    as_cluster_user env PGOPTIONS='--client-min-messages=warning' "$CLUSTER_BIN/psql" --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
        --host "$CLUSTER" --port "$CLUSTER_PORT" --username postgres "$@"
}

# The connection string of a role on the database `praxis`.
cluster_url() { printf 'host=%s port=%s dbname=%s user=%s' "$CLUSTER" "$CLUSTER_PORT" "${2:-praxis}" "$1"; }
