import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A credential file` {
    @Test func `takes a license with its first term, which counts once somebody verified it`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "AZ")
        let id = try await world.service.add(try draft(), to: rao, as: world.caller("manager"))
        var file = try await world.service.file(of: rao, as: world.caller("manager"))
        let term = try #require(file.terms(of: id).first)
        #expect(!term.isVerified)
        #expect(file.credentials.contains { $0.title == "Medical license CO DR.0041" })
        _ = try await world.service.verify(term.id, of: rao, try check(), as: world.caller("specialist"))
        file = try await world.service.file(of: rao, as: world.caller("manager"))
        #expect(file.terms(of: id).map(\.isVerified) == [true])
        #expect(file.verifications.first?.verifiedBy == "specialist")
    }

    @Test func `refuses the same number twice, however it is written`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "AZ")
        _ = try await world.service.add(try draft(), to: rao, as: world.caller("specialist"))
        await #expect(throws: CredentialingError.alreadyOnFile) {
            _ = try await world.service.add(try draft(["number": "dr 0041"]), to: rao, as: world.caller("specialist"))
        }
    }

    @Test(arguments: [
        (["type": ""], "type"), (["state": "QQ"], "state"), (["number": "n/a"], "number"),
        (["issued": "2026-02-30"], "issued"),
        (["expires": "2019-01-01"], "expires"), (["type": "dea", "number": "AB1234567"], "number"),
        (["issued": "0001-01-01"], "issued"),
    ])
    func `names the field that cannot be right`(change: [String: String], field: String) async throws {
        let error = try #require(throws: FieldErrors.self) { try draft(change) }
        #expect(error.entries.map(\.field) == [field])
    }

    @Test func `is corrected with a reason, which the record keeps`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "AZ")
        let specialist = world.caller("specialist")
        let id = try await world.service.add(try draft(), to: rao, as: specialist)
        let term = try #require(try await world.service.file(of: rao, as: specialist).terms(of: id).first)
        var fields = ["issued": "2024-04-01", "expires": "2026-04-30", "supersedes": term.id.description]
        #expect(throws: FieldErrors("reason", "Say why the earlier entry is replaced, in at most 2,000 characters")) {
            try TermDraft { fields[$0] }
        }
        await #expect(throws: CredentialingError.refused(.reasonRequired)) {
            let _: Int = try await world.service.write(as: specialist) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.credential_term
                           (term_id, person_id, credential_id, issued_on, expires_on, supersedes_id)
                    VALUES (gen_random_uuid(), \(rao), \(id), '2024-04-01', '2026-04-30', \(term.id))
                    """)
                return 1
            }
        }
        fields["reason"] = "The last day was misread"
        let better = try await world.service.add(try TermDraft { fields[$0] }, to: id, of: rao, as: specialist)
        let kept = try await world.ask(
            """
            SELECT t.reason || coalesce((SELECT e.reason
                                           FROM praxis.audit_event e
                                          WHERE e.action = 'credentialing.term.create' AND e.reason IS NOT NULL), '')
              FROM praxis.credential_term t
             WHERE t.term_id = \(better)
            """, as: String.self)
        #expect(kept == "The last day was misread", "and the trail, which others read, keeps no words")
    }

    @Test func `nobody verifies the own license`() async throws {
        let world = try await World()
        let specialist = try await world.person(of: "specialist")
        let id = try await world.service.add(try draft(), to: specialist, as: world.caller("specialist"))
        let term = try #require(
            try await world.service.file(of: specialist, as: world.caller("specialist")).terms(of: id).first)
        await #expect(throws: CredentialingError.ownFile) {
            _ = try await world.service.verify(term.id, of: specialist, try check(), as: world.caller("specialist"))
        }
        _ = try await world.service.verify(term.id, of: specialist, try check(), as: world.caller("administrator"))
    }

    @Test func `one of two corrections of a check wins, the other is told`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2028-03-31?")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let term = try #require(file.terms.first { !$0.isVerified })
        let wrong = try await world.service.verify(term.id, of: rao, try check(), as: world.caller("specialist"))
        let outcomes = await withTaskGroup(of: Result<Verification.ID, any Error>.self) { group in
            for account in ["specialist", "administrator"] {
                group.addTask {
                    do {
                        let correction = try check([
                            "result": "mismatch", "supersedes": wrong.description, "reason": "Misread",
                        ])
                        return .success(
                            try await world.service.verify(term.id, of: rao, correction, as: world.caller(account)))
                    } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let failures = outcomes.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        #expect(failures.count == 1)
        #expect(failures.first as? CredentialingError == .stale(current: nil, sent: nil))
        #expect(try await world.clearance(rao, "2026-04-01 08:00", "2026-04-01 16:00").verdict == .blocked)
    }

    @Test func `a term that was entered wrongly is replaced and stays on record`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2062-03-31")
        let before = try await world.service.file(of: rao, as: world.caller("specialist"))
        let wrong = try #require(before.terms.first { $0.expiresOn == LocalDate("2062-03-31") })
        let fields = [
            "issued": "2024-04-01", "expires": "2026-03-31", "supersedes": wrong.id.description, "reason": "Misread",
        ]
        _ = try await world.service.add(
            try TermDraft { fields[$0] }, to: wrong.credential, of: rao, as: world.caller("specialist"))
        let after = try await world.service.file(of: rao, as: world.caller("specialist"))
        #expect(after.terms(of: wrong.credential).map(\.expiresOn) == [LocalDate("2026-03-31")])
        let kept = try await world.ask(
            "SELECT count(*) FROM praxis.credential_term WHERE credential_id = \(wrong.credential)", as: Int.self)
        #expect(kept == 2)
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            _ = try await world.service.add(
                try TermDraft { fields[$0] }, to: wrong.credential, of: rao, as: world.caller("specialist"))
        }
    }

    @Test(
        arguments: [
            "UPDATE praxis.verification SET result = 'confirmed'", "DELETE FROM praxis.verification",
            "UPDATE praxis.credential_term SET expires_on = '2999-01-01'", "DELETE FROM praxis.screening_disposition",
        ] as [StaticSQL])
    func `history cannot be rewritten by the daemon`(statement: StaticSQL) async throws {
        let world = try await World()
        await #expect(throws: (any Error).self) {
            try await world.service.database.write(as: world.caller("administrator")) { transaction in
                try await transaction.run(statement.sql)
            }
        }
    }

    @Test func `roles may do what their permissions say and no more`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2028-03-31?")
        let elsewhere = try await world.physician("Else", "AZ", "2024-04-01..2028-03-31?", at: ["phoenix"])
        let term = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).terms.first { !$0.isVerified })
        for account in ["manager", "director", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") {
                _ = try await world.service.verify(term.id, of: rao, try check(), as: world.caller(account))
            }
        }
        await #expect(throws: (any Error).self) {
            _ = try await world.service.add(try draft(), to: elsewhere, as: world.caller("manager"))
        }
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.file(of: rao, as: world.caller("staff"))
        }
        let own = try await world.person(of: "staff")
        #expect(try await world.service.file(of: own, as: world.caller("staff")).person.id == own)
    }
}

/// A statement of a test, by a name that test output can show.
struct StaticSQL: ExpressibleByStringLiteral, Sendable, CustomTestStringConvertible {
    let sql: SQL
    let testDescription: String

    init(stringLiteral text: StaticString) {
        self.sql = SQL(stringLiteral: text)
        self.testDescription = "\(text)"
    }
}

private func draft(_ change: [String: String] = [:]) throws -> CredentialDraft {
    let fields = [
        "type": "medical_license", "state": "CO", "number": "DR.0041", "issuer": "Board", "issued": "2024-04-01",
        "expires": "2028-03-31",
    ].merging(change) { $1 }
    let types = [
        CredentialType(
            code: "medical_license", name: "Medical license", category: "license", isOfState: true, numberRule: .license
        ),
        CredentialType(
            code: "dea", name: "DEA registration", category: "registration", isOfState: true, numberRule: .dea),
    ]
    return try CredentialDraft({ fields[$0] }, types: types)
}

private func check(_ change: [String: String] = [:]) throws -> VerificationDraft {
    let fields = ["method": "web", "source": "State board", "result": "confirmed", "reference": "V-77"]
        .merging(change) { $1 }
    return try VerificationDraft { fields[$0] }
}
