# `deploy/bench solver`: rosters for benchmark instances, ours beside CP-SAT, HiGHS and published results. Sourced by deploy/bench.

# One run of ours, judged: a line of results, and the CPU seconds it took in CPU.
bench_solver_ours() {
    local file=$1 number=$2 seconds=$3 seed=$4 line hard cost
    line=$("$BIN/praxisctl" solve "$file" --seconds "$seconds" --processor-time --seed "$seed" --out "$DATA/roster")
    CPU=$(sed -n 's/.*"cpuSeconds":\([0-9.e+-]*\).*/\1/p' <<<"$line")
    read -r hard cost <<<"$("$PYTHON" deploy/lib/bench_solver judge "$file" "$DATA/roster")"
    [ "$cost" = "$(sed -n 's/.*"cost":\([0-9]*\).*/\1/p' <<<"$line")" ] || fail "$file: the checker says $cost, praxisctl $line"
    [ "$hard" = 0 ] || fail "$file, seed $seed: $hard hard rules are broken"
    printf '%s %s praxis %s %s %s %s\n' "$number" "$seconds" "$seed" "$cost" "$hard" "$CPU" >>"$DATA/results"
}

# One run of a peer, cp_sat or highs, with the CPU seconds that ours took.
bench_solver_peer() {
    local peer=$1 file=$2 number=$3 seconds=$4 seed=$5 told used hard=0 cost
    read -r told used <<<"$("$PYTHON" deploy/lib/bench_solver "$peer" "$file" "$CPU" "$seed" "$DATA/roster")"
    if [ "$told" != - ]; then
        read -r hard cost <<<"$("$PYTHON" deploy/lib/bench_solver judge "$file" "$DATA/roster")"
        [ "$cost $hard" = "$told 0" ] || fail "$file: $peer says $told, the checker $cost with $hard broken rules"
    fi
    printf '%s %s %s %s %s %s %s\n' "$number" "$seconds" "$peer" "$seed" "$told" "$hard" "$used" >>"$DATA/results"
}

bench_solver() {
    local file number seconds seed peer peers=()
    [ -d "$INSTANCES" ] || fail "name the directory of the instances with --instances or PRAXIS_INSTANCES"
    PYTHON=${PRAXIS_PYTHON:-python3}
    if "$PYTHON" -c 'import ortools' 2>/dev/null; then peers+=(cp_sat); else say "No OR-Tools in $PYTHON"; fi
    if "$PYTHON" -c 'import highspy' 2>/dev/null; then peers+=(highs); else say "No HiGHS in $PYTHON"; fi
    : >"$DATA/results"
    while read -r number file; do
        for seconds in $TIMES; do
            for ((seed = 1; seed <= SEEDS; seed++)); do
                say "Instance $number, $seconds s, seed $seed"
                bench_solver_ours "$file" "$number" "$seconds" "$seed"
                for peer in "${peers[@]}"; do bench_solver_peer "$peer" "$file" "$number" "$seconds" "$seed"; done
            done
        done
    done < <(for file in "$INSTANCES"/Instance*.txt; do
        number=${file##*/Instance}
        printf '%s %s\n' "${number%.txt}" "$file"
    done | sort -n)
    printf '%s, %s cores, load %s, %s%s\n\n' "$(date -u +%F)" "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)" \
        "$(swift --version 2>/dev/null | grep -o 'Swift version [0-9.]*' | head -n 1)" \
        "$("$PYTHON" -m pip list 2>/dev/null | sed -n 's/^\(ortools\|highspy\) */, \1 /p' | tr -d '\n')"
    "$PYTHON" deploy/lib/bench_solver table "$DATA/results" deploy/lib/bench_solver/published.tsv
}
