# Builds, migrates, starts and stops Praxis on the private cluster of cluster.sh. Sourced by the scripts in deploy/.

# Stops with one line where a directory's disk has less than the given number of megabytes.
need_disk() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge "$2" ] || fail "needs $2 MB of free disk for $1, and there are $free"
}

# Fetches the few files of others that pages are finer with; without them they work, plainly.
praxis_assets() {
    deploy/fetch-assets .praxis/assets || say "htmx, icons and fonts could not be fetched; pages will be plain"
}

# The database with our roles, at the head of the migrations; needs BIN, DATA and the cluster running.
praxis_migrate() {
    [ "$(cluster_psql --tuples-only --no-align --command "SELECT count(*) FROM pg_database WHERE datname = 'praxis'")" = 1 ] ||
        cluster_psql --command "CREATE DATABASE praxis TEMPLATE template0 ENCODING 'UTF8'"
    cluster_psql --dbname praxis --output /dev/null <sql/roles.sql
    "$BIN/praxisctl" migrate up --config "$DATA/praxis.json"
}

# Writes the settings of this run to DATA/praxis.json, for the daemon and for praxisctl. PORT and ADMIN_PORT are chosen.
praxis_settings() {
    (
        umask 077
        [ -s "$DATA/identity-key" ] || head -c 32 /dev/urandom | base64 >"$DATA/identity-key"
        cat >"$DATA/praxis.json" <<JSON
{
    "http": { "host": "127.0.0.1", "port": $PORT },
    "admin": { "host": "127.0.0.1", "port": $ADMIN_PORT },
    "database": { "url": "$(cluster_url praxis_app)" },
    "jobs": { "url": "$(cluster_url praxis_jobs)" },
    "migrator": { "url": "$(cluster_url praxis_migrator)" },
    "identity": { "key": "$(cat "$DATA/identity-key")" },
    "sql": { "directory": "$PWD/sql" },
    "assets": { "directory": "$PWD/.praxis/assets" },
    "files": { "directory": "$DATA/files" },
    "audit": { "directory": "$DATA/audit" }
}
JSON
    )
}

# Starts the daemon in the background and waits until it is ready; sets DAEMON, its process. The log goes to DATA/praxisd.log.
praxis_start() {
    "$BIN/praxisd" --config "$DATA/praxis.json" >"$DATA/praxisd.log" 2>&1 &
    DAEMON=$!
    local tries
    for ((tries = 0; tries < 150; tries++)); do
        # Another process may answer on that port, so ours must still be there.
        if answers_ok "$ADMIN_PORT" /ready 2>/dev/null && kill -0 "$DAEMON" 2>/dev/null; then return 0; fi
        if ! kill -0 "$DAEMON" 2>/dev/null; then break; fi
        sleep 0.2
    done
    tail -n 5 "$DATA/praxisd.log" >&2
    fail "praxisd did not become ready (log: $DATA/praxisd.log)"
}

# Stops the daemon of praxis_start, and waits until it has finished.
praxis_stop() {
    [ -n "${DAEMON:-}" ] || return 0
    kill -TERM "$DAEMON" 2>/dev/null || true
    wait "$DAEMON" 2>/dev/null || true
    DAEMON=
}
