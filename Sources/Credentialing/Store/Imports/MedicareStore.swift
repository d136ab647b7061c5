import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about what Medicare's lists say of people.
enum MedicareStore {
    /// What the newest list of each kind says of somebody.
    static func words(of person: Person.ID) -> Query<MedicareWord> {
        Query(
            """
            SELECT l.list, l.as_of,
                   (SELECT i.import_id FROM praxis.pecos_import i
                     WHERE i.practice_id = l.practice_id AND i.import_id = l.import_id),
                   coalesce(jsonb_agg(\(Self.fact) || jsonb_build_object('renews', l.renews) ORDER BY l.row_number)
                                FILTER (WHERE l.row_number IS NOT NULL), '[]'),
                   l.list = 'opt_out'
                   AND EXISTS (SELECT
                                 FROM praxis.medicare_opt_out o
                                WHERE o.practice_id = l.practice_id AND o.person_id = l.person_id
                                  AND o.days @> praxis_private.practice_today(l.practice_id))
              FROM praxis.medicare_listing_current l
             WHERE l.person_id = \(person)
             GROUP BY l.practice_id, l.person_id, l.list, l.as_of, l.import_id
             ORDER BY l.list
            """)
    }

    /// The newest list of a kind that is in effect.
    static func newest(_ list: MedicareList) -> Query<NewestList> {
        Query("SELECT n.as_of, n.row_count FROM praxis_private.medicare_newest(\(list.rawValue)) n")
    }

    /// People by number, with what the newest list of a kind says of them and their enrollments with Medicare.
    static func known(_ npis: [String], _ list: MedicareList) -> Query<KnownListed> {
        Query(
            """
            SELECT \(PecosStore.named),
                   (SELECT jsonb_build_object(
                               'asOf', max(l.as_of), 'facts',
                               coalesce(jsonb_agg(\(Self.fact) ORDER BY l.row_number)
                                            FILTER (WHERE l.row_number IS NOT NULL), '[]'))
                      FROM praxis.medicare_listing_current l
                     WHERE l.practice_id = p.practice_id AND l.person_id = p.person_id AND l.list = \(list.rawValue)
                    HAVING count(*) > 0),
                   coalesce((SELECT jsonb_agg(\(Self.enrollment) ORDER BY e.enrollment_id)
                               FROM praxis.enrollment e
                               JOIN praxis.clinic c USING (practice_id, clinic_id)
                               JOIN praxis.payer_plan k USING (practice_id, plan_id)
                              WHERE e.practice_id = p.practice_id AND e.person_id = p.person_id
                                AND \(list.rawValue)::text = 'revalidation'
                                AND k.kind = 'medicare' AND e.status = 'enrolled'), '[]')
              FROM praxis.person p
             WHERE p.npi = ANY (\(npis))
            """)
    }

    /// One enrollment with Medicare, to compare it with a list; no row where it is another.
    static func enrollment(_ id: Enrollment.ID) -> Query<StoredPreview> {
        Query(
            """
            SELECT \(Self.enrollment)
              FROM praxis.enrollment e
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.payer_plan k USING (practice_id, plan_id)
             WHERE e.enrollment_id = \(id)
               AND k.kind = 'medicare'
               AND e.status = 'enrolled'
            """)
    }

    /// A row of a list as `MedicareFact` has it: what the list itself says, so that it can be compared with another.
    private static let fact: SQL = """
        jsonb_build_object(
            'services', l.services, 'startsOn', l.starts_on, 'endsOn', l.ends_on, 'mayRefer', l.may_refer,
            'enrollment', l.enrollment, 'state', l.state, 'isSupplier', l.supplier, 'dueOn', l.due_on,
            'adjustedOn', l.adjusted_on)
        """

