package import Postgres
import PraxisCore

/// Queries and statements about lists of exclusions.
enum ListStore {
    static func imports() -> Query<ScreeningImport> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.screening_import i
             ORDER BY i.created_at DESC, i.import_id DESC
             LIMIT 100
            """)
    }

    private static let columns: SQL = """
        i.import_id, i.list, i.kind, i.month, i.issued_on, i.file_name, i.sha256, i.state,
        EXISTS (SELECT
                  FROM praxis.screening_list_in_force f
                 WHERE f.practice_id = i.practice_id AND f.import_id = i.import_id),
        i.reason, i.row_count, i.flagged, i.unread, i.encoding, i.problems,
        coalesce(praxis_private.account_name(i.created_by), ''), i.created_at
        """

    static func screeningImport(_ id: ScreeningImport.ID) -> Query<ScreeningImport> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.screening_import i
             WHERE i.import_id = \(id)
            """)
    }

    /// Whether this very file came in before: in force, or, where asked, whatever became of it.
    static func isKnown(_ digest: [UInt8], _ list: ExclusionList, anyState: Bool = false) -> Query<Count> {
        Query(
            """
            SELECT count(*)
              FROM praxis.screening_import
             WHERE sha256 = \(digest)
               AND list = \(list.rawValue)
               AND (state = 'in_force' OR \(anyState))
            """)
    }

    /// The publisher's newest full list in force: its rows, and how many have which flag.
    static func fullList(of list: ExclusionList) -> Query<ListRefusal.Before> {
        Query(
            """
            SELECT row_count, flag_counts
              FROM praxis.screening_import
             WHERE list = \(list.rawValue) AND kind = 'full' AND state = 'in_force'
             ORDER BY coalesce(issued_on, month) DESC, created_at DESC
             LIMIT 1
            """)
    }

    /// How many rows the supplements of exclusions in force have together.
    static func supplementRows() -> Query<Count> {
        Query(
            """
            SELECT coalesce(sum(row_count), 0)::bigint
              FROM praxis.screening_import
             WHERE list = 'leie' AND kind = 'exclusions' AND state = 'in_force'
            """)
    }

    static func withdraw(_ id: ScreeningImport.ID) -> SQL {
        """
        UPDATE praxis.screening_import
           SET state = 'withdrawn', withdrawn_at = now(), withdrawn_by = praxis_private.account_id()
         WHERE import_id = \(id)
           AND state = 'in_force'
        """
    }

    /// Opens a list whose rows follow; its figures come when they are in.
    static func open(_ id: ScreeningImport.ID, _ upload: ListUpload, _ digest: [UInt8]) -> SQL {
        """
        INSERT INTO praxis.screening_import
               (import_id, list, kind, month, issued_on, file_name, sha256, state, row_count, flagged)
        VALUES (\(id), \(upload.list.rawValue), \(upload.kind.rawValue), \(upload.month), \(upload.issuedOn),
                \(upload.fileName), \(digest), 'loading', 0, 0)
        """
    }

    /// Puts a list in force.
    static func complete(_ id: ScreeningImport.ID, _ tally: ListReader.Tally) throws -> SQL {
        """
        UPDATE praxis.screening_import
           SET state = 'in_force', row_count = \(tally.rows), flagged = \(tally.flagged), unread = \(tally.unread),
               problems = \(try JSONText(tally.problems)), encoding = \(tally.encoding), flag_counts = \(try tally.flagCounts)
         WHERE import_id = \(id)
        """
    }

    /// Records a list that was refused; it has no rows.
    static func refuse(
        _ id: ScreeningImport.ID, _ upload: ListUpload, _ digest: [UInt8], _ tally: ListReader.Tally, _ reason: String
    ) throws -> SQL {
        """
        INSERT INTO praxis.screening_import
               (import_id, list, kind, month, issued_on, file_name, sha256, state, reason, row_count, flagged, unread,
                problems, encoding, flag_counts)
        VALUES (\(id), \(upload.list.rawValue), \(upload.kind.rawValue), \(upload.month), \(upload.issuedOn),
                \(upload.fileName), \(digest), 'refused', \(reason), \(tally.rows), \(tally.flagged), \(tally.unread),
                \(try JSONText(tally.problems)), \(tally.encoding), \(try tally.flagCounts))
        """
    }

    /// The newest of each publisher that was refused, where none came into force since, and none of its kind and day did before.
    static func standingRefusals() -> Query<RefusedListNotice> {
        Query(
            """
            SELECT DISTINCT ON (i.list) i.file_name, i.reason
              FROM praxis.screening_import i
             WHERE i.state = 'refused'
               AND NOT EXISTS (SELECT
                                 FROM praxis.screening_import n
                                WHERE n.practice_id = i.practice_id AND n.list = i.list AND n.state = 'in_force'
                                  AND (n.created_at > i.created_at
                                       OR n.kind = i.kind
                                          AND coalesce(n.issued_on, n.month) >= coalesce(i.issued_on, i.month)))
             ORDER BY i.list, i.created_at DESC
            """)
    }

    /// Adds rows of a list, in one statement for many. COPY would be refused: the table is behind row-level security.
    static func add(_ entries: [ListEntry], to id: ScreeningImport.ID) -> SQL {
        func texts(_ value: (ListEntry) -> String) -> [String] { entries.map(value) }
        func days(_ value: (ListEntry) -> LocalDate?) -> [String] { entries.map { value($0)?.description ?? "" } }
        return """
            INSERT INTO praxis.screening_entry
                   (import_id, row_number, last_name, first_name, middle_name, suffix, business_name, general, specialty,
                    npi, birth_date, birth_printed, address, city, state, postal_code, exclusion_type, excluded_on,
                    reinstated_on, waived_on, waiver_state, flags, identity_hash, record_hash, classification, uei, cage,
                    list_number, agency, program, ends_on, also, remark)
            SELECT \(id), r.row, r.last, r.first, r.middle, nullif(r.suffix, ''), r.business, r.general, r.specialty,
                   nullif(r.npi, ''), nullif(r.birth, '')::date, r.printed, r.address, r.city, r.state, r.postal, r.type,
                   r.excluded, nullif(r.reinstated, '')::date, nullif(r.waived, '')::date, nullif(r.waiver_state, ''),
                   string_to_array(r.flags, ' '), decode(r.identity, 'hex'), decode(r.record, 'hex'), r.classification,
                   nullif(r.uei, ''), nullif(r.cage, ''), nullif(r.list_number, ''), r.agency, r.program,
                   nullif(r.ends, '')::date, string_to_array(r.also, E'\\x1f'), r.remark
              FROM unnest(\(entries.map(\.row))::integer[], \(texts(\.lastName))::text[], \(texts(\.firstName))::text[],
                          \(texts(\.middleName))::text[], \(texts { $0.suffix ?? "" })::text[], \(texts(\.businessName))::text[],
                          \(texts(\.general))::text[], \(texts(\.specialty))::text[], \(texts { $0.npi ?? "" })::text[], \(days(\.birthDate))::text[],
                          \(texts(\.birthDateAsPrinted))::text[], \(texts(\.address))::text[], \(texts(\.city))::text[], \(texts(\.state))::text[],
                          \(texts(\.postalCode))::text[], \(texts(\.type))::text[], \(entries.map(\.excludedOn))::date[], \(days(\.reinstatedOn))::text[],
                          \(days(\.waivedOn))::text[], \(texts { $0.waiverState ?? "" })::text[], \(texts(\.flagText))::text[],
                          \(texts { Hexadecimal.text($0.identityHash) })::text[], \(texts { Hexadecimal.text($0.recordHash) })::text[],
                          \(texts(\.classification))::text[], \(texts { $0.uei ?? "" })::text[], \(texts { $0.cage ?? "" })::text[],
                          \(texts { $0.listNumber ?? "" })::text[], \(texts(\.agency))::text[], \(texts(\.program))::text[], \(days(\.endsOn))::text[],
                          \(texts { $0.also.joined(separator: "\u{1F}") })::text[],
                          \(texts(\.remark))::text[])
                   AS r (row, last, first, middle, suffix, business, general, specialty, npi, birth, printed, address, city,
                         state, postal, type, excluded, reinstated, waived, waiver_state, flags, identity, record,
                         classification, uei, cage, list_number, agency, program, ends, also, remark)
            """
    }
}

extension ListRefusal.Before: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let rows: Int = try row.read()
        let flags: JSONText = try row.read()
        let counts = (try? flags.decoded(as: [String: Int].self)) ?? [:]
        self.init(
            rows: rows,
            flags: counts.reduce(into: [:]) { known, count in
                if let flag = ListEntry.Flag(rawValue: count.key) { known[flag] = count.value }
            })
    }
}

extension ListEntry {
    fileprivate var flagText: String { self.flags.map(\.rawValue).sorted().joined(separator: " ") }
}

extension ListReader.Tally {
    fileprivate var flagCounts: JSONText {
        get throws {
            try JSONText(Dictionary(uniqueKeysWithValues: self.flags.map { ($0.key.rawValue, $0.value) }))
        }
    }

    fileprivate var encoding: String { self.usedFallbackEncoding ? "iso-8859-1" : "utf-8" }
}
