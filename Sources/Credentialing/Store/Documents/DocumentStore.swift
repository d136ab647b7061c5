import Postgres
import PraxisCore

/// Queries and statements about the documents of people's files.
enum DocumentStore {
    /// A person's documents that the caller may see, or one of them.
    static func documents(of person: Person.ID, _ id: Document.ID? = nil) -> Query<Document> {
        Query(
            """
            SELECT f.file_id, f.name, f.media_type, f.size, encode(f.sha256, 'hex'), f.compartment, d.credential_id,
                   concat_ws(' ', t.name, c.state), coalesce(praxis_private.account_name(f.created_by), ''), f.created_at
              FROM praxis.file f
              LEFT JOIN praxis.credential_document d USING (practice_id, person_id, file_id)
              LEFT JOIN praxis.credential c USING (practice_id, person_id, credential_id)
              LEFT JOIN praxis.credential_type t USING (type_code)
             WHERE f.person_id = \(person)
               AND f.clinic_id IS NULL
               AND (\(id) IS NULL OR f.file_id = \(id))
             ORDER BY f.created_at DESC, f.file_id
             LIMIT 500
            """)
    }

    /// Keeps the bytes and answers their digest.
    static func keep(_ bytes: [UInt8]) -> Query<KeptBytes> {
        Query("SELECT praxis_private.file_keep(\(bytes))")
    }

    static func add(_ id: Document.ID, _ draft: DocumentDraft, digest: [UInt8], of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.file (file_id, person_id, sha256, name, media_type, size, compartment)
        VALUES (\(id), \(person), \(digest), \(draft.name), \(draft.mediaType), \(draft.bytes.count),
                \(draft.compartment.filedAs))
        """
    }

    /// Says which credential a document proves; none where it is kept in another compartment.
    static func link(_ id: Document.ID, to credential: Credential.ID, of person: Person.ID, _ part: Compartment) -> SQL
    {
        """
        INSERT INTO praxis.credential_document (person_id, credential_id, file_id)
        SELECT c.person_id, c.credential_id, \(id)
          FROM praxis.credential c
         WHERE c.person_id = \(person)
           AND c.credential_id = \(credential)
           AND c.compartment = \(part.rawValue)
        """
    }

    static func open(_ opening: OpeningID, _ id: Document.ID, of person: Person.ID, purpose: String?) -> SQL {
        """
        INSERT INTO praxis.file_opening (opening_id, person_id, file_id, purpose)
        VALUES (\(opening), \(person), \(id), \(purpose))
        """
    }

    static func bytes(_ opening: OpeningID) -> Query<KeptBytes> {
        Query("SELECT praxis_private.file_bytes(\(opening))")
    }

    static func addType(_ draft: CredentialTypeDraft) -> Query<AddedType> {
        Query(
            """
            SELECT praxis_private.credential_type_add(
                       \(draft.name), \(draft.category), \(draft.isOfState), \(draft.compartment.rawValue))
            """)
    }

    /// Names an opening.
    typealias OpeningID = Identifier<OpenedDocument>
}

/// Bytes, or their digest.
struct KeptBytes: PostgresRow {
    let bytes: [UInt8]?

    init(row: inout RowReader) throws(PostgresError) { self.bytes = try row.read() }
}

/// The code of a kind that was added.
struct AddedType: PostgresRow {
    let code: String

    init(row: inout RowReader) throws(PostgresError) { self.code = try row.read() }
}