    /// An enrollment as `MedicareEnrollment` has it: a date on file is a list's, that of the rule, or somebody's.
    private static let enrollment: SQL = """
        jsonb_build_object(
            'id', e.enrollment_id, 'version', e.version, 'clinic', c.name, 'state', c.state,
            'plan', k.payer || ': ' || k.name, 'isSupplier', k.line = 'dmepos', 'number', e.payer_number,
            'effectiveOn', e.effective_on, 'dueOn', e.revalidation_due_on,
            'origin', CASE WHEN e.revalidation_due_on IS NULL THEN 'rule'
                           WHEN EXISTS (SELECT FROM praxis.medicare_due d
                                         WHERE d.practice_id = e.practice_id AND d.clinic_id = e.clinic_id
                                           AND d.enrollment_id = e.enrollment_id AND d.due_on = e.revalidation_due_on)
                           THEN 'list'
                           WHEN e.revalidation_due_on = praxis_private.revalidation_due(k.line, e.effective_on)
                           THEN 'rule' ELSE 'entered' END,
            'mayChange', e.clinic_id = ANY ((SELECT praxis_private.clinics('credentialing.enrollment.write'))::uuid[]))
        """

    /// Writes down what a list says of people, also that it does not name them.
    static func add(_ people: [PecosPreview], of id: PecosImport.ID, on day: LocalDate) throws -> SQL {
        """
        INSERT INTO praxis.medicare_listing
               (person_id, listing_id, import_id, list, as_of, npi, row_number, services, starts_on, ends_on, may_refer,
                enrollment, state, supplier, due_on, adjusted_on)
        SELECT p.person, gen_random_uuid(), \(id), p.listed ->> 'list', \(day), p.listed ->> 'npi', r.row,
               CASE WHEN f.services IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(f.services)) END,
               f."startsOn", f."endsOn", f."mayRefer", f.enrollment, f.state, f."isSupplier", f."dueOn", f."adjustedOn"
          FROM jsonb_to_recordset(\(try JSONText(people))) AS p (person uuid, listed jsonb)
          LEFT JOIN LATERAL jsonb_to_recordset(p.listed -> 'rows') AS r (row integer, fact jsonb) ON true
          LEFT JOIN LATERAL jsonb_to_record(r.fact) AS f (
               services jsonb, "startsOn" date, "endsOn" date, "mayRefer" boolean, enrollment text, state text,
               "isSupplier" boolean, "dueOn" date, "adjustedOn" date) ON true
         -- Whoever takes the turns of several people takes them in one order.
         ORDER BY p.person, r.row
        """
    }

    /// Gives enrollments the dates of a list, those that are as they were shown.
    static func set(_ dues: [DueMatch]) throws -> SQL {
        """
        UPDATE praxis.enrollment e
           SET revalidation_due_on = d.listed, version = e.version + 1
          FROM jsonb_to_recordset(\(try JSONText(dues))) AS d (enrollment uuid, version integer, listed date)
         WHERE e.enrollment_id = d.enrollment
           AND e.version = d.version
        """
    }

    /// Writes down which dates came with the list.
    static func keep(_ dues: [DueMatch], of id: PecosImport.ID) throws -> SQL {
        """
        INSERT INTO praxis.medicare_due (clinic_id, due_id, enrollment_id, person_id, import_id, due_on)
        SELECT e.clinic_id, gen_random_uuid(), e.enrollment_id, e.person_id, \(id), d.listed
          FROM jsonb_to_recordset(\(try JSONText(dues))) AS d (enrollment uuid, listed date)
          JOIN praxis.enrollment e ON e.enrollment_id = d.enrollment
        """
    }
}

/// The newest list of a kind: its day, and how many rows it has.
struct NewestList: PostgresRow {
    let asOf: LocalDate
    let rows: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.asOf = try row.read()
        self.rows = try row.read()
    }
}

/// Somebody as a list is compared with them.
struct KnownListed: PostgresRow {
    let person: KnownMedicare

    init(row: inout RowReader) throws(PostgresError) {
        var person = try KnownMedicare(named: &row)
        let listed: JSONColumn<ListedBefore>? = try row.read()
        let enrollments: JSONColumn<[MedicareEnrollment]> = try row.read()
        person.listed = listed?.value
        person.enrollments = enrollments.value
        self.person = person
    }
}
