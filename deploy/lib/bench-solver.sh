# `deploy/bench solver`: rosters for benchmark instances, ours beside CP-SAT and published results. Sourced by deploy/bench.

# One run of ours, judged: a line of results, and the CPU seconds it took in CPU.
bench_solver_ours() {
    local file=$1 number=$2 seconds=$3 seed=$4 line hard cost
    line=$("$BIN/praxisctl" solve "$file" --seconds "$seconds" --processor-time --seed "$seed" --out "$DATA/roster")
    CPU=$(sed -n 's/.*"cpuSeconds":\([0-9.e+-]*\).*/\1/p' <<<"$line")
    read -r hard cost <<<"$("$PYTHON" deploy/lib/bench-solver.py judge "$file" "$DATA/roster")"
    [ "$cost" = "$(sed -n 's/.*"cost":\([0-9]*\).*/\1/p' <<<"$line")" ] || fail "$file: the checker says $cost, praxisctl $line"
    [ "$hard" = 0 ] || fail "$file, seed $seed: $hard hard rules are broken"
    printf '%s %s praxis %s %s %s %s\n' "$number" "$seconds" "$seed" "$cost" "$hard" "$CPU" >>"$DATA/results"
}

# One run of the peer with the CPU seconds that ours took.
bench_solver_peer() {
    local file=$1 number=$2 seconds=$3 seed=$4 told used hard=0 cost
    read -r told used <<<"$("$PYTHON" deploy/lib/bench-solver.py peer "$file" "$CPU" "$seed" "$DATA/roster")"
    if [ "$told" != - ]; then
        read -r hard cost <<<"$("$PYTHON" deploy/lib/bench-solver.py judge "$file" "$DATA/roster")"
        [ "$cost $hard" = "$told 0" ] || fail "$file: CP-SAT says $told, the checker $cost with $hard broken rules"
    fi
    printf '%s %s CP-SAT %s %s %s %s\n' "$number" "$seconds" "$seed" "$told" "$hard" "$used" >>"$DATA/results"
}

bench_solver() {
    local file number seconds seed peer=
    [ -d "$INSTANCES" ] || fail "name the directory of the instances with --instances or PRAXIS_INSTANCES"
    PYTHON=${PRAXIS_PYTHON:-python3}
    if "$PYTHON" -c 'import ortools' 2>/dev/null; then peer=yes; else say "No OR-Tools in $PYTHON: only ours is run"; fi
    : >"$DATA/results"
    while read -r number file; do
        for seconds in $TIMES; do
            for ((seed = 1; seed <= SEEDS; seed++)); do
                say "Instance $number, $seconds s, seed $seed"
                bench_solver_ours "$file" "$number" "$seconds" "$seed"
                [ -z "$peer" ] || bench_solver_peer "$file" "$number" "$seconds" "$seed"
            done
        done
    done < <(for file in "$INSTANCES"/Instance*.txt; do
        number=${file##*/Instance}
        printf '%s %s\n' "${number%.txt}" "$file"
    done | sort -n)
    printf '%s, %s cores, load %s, %s%s\n\n' "$(date -u +%F)" "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)" \
        "$(swift --version 2>/dev/null | grep -o 'Swift version [0-9.]*' | head -n 1)" \
        "${peer:+, OR-Tools $("$PYTHON" -c 'import ortools; print(ortools.__version__)')}"
    "$PYTHON" deploy/lib/bench-solver.py table "$DATA/results" deploy/lib/bench-solver.tsv
}
