import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Compartments of a person's file` {
    private static let pdf = Array("%PDF-1.7 the very secret words".utf8)

    private func document(_ part: Compartment, credential: Credential.ID? = nil) throws -> DocumentDraft {
        try DocumentDraft(
            name: "\(part.rawValue).pdf", bytes: Self.pdf, compartment: part.rawValue,
            credential: credential?.description)
    }

    /// A physician of Denver with an account, who holds something of every compartment.
    private func world() async throws -> (World, Person.ID) {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        try await world.addAccount("rao", "staff")
        let rao = try await world.person(of: "rao")
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(rao), 'physician', '2020-01-01', practice_id
              FROM praxis.clinic
             WHERE practice_id = \(world.practice) AND slug = 'denver'
            """)
        for type in ["bls", "hepatitis_b", "i9_reverification", "background_check", "npdb_query"] {
            try await world.credential(type, of: rao, "2020-01-01..\(try await world.day(20))")
        }
        return (world, rao)
    }

    @Test func `C15 Confidentiality: medical, I-9, background and NPDB are closed in lists, files, search and reasons`()
        async throws
    {
        let (world, rao) = try await self.world()
        try await world.tell(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, jurisdiction, starts_on, citation,
                    created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'physician', 'hepatitis_b', 'block', 'any', '2000-01-01',
                    'Policy', \(world.practice))
            """)
        let expected: [(String, Set<String>)] = [
            ("specialist", ["bls", "hepatitis_b", "i9_reverification", "background_check", "npdb_query"]),
            ("director", ["bls", "npdb_query"]), ("manager", ["bls"]), ("auditor", ["bls"]),
            ("rao", ["bls", "hepatitis_b", "i9_reverification"]),
        ]
        for (account, types) in expected {
            let caller = world.caller(account)
            let file = try await world.service.file(of: rao, as: caller)
            #expect(Set(file.credentials.map(\.type)) == types, "\(account)")
            #expect(file.terms.count == types.count, "\(account)")
            #expect(file.verifications.count == types.count, "\(account)")
            let board = try await world.service.board(BoardFilter(person: rao), as: caller)
            #expect(board.lines.count == types.count, "\(account)")
            #expect(board.counts.values.reduce(0, +) >= types.count)
            #expect(try await world.service.credentials(found: "x1", limit: 50, as: caller).count == types.count)
        }
        // After the last day something is missing: whoever may not know what, does not learn it.
        let day = try await world.day(40)
        let told = try await world.clearance(rao, "\(day) 08:00", "\(day) 09:00")
        let reasons = told.reasons.map(\.sentence).joined(separator: "\n")
        #expect(told.verdict == .blocked)
        #expect(told.reasons.contains { $0.requirement == "confidential" })
        #expect(!reasons.contains("Hepatitis"))
        let specialist = try await world.clearance(rao, "\(day) 08:00", "\(day) 09:00", as: "specialist")
        #expect(specialist.reasons.contains { $0.requirement == "hepatitis_b" })
        // Nor may a manager put anything there.
        let draft = try CredentialDraft(
            { ["type": "tuberculosis", "issued": "2026-01-01"][$0] },
            types: try await world.service.types(as: world.caller("manager")))
        let refused = await #expect(throws: PostgresError.self) {
            _ = try await world.service.add(draft, to: rao, as: world.caller("manager"))
        }
        #expect(refused?.sqlState == .insufficientPrivilege)
        _ = try await world.service.add(draft, to: rao, as: world.caller("specialist"))
    }

    @Test func `C15 Confidentiality: documents open to few, for a purpose, and every opening is logged`() async throws {
        let (world, rao) = try await self.world()
        var ids: [Compartment: Document.ID] = [:]
        for part in Compartment.allCases {
            let account = part == .payroll ? "administrator" : "specialist"
            ids[part] = try await world.service.add(try self.document(part), to: rao, as: world.caller(account))
        }
        let expected: [(String, [Compartment])] = [
            ("administrator", Compartment.allCases),
            ("specialist", [.general, .credential, .medical, .i9, .background, .peerReview]),
            ("director", [.credential, .peerReview]), ("manager", [.general, .credential]), ("auditor", [.credential]),
            ("rao", [.general, .credential, .medical, .i9, .payroll]),
        ]
        for (account, parts) in expected {
            let seen = try await world.service.documents(of: rao, as: world.caller(account)).documents
            #expect(Set(seen.map(\.compartment)) == Set(parts), "\(account)")
            for part in Compartment.allCases {
                let id = try #require(ids[part])
                let caller = world.caller(account)
                if parts.contains(part) {
                    let opened = try await world.service.open(
                        id, of: rao, purpose: "to see that it opens", as: caller)
                    #expect(opened.bytes == Self.pdf)
                } else {
                    await #expect(throws: CredentialingError.unknown, "\(account) \(part)") {
                        _ = try await world.service.open(id, of: rao, purpose: "to see that it does not", as: caller)
                    }
                    await #expect(throws: CredentialingError.unknown) {
                        _ = try await world.service.document(id, of: rao, as: caller)
                    }
                }
            }
        }
        let medical = try #require(ids[.medical])
        await #expect(throws: CredentialingError.refused(.purposeRequired)) {
            _ = try await world.service.open(medical, of: rao, purpose: nil, as: world.caller("specialist"))
        }
        let logged = try await world.ask(
            """
            SELECT count(*)
              FROM praxis.audit_event
             WHERE practice_id = \(world.practice) AND action = 'credentialing.document.open' AND object_id = \(medical)
               AND reason = 'to see that it opens'
            """, as: Int.self)
        #expect(logged == 3, "administrator, specialist and holder")
        // Neither the bytes nor an earlier opening open anything by themselves.
        let bytes: SQL = "SELECT count(*) FROM praxis.file_content"
        let sealed = await #expect(throws: PostgresError.self) {
            try await world.service.database.write(as: world.caller("specialist")) { try await $0.run(bytes) }
        }
        #expect(sealed?.sqlState == .insufficientPrivilege)
        let earlier = try await world.service.database.read(
            as: world.caller("specialist"),
            Query<KeptBytes>("SELECT praxis_private.file_bytes(o.opening_id) FROM praxis.file_opening o"))
        #expect(earlier.allSatisfy { $0.bytes == nil })
    }

    @Test func `a digest alone files nothing and opens nothing: who files a document sent its bytes`() async throws {
        let (world, rao) = try await self.world()
        let secret = try await world.service.add(try self.document(.medical), to: rao, as: world.caller("specialist"))
        let digest = try #require(
            try await world.service.documents(of: rao, as: world.caller("specialist")).documents.first?.digest)
        let other = try await world.person("Nia", "Sample", role: "physician", at: "denver")
        func file(_ sending: String?, size: Int = Self.pdf.count) async throws {
            try await world.service.database.write(as: world.caller("manager")) { transaction in
                if let sending { _ = try await transaction.fetch(DocumentStore.keep(Array(sending.utf8))) }
                try await transaction.run(
                    """
                    INSERT INTO praxis.file (file_id, person_id, sha256, name, media_type, size, compartment)
                    SELECT gen_random_uuid(), \(other), decode(\(digest), 'hex'), 'x.pdf', 'application/pdf', \(size), 'general'
                    """)
            }
        }
        for sending in [nil, "%PDF-1.7 something else"] {
            let refused = await #expect(throws: PostgresError.self) { try await file(sending) }
            #expect(refused?.sqlState == SQLState(rawValue: "PX422"))
        }
        // Not even what the same account sent before: only what comes with the row.
        let bytes = String(decoding: Self.pdf, as: UTF8.self)
        await #expect(throws: PostgresError.self) { try await file(bytes, size: 3) }
        _ = try await world.service.add(try self.document(.general), to: other, as: world.caller("manager"))
        await #expect(throws: PostgresError.self) { try await file(nil) }
        try await file(bytes)
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.open(secret, of: rao, purpose: "by its digest", as: world.caller("manager"))
        }
    }

    @Test func `a document proves a credential of its own compartment alone`() async throws {
        let (world, rao) = try await self.world()
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let bls = try #require(file.credentials.first { $0.type == "bls" })
        let shot = try #require(file.credentials.first { $0.type == "hepatitis_b" })
        _ = try await world.service.add(
            try self.document(.medical, credential: shot.id), to: rao, as: world.caller("specialist"))
        await #expect(throws: FieldErrors.self) {
            _ = try await world.service.add(
                try self.document(.general, credential: shot.id), to: rao, as: world.caller("specialist"))
        }
        _ = try await world.service.add(
            try self.document(.credential, credential: bls.id), to: rao, as: world.caller("manager"))
        let seen = try await world.service.documents(of: rao, as: world.caller("manager")).documents
        #expect(seen.map(\.credential) == [bls.id])
        let errors = try #require(throws: FieldErrors.self) {
            try DocumentDraft(name: "x.exe", bytes: Array("MZ".utf8), compartment: "general", credential: nil)
        }
        #expect(errors.entries.map(\.field) == ["file"])
    }

    @Test func `a practice's own kind is its own`() async throws {
        let (ours, theirs) = (try await World(), try await World())
        let draft = try CredentialTypeDraft {
            ["name": "Laser safety", "category": "training", "compartment": "credential"][$0]
        }
        let refused = await #expect(throws: CredentialingError.self) {
            _ = try await ours.service.add(draft, as: ours.caller("specialist"))
        }
        #expect(refused == .permissionMissing)
        let code = try await ours.service.add(draft, as: ours.caller("administrator"))
        #expect(try await ours.service.types(as: ours.caller("manager")).contains { $0.code == code && $0.isOwn })
        let foreign = try await theirs.service.types(as: theirs.caller("administrator"))
        #expect(!foreign.contains { $0.code == code })
        let rao = try await theirs.physician("Rao", "CO")
        let stolen = try CredentialDraft(
            { ["type": code, "issued": "2026-01-01"][$0] },
            types: [CredentialType(code: code, name: "x", category: "training", isOfState: false, numberRule: .free)])
        await #expect(throws: CredentialingError.unknown) {
            _ = try await theirs.service.add(stolen, to: rao, as: theirs.caller("specialist"))
        }
        let own = try await ours.physician("Rao", "CO")
        _ = try await ours.service.add(stolen, to: own, as: ours.caller("specialist"))
    }

    @Test func `a name that is changed or added is kept for screening`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31")
        try await world.service.database.write(as: world.caller("specialist")) { transaction in
            try await transaction.run("UPDATE praxis.person SET family_name = 'Rao Sample' WHERE person_id = \(rao)")
        }
        let maiden = try PersonName { ["given": "Asha", "family": "Example", "kind": "former"][$0] }
        try await world.service.add(maiden, to: rao, as: world.caller("specialist"))
        let names = try await world.service.names(of: rao, as: world.caller("manager")).names
        #expect(Set(names.map(\.family)) == ["Rao", "Example"])
        #expect(names.allSatisfy { $0.kind == .former })
        let today = try await world.day(0)
        let answer = try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00")
        #expect(answer.reasons.contains { $0.state == "not_screened" })
    }
}
