# `deploy/bench api`: one authenticated page of 20 people as JSON, over HTTP and as bare SQL. Sourced by deploy/bench.

BENCH_LIMIT=20 BENCH_SCOPE=denver BENCH_CONNECTIONS=32

# The demonstration, a token of its administrator, and the daemon without a limit on requests.
bench_api_serve() {
    PORT=$(free_port 8280) ADMIN_PORT=$(free_port 9580)
    praxis_settings
    praxis_migrate
    "$BIN/praxisctl" demo load --config "$DATA/praxis.json" --accounts "$DATA/demo-accounts" >"$DATA/demo.log"
    TOKEN=$("$BIN/praxisctl" token create --config "$DATA/praxis.json" --practice cascade admin@cascade.example \
        --name bench --permission people.person.read --days 1 --json | sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p')
    [ -n "$TOKEN" ] || fail "no token for the measurement"
    cluster_psql --dbname praxis --command "VACUUM (FREEZE, ANALYZE)"
    PRAXIS_HTTP_RATE=1000000 praxis_start
    URL="http://127.0.0.1:$PORT/api/v1/$BENCH_SCOPE/people?limit=$BENCH_LIMIT"
    curl --silent --show-error --fail --header "Authorization: Bearer $TOKEN" "$URL" >"$DATA/page.json"
    [ "$(grep -o '"family_name"' "$DATA/page.json" | wc -l)" = $BENCH_LIMIT ] || fail "the page has not $BENCH_LIMIT people"
}

# What the daemon sends for that page, as the server's log shows it: the peers run exactly these statements.
bench_api_statements() {
    local tries
    cluster_psql --command "ALTER SYSTEM SET log_statement = 'all'" --command "SELECT pg_reload_conf()" --output /dev/null
    for ((tries = 0; tries < 50; tries++)); do
        curl --silent --fail --header "Authorization: Bearer $TOKEN" "$URL" --output "$DATA/page.json"
        PEER_ENTRY=$(bench_api_logged "begin_token(")
        PEER_LIST=$(bench_api_logged "json_build_object('items'")
        [ -z "$PEER_ENTRY" ] || [ -z "$PEER_LIST" ] || break
    done
    cluster_psql --command "ALTER SYSTEM RESET log_statement" --command "SELECT pg_reload_conf()" --output /dev/null
    [ -n "$PEER_ENTRY" ] && [ -n "$PEER_LIST" ] || fail "the daemon's statements were not found in the log"
    local digest
    digest=$(printf %s "$TOKEN" | sha256sum | cut -d ' ' -f 1)
    {
        printf 'BEGIN READ ONLY;\n'
        printf '%s;\n' "$PEER_ENTRY" | sed -e "s/\\\$1/'\\\\x$digest'::bytea/" -e "s/\\\$2/gen_random_uuid()/" \
            -e "s/\\\$3/'127.0.0.1'/" -e "s/\\\$4/'people.person.read'/" -e "s/\\\$5/'$BENCH_SCOPE'/"
        printf '%s;\n' "$PEER_LIST" | tr '\n' ' ' | sed -e "s/\\\$[15]/$BENCH_LIMIT/g" -e "s/\\\$2/'$BENCH_SCOPE'/" -e "s/\\\$[34]/NULL::uuid/g"
        printf '\nCOMMIT;\n'
    } >"$DATA/page.sql"
}

# The newest logged statement that holds a text.
bench_api_logged() {
    cat "$CLUSTER"/data/log/*.json | python3 -c '
import json, sys
found = [m for m in (json.loads(line).get("message", "") for line in sys.stdin) if m.startswith("execute ") and sys.argv[1] in m]
print(found[-1].split(": ", 1)[1] if found else "")' "$1"
}

bench_api_peer() {
    PEER=
    [ -x .praxis/venv/bin/python ] || python3 -m venv .praxis/venv 2>/dev/null || return 0
    .praxis/venv/bin/python -m pip install --quiet --disable-pip-version-check \
        fastapi==0.165.0 asyncpg==0.32.0 uvicorn==0.54.0 uvloop==0.23.0 httptools==0.9.0 ||
        { say "No FastAPI peer: its packages could not be installed"; return 0; }
    PEER_PORT=$(free_port 8380)
    PEER_DSN="postgresql://praxis_app@/praxis?host=$CLUSTER&port=$CLUSTER_PORT" PEER_ENTRY=$PEER_ENTRY \
        PEER_LIST=$PEER_LIST PEER_LIMIT=$BENCH_LIMIT .praxis/venv/bin/uvicorn --app-dir deploy/lib bench-peer:app --port "$PEER_PORT" \
        --workers 2 --loop uvloop --http httptools --no-access-log >"$DATA/peer.log" 2>&1 &
    PEER=$!
    local tries url="http://127.0.0.1:$PEER_PORT/api/v1/$BENCH_SCOPE/people?limit=$BENCH_LIMIT"
    for ((tries = 0; tries < 100; tries++)); do
        curl --silent --fail --header "Authorization: Bearer $TOKEN" "$url" >"$DATA/peer.json" 2>/dev/null && break
        sleep 0.1
    done
    cmp "$DATA/page.json" "$DATA/peer.json" || fail "the peer answers another page (see $DATA/peer.log)"
}

# CPU seconds that a process and its children have used so far.
process_cpu() {
    local pids
    pids=$(pgrep --parent "$1" || true)
    for pid in $1 $pids; do cat "/proc/$pid/stat" 2>/dev/null || true; done |
        awk -v ticks="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); sum += $12 + $13 } END { print sum / ticks }'
}

# CPU seconds of the cluster: its processes, and the sessions that have ended.
cluster_cpu() {
    local first
    first=$(head -n 1 "$CLUSTER/data/postmaster.pid")
    { cat "/proc/$first/stat"; for pid in $(pgrep --parent "$first"); do cat "/proc/$pid/stat" 2>/dev/null || true; done; } |
        awk -v ticks="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); sum += $12 + $13 + (NR == 1 ? $14 + $15 : 0) } END { print sum / ticks }'
}

# As `measure`, while sessions stay open.
measure_live() {
    local name=$1 before after line
    shift
    before=$(cluster_cpu)
    line=$("$@")
    after=$(cluster_cpu)
    awk -v name="$name" -v line="$line" -v server="$before $after" -v seconds="$SECONDS_EACH" 'BEGIN {
        split(line, f, " "); split(server, s, " ")
        printf "%s\t%s\t%s\t%s\t%s\t%.4f\n", name, f[1], f[2], f[3], f[4], (s[2] - s[1]) / (f[1] * seconds) * 1000
    }' >>"$DATA/results"
}

# wrk against a server: requests per second, p50 and p99 in milliseconds, the server process's CPU seconds per 1,000.
run_wrk() {
    local process=$1 url=$2 before after
    before=$(process_cpu "$process")
    wrk --threads 1 --connections "$BENCH_CONNECTIONS" --duration "${SECONDS_EACH}s" --latency \
        --header "Authorization: Bearer $TOKEN" "$url" >"$DATA/wrk"
    after=$(process_cpu "$process")
    if grep -q 'Non-2xx' "$DATA/wrk"; then fail "answers were refused: $(grep Non-2xx "$DATA/wrk")"; fi
    awk -v cpu="$before $after" -v seconds="$SECONDS_EACH" '
        function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
        $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } $1 == "Requests/sec:" { rate = $2 }
        END { split(cpu, c, " "); printf "%s %.4f %.4f %.4f 0", rate, p50, p99, (c[2] - c[1]) / (rate * seconds) * 1000 }' "$DATA/wrk"
}

bench_api() {
    local round
    need_packages wrk curl python3-venv
    bench_api_serve
    bench_api_statements
    bench_api_peer
    : >"$DATA/results"
    BENCH_ROLE=praxis_app BENCH_DATABASE=praxis
    for ((round = 1; round <= ROUNDS; round++)); do
        say "Round $round of $ROUNDS"
        measure_live "pgbench, the same statements one by one" run_pgbench "$DATA/page.sql" "$BENCH_CONNECTIONS"
        measure_live "praxis over HTTP" run_wrk "$DAEMON" "$URL"
        [ -z "$PEER" ] || measure_live "FastAPI and asyncpg over HTTP" run_wrk "$PEER" "${URL/:$PORT/:$PEER_PORT}"
    done
    [ -z "$PEER" ] || { kill "$PEER"; PEER=; }
    bench_table "pgbench, the same statements one by one"
    bench_api_idle 1000
    praxis_stop
}

# The daemon's resident memory while connections that have had an answer each stay open.
bench_api_idle() {
    python3 - "$1" "$PORT" "$TOKEN" "${URL#http://*/}" "$DAEMON" <<'PYTHON'
import http.client, re, sys

count, port, token, path, daemon = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5]
connections = []
for _ in range(count):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/" + path, headers={"Authorization": "Bearer " + token})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200 and connection.sock, "the connection did not stay"
    connections.append(connection)
memory = int(re.search(r"VmRSS:\s*(\d+)", open(f"/proc/{daemon}/status").read())[1])
print(f"Resident memory of praxisd with {count} idle connections: {memory / 1024:.0f} MB")
PYTHON
}
