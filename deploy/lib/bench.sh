# The measurements of deploy/bench. Sourced by it; needs BIN, DATA and the cluster running.

# A table of one practice among others, under row-level security, for a role that it binds.
bench_prepare() {
    cluster_psql <<'SQL'
CREATE ROLE praxis_bench LOGIN;
CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO praxis_bench;
CREATE TABLE bench.item (
    practice integer NOT NULL,
    id       integer NOT NULL,
    name     text    NOT NULL,
    PRIMARY KEY (practice, id)
);
INSERT INTO bench.item SELECT p, n, md5(n::text) FROM generate_series(1, 2) AS p, generate_series(1, 100000) AS n;
ALTER TABLE bench.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY fence ON bench.item
    USING (practice = (SELECT nullif(current_setting('bench.practice', true), '')::integer));
GRANT SELECT ON bench.item TO praxis_bench;
VACUUM (FREEZE, ANALYZE) bench.item;
SQL
    local transaction="BEGIN READ ONLY;
SELECT set_config('bench.practice', '1', true);
SELECT name FROM bench.item WHERE practice = 1 AND id = :id;
COMMIT;"
    printf '\\set id random(1, 100000)\n%s\n' "$transaction" >"$DATA/plain.sql"
    printf '\\set id random(1, 100000)\n\\startpipeline\n%s\n\\endpipeline\n' "$transaction" >"$DATA/pipelined.sql"
}

# CPU seconds of the server's processes that have ended; waits until all sessions have.
server_cpu() {
    local others=1
    while [ "$others" != 0 ]; do
        others=$(cluster_psql --tuples-only --no-align --command "SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
    done
    awk -v ticks="$(getconf CLK_TCK)" '{ print ($16 + $17) / ticks }' "/proc/$(head -n 1 "$CLUSTER/data/postmaster.pid")/stat"
}

# Runs a command that prints `tx/s p50 p99 cpu`; appends these and the server's CPU seconds per 1,000 to results of its name.
measure() {
    local name=$1 before after line
    shift
    before=$(server_cpu)
    line=$("$@")
    after=$(server_cpu)
    awk -v name="$name" -v line="$line" -v server="$before $after" -v seconds="$SECONDS_EACH" 'BEGIN {
        split(line, f, " "); split(server, s, " ")
        printf "%s\t%s\t%s\t%s\t%s\t%.4f\n", name, f[1], f[2], f[3], f[4], (s[2] - s[1]) / (f[1] * (seconds + f[5])) * 1000
    }' >>"$DATA/results"
}

# pgbench with a script: transactions per second, p50 and p99 of a tenth of them in milliseconds, its own CPU seconds per 1,000.
run_pgbench() {
    local script=$1 clients=$2 log="$DATA/log.$RANDOM" out times
    mkdir "$log"
    TIMEFORMAT='%U %S'
    { times=$({ time "$CLUSTER_BIN/pgbench" --no-vacuum --protocol prepared --client "$clients" --jobs 2 \
        --time "$SECONDS_EACH" --file "$script" --log --log-prefix "$log/l" --sampling-rate 0.1 \
        "$(cluster_url "${BENCH_ROLE:-praxis_bench}" "${BENCH_DATABASE:-postgres}")" >"$log/out" 2>"$log/errors"; } 2>&1); } || fail "pgbench: $(head -n 3 "$log/errors")"
    out=$(awk '/^tps/ { print $3 }' "$log/out")
    awk '{ print $3 }' "$log"/l.* | sort -n | awk -v tps="$out" -v times="$times" -v seconds="$SECONDS_EACH" '
        { v[NR] = $1 }
        END {
            split(times, t, " ")
            printf "%s %.4f %.4f %.4f 0", tps, v[int(NR / 2) + 1] / 1000, v[int(NR * 0.99) + 1] / 1000, (t[1] + t[2]) / (tps * seconds) * 1000
        }'
    rm -rf "$log"
}

# Ours; it warms up for one second, which the server's CPU time includes.
run_praxisbench() {
    printf '%s 1' "$("$BIN/praxisbench" --conninfo "$(cluster_url praxis_bench postgres)" --seconds "$SECONDS_EACH" "$@")"
}

# The table: medians over the rounds, in the order of the first round.
bench_table() {
    awk -F '\t' -v base="$1" '
        function median(name, column,    i, j, n, a, x) {
            n = split(values[name, column], a, " ")
            for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j - 1] + 0 > a[j] + 0; j--) { x = a[j]; a[j] = a[j - 1]; a[j - 1] = x }
            return a[int((n + 1) / 2)]
        }
        { if (!($1 in seen)) { seen[$1] = 1; order[++count] = $1 }
          for (c = 2; c <= 6; c++) values[$1, c] = values[$1, c] " " $c }
        END {
            printf "%-44s %9s %8s %8s %11s %11s %6s\n", "", "tx/s", "p50 ms", "p99 ms", "client s/k", "server s/k", "ratio"
            for (i = 1; i <= count; i++) { n = order[i]
                printf "%-44s %9.0f %8.3f %8.3f %11.4f %11.4f %6.2f\n", n, median(n, 2), median(n, 3), median(n, 4), median(n, 5), median(n, 6), median(n, 2) / median(base, 2) }
        }' "$DATA/results"
}

# Our client beside pgbench, with as many connections.
bench_client() {
    local round n=$CONNECTIONS
    bench_prepare
    : >"$DATA/results"
    for ((round = 1; round <= ROUNDS; round++)); do
        say "Round $round of $ROUNDS"
        measure "pgbench pipelined, $n connections" run_pgbench "$DATA/pipelined.sql" "$n"
        measure "praxis pipelined, $n connections, 32 tasks" run_praxisbench --connections "$n" --depth 4 --clients 32
        measure "pgbench, $n connections" run_pgbench "$DATA/plain.sql" "$n"
        measure "praxis interactive, $n connections, 32 tasks" run_praxisbench --connections "$n" --clients 32 --interactive
        measure "praxis one by one, $n connections, $n tasks" run_praxisbench --connections "$n" --depth 1 --clients "$n"
        measure "pgbench pipelined, 1 connection" run_pgbench "$DATA/pipelined.sql" 1
        measure "praxis pipelined, 1 connection, 16 tasks" run_praxisbench --connections 1 --depth 8 --clients 16
        measure "praxis pipelined, 1 connection, 1 task" run_praxisbench --connections 1 --clients 1
    done
    bench_table "pgbench pipelined, $n connections"
}
