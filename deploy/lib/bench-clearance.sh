# `deploy/bench clearance`: may 500 people work each of the next 28 days? One call, asked as the roster asks, under the
# session of an administrator and row-level security. Sourced by deploy/bench.

# The demonstration, a clinic of 500 people with four credentials each, one in ten of them in some trouble, and a session.
bench_clearance_prepare() {
    PORT=8280 ADMIN_PORT=9580
    praxis_settings
    praxis_migrate
    "$BIN/praxisctl" demo load --config "$DATA/praxis.json" --accounts "$DATA/demo-accounts" >"$DATA/demo.log"
    cluster_psql --dbname praxis --output /dev/null <<'SQL'
BEGIN;
SET LOCAL session_replication_role = replica;
CREATE TEMPORARY TABLE bench ON COMMIT DROP AS
SELECT c.practice_id, c.entity_id, c.created_by, gen_random_uuid() AS clinic_id
  FROM praxis.clinic c WHERE c.slug = 'denver';
INSERT INTO praxis.clinic (practice_id, clinic_id, entity_id, slug, name, state, zone, created_by)
SELECT practice_id, clinic_id, entity_id, 'bench', 'Bench', 'CO', 'America/Denver', created_by FROM bench;
CREATE TEMPORARY TABLE bench_person ON COMMIT DROP AS
SELECT b.*, gen_random_uuid() AS person_id, n FROM bench b, generate_series(1, 500) n;
INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, birth_date, identified_at, created_by)
SELECT practice_id, person_id, 'Given ' || n, 'Family ' || n, DATE '1970-01-01' + n, '2020-01-01', created_by
  FROM bench_person;
INSERT INTO praxis.appointment (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
SELECT practice_id, clinic_id, gen_random_uuid(), person_id, 'physician', '2020-01-01', created_by FROM bench_person;
CREATE TEMPORARY TABLE bench_credential ON COMMIT DROP AS
SELECT p.*, t.type_code, t.state, gen_random_uuid() AS credential_id, gen_random_uuid() AS term_id,
       CASE WHEN t.type_code = 'medical_license' AND p.n % 10 = 0 THEN CURRENT_DATE + (p.n / 10) % 28
            ELSE CURRENT_DATE + 400 + p.n END AS expires_on
  FROM bench_person p
 CROSS JOIN (VALUES ('medical_license', 'CO'), ('malpractice', NULL), ('board_certification', NULL), ('bls', NULL))
       t (type_code, state);
INSERT INTO praxis.credential
       (practice_id, credential_id, person_id, type_code, state, number, number_normalized, created_by)
SELECT practice_id, credential_id, person_id, type_code, state, 'N' || n, 'N' || n, created_by FROM bench_credential;
INSERT INTO praxis.credential_term (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
SELECT practice_id, term_id, person_id, credential_id, CURRENT_DATE - 300, expires_on, created_by FROM bench_credential;
INSERT INTO praxis.verification
       (practice_id, verification_id, person_id, credential_id, term_id, element, method, source, result, verified_at,
        verified_by, occasion, verified_on, recorded_on, proven_on)
SELECT practice_id, gen_random_uuid(), person_id, credential_id, term_id, 'other', 'web', 'Board', 'confirmed',
       now() - interval '9 days', created_by, now() - interval '9 days', CURRENT_DATE - 9, CURRENT_DATE - 9,
       CURRENT_DATE - 9
  FROM bench_credential;
INSERT INTO praxis.session (practice_id, session_id, account_id, digest, level, idle_limit, expires_at)
SELECT practice_id, gen_random_uuid(), '01900000-0000-7000-8000-0000002a0001', sha256('bench'), 'full', interval '1 hour',
       now() + interval '1 hour'
  FROM bench;
COMMIT;
VACUUM (FREEZE, ANALYZE);
SQL
    cat >"$DATA/clearance.sql" <<'SQL'
BEGIN READ ONLY;
SELECT praxis_private.begin_session(sha256('bench'), gen_random_uuid(), '127.0.0.1') \g /dev/null
\timing on
SELECT k.item, k.verdict, k.reasons
  FROM (SELECT c.clinic_id, array_agg(a.person_id) AS persons, array_agg(a.clinical_role) AS roles,
               array_agg((d + time '08:00') AT TIME ZONE c.zone) AS starts,
               array_agg((d + time '20:00') AT TIME ZONE c.zone) AS ends
          FROM praxis.clinic c
          JOIN praxis.appointment a USING (practice_id, clinic_id)
         CROSS JOIN generate_series(CURRENT_DATE, CURRENT_DATE + 27, interval '1 day') d
         WHERE c.slug = 'bench'
         GROUP BY c.clinic_id) q
 CROSS JOIN LATERAL praxis.clearance_batch(q.clinic_id, q.persons, q.roles, q.starts, q.ends) k \g :answers
\g /dev/null
\g /dev/null
\g /dev/null
\g /dev/null
\timing off
COMMIT;
SQL
}

# Each session asks several times, as the daemon's connections do; what the first call of a new connection takes, which reads
# and plans the functions, is told apart.
bench_clearance() {
    local round session
    bench_clearance_prepare
    : >"$DATA/times"
    for ((round = 0; round <= 2 * ROUNDS; round++)); do
        as_cluster_user "$CLUSTER_BIN/psql" --no-psqlrc --quiet --tuples-only --set ON_ERROR_STOP=1 \
            --set answers="$CLUSTER/answers" --host "$CLUSTER" --port "$CLUSTER_PORT" --username praxis_app \
            --dbname praxis --file - <"$DATA/clearance.sql" | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' >"$DATA/session"
        head -1 "$DATA/session" >>"$DATA/first"
        tail -n +2 "$DATA/session" >>"$DATA/times"
    done
    say "Answers: $(as_cluster_user cat "$CLUSTER/answers" | awk -F '|' 'NF > 2 { n[$2]++ } END { for (v in n) printf "%s%s ", v, n[v] }')"
    for session in times first; do
        sort -n "$DATA/$session" | awk -v what="$session" '{ v[NR] = $1 } END {
            printf "500 people x 28 days in one call%s: median %.0f ms, fastest %.0f ms, slowest %.0f ms of %d\n",
                what == "first" ? ", the first of a connection" : "", v[int((NR + 1) / 2)], v[1], v[NR], NR }'
    done
}
