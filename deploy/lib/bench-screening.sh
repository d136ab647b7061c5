# The measurement of deploy/bench screening. Sourced by it; needs BIN, DATA and the cluster running.

# Invented rows in the OIG's layout: surnames and given names of three syllables, a birth date each, one in twenty a
# business, one in five with a number. The same every time.
screening_list() {
    awk -v rows="$1" '
        function name(n,    s, i) {
            s = ""
            for (i = 0; i < 3; i++) { s = s syllable[n % 24]; n = int(n / 24) }
            return s
        }
        BEGIN {
            srand(7)
            split("BA LO MI RU TE KA NO SI PU DE GA VO LI SU FE RA JO NI TU ME HA CO ZI WU", s, " ")
            for (i = 1; i <= 24; i++) syllable[i - 1] = s[i]
            print "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE"
            for (i = 0; i < rows; i++) {
                last = name(int(rand() * 3000)); first = name(int(rand() * 400))
                born = sprintf("%04d%02d%02d", 1935 + int(rand() * 65), 1 + int(rand() * 12), 1 + int(rand() * 28))
                npi = rand() < 0.2 ? sprintf("1%09d", int(rand() * 999999999)) : "0000000000"
                tail = sprintf("\"%d TEST ST\",\"TESTVILLE\",\"OH\",\"43001\",\"1128a1\",\"20200120\",\"00000000\",\"00000000\",\"\"", i)
                if (i % 20 == 0)
                    printf "\"\",\"\",\" \",\"%s %s CARE INC\",\"OTHER BUSINESS\",\"CLINIC\",\"\",\"%s\",\"\",%s\n", name(int(rand() * 3000)), name(int(rand() * 400)), npi, tail
                else
                    printf "\"%s\",\"%s\",\" \",\"\",\"IND- LIC HC SERV PRO\",\"NURSE/NURSES AIDE\",\"\",\"%s\",\"%s\",%s\n", last, first, npi, born, tail
            }
        }'
}

# A practice with as many people and vendors, of names that the list has too.
screening_practice() {
    cluster_psql --dbname praxis --output /dev/null -v people="$1" -v vendors="$2" <<'SQL'
CREATE TEMP TABLE s AS SELECT string_to_array('BA LO MI RU TE KA NO SI PU DE GA VO LI SU FE RA JO NI TU ME HA CO ZI WU', ' ') AS a;
CREATE FUNCTION pg_temp.name(n integer) RETURNS text LANGUAGE sql AS
    $$ SELECT a[n % 24 + 1] || a[n / 24 % 24 + 1] || a[n / 576 % 24 + 1] FROM s $$;
SELECT setseed(0.5);
BEGIN;
INSERT INTO praxis.practice (practice_id, slug, name) VALUES ('0190bbbb-0000-7000-8000-000000000000', 'bench', 'Bench');
INSERT INTO praxis.legal_entity (practice_id, entity_id, name, created_by)
VALUES ('0190bbbb-0000-7000-8000-000000000000', '0190bbbb-0000-7000-8000-000000000001', 'Bench Group', gen_random_uuid());
INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, birth_date, created_by)
SELECT '0190bbbb-0000-7000-8000-000000000000', gen_random_uuid(), pg_temp.name((random() * 399)::integer),
       pg_temp.name((random() * 2999)::integer), DATE '1940-01-01' + (random() * 22000)::integer, gen_random_uuid()
  FROM generate_series(1, :people);
INSERT INTO praxis.vendor (practice_id, vendor_id, name, status, created_by)
SELECT '0190bbbb-0000-7000-8000-000000000000', gen_random_uuid(),
       pg_temp.name(n * 5 % 3000) || ' ' || pg_temp.name(n % 400) || ' Care', 'approved', gen_random_uuid()
  FROM generate_series(1, :vendors) n;
INSERT INTO praxis.account (practice_id, account_id, email, display_name, status, created_by)
VALUES ('0190bbbb-0000-7000-8000-000000000000', '0190bbbb-0000-7000-8000-000000000002', 'bench@example.org', 'Bench', 'active',
        gen_random_uuid());
INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, reason, granted_by)
SELECT r.practice_id, gen_random_uuid(), '0190bbbb-0000-7000-8000-000000000002', r.role_id, 'practice', 'measurement',
       gen_random_uuid()
  FROM praxis.role r
 WHERE r.practice_id = '0190bbbb-0000-7000-8000-000000000000' AND r.code = 'practice_administrator';
COMMIT;
VACUUM ANALYZE;
SQL
}

# 83,000 rows against 5,000 people and 500 vendors: the import, then the comparison, as an operator does them.
bench_screening() {
    local rows=83000 people=5000 vendors=500 list="$DATA/UPDATED-2026-01.csv" before after start
    PORT=1 ADMIN_PORT=2
    praxis_settings
    praxis_migrate >/dev/null
    screening_practice "$people" "$vendors"
    screening_list "$rows" >"$list"
    say "$rows rows ($(stat -c %s "$list") bytes), $people people, $vendors vendors"
    before=$(server_cpu) start=$EPOCHREALTIME
    TIMEFORMAT='%U %S'
    { { time {
        "$BIN/praxisctl" import list "$list" --config "$DATA/praxis.json" --practice bench --as bench@example.org >&3
        middle=$EPOCHREALTIME
        "$BIN/praxisctl" import screen --config "$DATA/praxis.json" --practice bench --as bench@example.org >&3
    }; } 2>"$DATA/times"; } 3>&1
    after=$EPOCHREALTIME
    awk -v start="$start" -v middle="$middle" -v after="$after" -v server="$before $(server_cpu)" -v client="$(cat "$DATA/times")" '
        BEGIN {
            split(server, s, " "); split(client, c, " ")
            printf "%-24s %8s\n", "", "seconds"
            printf "%-24s %8.2f\n", "import", middle - start
            printf "%-24s %8.2f\n", "comparison", after - middle
            printf "%-24s %8.2f   (bar: 10)\n", "both, by the clock", after - start
            printf "%-24s %8.2f\n", "CPU of praxisctl", c[1] + c[2]
            printf "%-24s %8.2f\n", "CPU of PostgreSQL", s[2] - s[1]
            exit after - start < 10 ? 0 : 1
        }'
}
