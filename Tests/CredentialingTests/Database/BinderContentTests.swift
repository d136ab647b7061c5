import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What a survey binder holds` {
    private func request(_ people: Person.ID..., purpose: String = "Survey of March") throws -> BinderRequest {
        let fields = ["way": "chosen", "purpose": purpose]
        return try BinderRequest({ fields[$0] }, people: people.map(\.description))
    }

    /// A physician whose file is complete, with a document in every compartment.
    private func world() async throws -> (World, Person.ID) {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        for part in Compartment.allCases {
            let account = part == .payroll ? "administrator" : "specialist"
            let draft = try DocumentDraft(
                name: "\(part.rawValue).pdf", bytes: Array("%PDF-1.7 \(part.rawValue)".utf8),
                compartment: part.rawValue, credential: nil)
            _ = try await world.service.add(draft, to: rao, as: world.caller(account))
        }
        let file = try await world.file(of: rao, state: .verifying)
        try await world.complete(file)
        return (world, rao)
    }

    @Test func `C15: the documents of credentials alone, each opening of which is logged with its purpose`()
        async throws
    {
        let (world, rao) = try await self.world()
        for account in ["auditor", "administrator", "specialist"] {
            let caller = world.caller(account)
            let binder = try await world.service.binder(try self.request(rao), at: .now(), as: caller)
            let file = try #require(binder.files.first)
            let names = file.documents.filter { $0.origin == .file }.map(\.name)
            #expect(names == ["credential.pdf"], "\(account)")
            let document = try #require(file.documents.first { $0.name == "credential.pdf" })
            let bytes = try await world.service.open(document, of: binder, as: caller)
            #expect(bytes == Array("%PDF-1.7 credential".utf8))
        }
        let logged = try await world.ask(
            """
            SELECT count(*) FROM praxis.audit_event
             WHERE practice_id = \(world.practice) AND action = 'credentialing.document.open'
               AND reason = 'Survey binder: Survey of March'
            """, as: Int.self)
        #expect(logged == 3)
    }

    @Test func `who sends a request again opens the files again, and the trail says so`() async throws {
        let (world, rao) = try await self.world()
        let caller = world.caller("auditor")
        let again = Caller(
            claim: caller.claim, scope: caller.scope, once: IdempotencyKey(key: "survey", requestHash: [1]))
        for _ in 1...2 {
            let binder = try await world.service.binder(try self.request(rao), at: .now(), as: again)
            #expect(binder.files.map(\.person.id) == [rao])
        }
        let logged = try await world.ask(
            """
            SELECT array_agg(n.action || ' ' || n.count ORDER BY n.action)
              FROM (SELECT action, count(*) FROM praxis.audit_event
                     WHERE practice_id = \(world.practice)
                       AND action IN ('credentialing.binder.create', 'credentialing.file.open')
                     GROUP BY action) n
            """, as: [String].self)
        #expect(logged == ["credentialing.binder.create 2", "credentialing.file.open 2"])
    }

    @Test func `a check that a document of the person's file proves, with that document and of its day`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31?")
        let day = try await world.practiceDay().adding(days: -3)
        let document = Document.ID.make()
        try await world.tell(
            """
            INSERT INTO praxis.file
                   (practice_id, file_id, person_id, sha256, name, media_type, size, compartment, created_by, created_at)
            VALUES (\(world.practice), \(document), \(rao), sha256('x'), 'letter.pdf', 'application/pdf', 1, 'credentialing',
                    \(world.practice), (\(day) + time '18:00') AT TIME ZONE 'UTC')
            """)
        let file = try await world.file(of: rao, state: .verifying)
        let term = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).terms.first { !$0.isVerified }?.id)
        let fields = [
            "method": "letter", "source": "Board", "result": "confirmed", "document": document.description,
            "checked": day.description,
        ]
        _ = try await world.service.verify(
            term, of: rao, try VerificationDraft { fields[$0] }, as: world.caller("specialist"))
        let sheet = try await world.files.worksheet("license", of: file, as: world.caller("specialist"))
        let shown = try #require(sheet.checks.first?.document)
        #expect(shown.id == document && shown.name == "letter.pdf" && shown.digest == RecordHash.of(["x"]))
        let binder = try await world.service.binder(try self.request(rao), at: .now(), as: world.caller("auditor"))
        let item = try #require(binder.files.first?.items.first { $0.element == "license" })
        #expect(item.evidence == document && item.digest == Hexadecimal.text(shown.digest))
        let proven = try await world.ask(
            "SELECT proven_on FROM praxis.verification WHERE file_id = \(document)", as: LocalDate.self)
        #expect(proven == day)
    }

    @Test func `the check that satisfied each element, and of the data bank only that it was asked`() async throws {
        let (world, rao) = try await self.world()
        for account in ["auditor", "administrator", "specialist"] {
            let binder = try await world.service.binder(try self.request(rao), at: .now(), as: world.caller(account))
            let items = try #require(binder.files.first).items
            let license = try #require(items.first { $0.element == "license" })
            #expect(
                license.status == .satisfied && license.source == "Board" && license.result == .confirmed, "\(account)")
            #expect(license.rule != nil && license.usableUntil != nil)
            #expect(items.first { $0.element == "sanctions" }?.reference == "V-1")
            for element in ["npdb", "malpractice_history", "reference"] {
                let item = try #require(items.first { $0.element == element }, "\(element)")
                #expect(item.status == nil && item.verifiedOn != nil, "\(account) \(element)")
                #expect(item.source == nil && item.result == nil && item.reference == nil && item.evidence == nil)
                #expect(item.verifiedBy == nil && item.digest == nil)
            }
        }
        // What a site's manager and the person may not read at all, the function does not tell either.
        for account in ["manager", "staff"] {
            let items = try await world.service.database.read(as: world.caller(account), BinderStore.items(of: rao))
            #expect(items.isEmpty, "\(account)")
        }
    }

    @Test func `the days on which a credential did not count, up to the day of the binder`() async throws {
        let world = try await World()
        func day(_ days: Int) async throws -> String { try await world.day(days) }
        let rao = try await world.physician("Rao", "CO", "2020-01-01..\(try await day(-20))")
        let license = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).credentials.first?.id)
        try await world.term("\(try await day(-10))..\(try await day(5))", of: license, rao)
        try await world.term("\(try await day(9))..2999-12-31", of: license, rao)
        let binder = try await world.service.binder(
            try self.request(rao), at: .now(), as: world.caller("specialist"))
        let file = try #require(binder.files.first)
        func gaps(_ days: Int) async throws -> [String] {
            file.holes(asOf: try #require(LocalDate(try await day(days))))
                .filter { $0.hole.kind == .gap && $0.credential.id == license }
                .map { "\($0.hole.first) \($0.hole.last)" }
        }
        let past = "\(try await day(-19)) \(try await day(-11))"
        #expect(try await gaps(0) == [past], "what lies ahead may still be mended")
        #expect(try await gaps(7) == [past, "\(try await day(6)) \(try await day(7))"])
        #expect(try await gaps(-15) == ["\(try await day(-19)) \(try await day(-15))"])
        #expect(try await gaps(-20).isEmpty)
    }

    @Test func `what is missing says so`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        _ = try await world.file(of: rao, state: .verifying)
        let caller = world.caller("specialist")
        let binder = try await world.service.binder(try self.request(rao), at: .now(), as: caller)
        let items = try #require(binder.files.first).items
        #expect(items.contains { $0.element == "sanctions" && $0.status == .missing })
        #expect(items.contains { $0.element == "npdb" && $0.status == .missing })
        let none = try await world.physician("None", "CO", "2020-01-01..2999-12-31")
        let empty = try await world.service.binder(try self.request(none), at: .now(), as: caller)
        #expect(try #require(empty.files.first).items.isEmpty)
    }

    @Test func `no more documents than a binder takes`() throws {
        let request = try BinderRequest(
            { ["purpose": "Survey", "count": "3", "seed": "1"][$0] }, people: [])
        func document(_ size: Int64) -> BinderDocument {
            BinderDocument(
                id: .make(), person: .make(), origin: .file, name: "x", mediaType: "application/pdf", size: size,
                digest: "", proves: "", addedAt: .now())
        }
        #expect(throws: Never.self) { try request.refuseExcess([document(Binder.documentLimit)]) }
        let errors = #expect(throws: FieldErrors.self) {
            try request.refuseExcess([document(Binder.documentLimit), document(1 << 20)])
        }
        #expect(errors?.entries.map(\.field) == ["count"])
        #expect(errors?.entries.first?.message.contains("501 MB") == true)
    }
}
