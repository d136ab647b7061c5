import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

/// Dr Rao of Denver, who has an NPI, and a practice that bills Medicare.
struct MedicareDesk {
    static let optOut =
        "First Name,Last Name,NPI,Optout Effective Date,Optout End Date,Eligible to Order and Refer"
    static let away = "ASHA,RAO,1000000004,01/01/2024,12/31/2025,Y"
    static let stranger = "NOBODY,HERE,2000000002,01/01/2024,12/31/2025,N"

    let world: World
    let service: EnrollmentService
    let rao: Person.ID
    let medicare: PayerPlan.ID

    init() async throws {
        self.world = try await World()
        self.service = EnrollmentService(database: self.world.service.database)
        self.rao = try await self.world.physician("Rao", "CO", "2024-04-01..2028-03-31")
        try await self.world.tell("UPDATE praxis.person SET npi = '1000000004' WHERE person_id = \(self.rao)")
        self.medicare = try await self.service.add(
            try Self.draft(["payer": "Medicare", "kind": "medicare", "line": "part_b", "name": "Part B"]),
            as: self.world.caller("administrator"))
    }

    var specialist: Caller { self.world.caller("specialist") }

    private static func draft(_ fields: [String: String]) throws -> PayerPlanDraft {
        let all = ["name": "Plan", "starts": "2020-01-01"].merging(fields) { $1 }
        return try PayerPlanDraft({ all[$0] }, roles: ["physician"])
    }

    func plan(_ fields: [String: String]) async throws -> PayerPlan.ID {
        try await self.service.add(try Self.draft(fields), as: self.world.caller("administrator"))
    }

    private static let enrolled = [
        "status": "enrolled", "participating": "yes", "submitted": "2026-01-01", "first_service": "2026-01-01",
        "effective": "2026-01-01",
    ]

    /// With Medicare at Denver, from January 1, 2026.
    func enroll(_ fields: [String: String] = [:]) async throws -> Enrollment.ID {
        let all = Self.enrolled.merging(fields) { $1 }
        return try await self.service.add(
            try EnrollmentDraft { all[$0] }, of: self.rao, at: try #require(Slug("denver")), with: self.medicare,
            as: self.specialist)
    }

    func change(_ id: Enrollment.ID, _ fields: [String: String], _ version: Int) async throws {
        let all = Self.enrolled.merging(fields) { $1 }
        try await self.service.change(id, try EnrollmentDraft { all[$0] }, version: version, as: self.specialist)
    }

    func preview(_ rows: [String], asOf: String? = nil, isWhole: Bool = false) async throws -> PecosImport.ID {
        try await self.world.imports.preview(
            PecosUpload(
                fileName: "list.csv", source: .bytes(Array(rows.joined(separator: "\r\n").utf8)),
                asOf: asOf.flatMap { LocalDate($0) }, isWhole: isWhole), as: self.specialist)
    }

    func preview(_ rows: String..., asOf: String) async throws -> PecosImport.ID {
        try await self.preview(rows, asOf: asOf)
    }

    @discardableResult
    func bring(_ rows: String..., asOf: String) async throws -> PecosImport.ID {
        try await self.bring(rows, asOf: asOf)
    }

    @discardableResult
    func bring(_ rows: [String], asOf: String) async throws -> PecosImport.ID {
        let id = try await self.preview(rows, asOf: asOf, isWhole: true)
        try await self.world.imports.confirm(id, version: 1, as: self.specialist)
        return id
    }

    /// The practice lets no physician work who cannot be billed to Medicare.
    func require() async throws {
        try await self.world.tell(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, severity, starts_on, citation, plan_id, created_by)
            VALUES (\(self.world.practice), gen_random_uuid(), 'physician', 'block', '2000-01-01', 'Contract',
                    \(self.medicare), \(self.world.practice))
            """)
    }

    /// The person's number is another.
    func renumber(_ npi: String) async throws {
        try await self.operate("UPDATE praxis.person SET npi = \(npi) WHERE person_id = \(self.rao)")
    }

    /// A change of the practice's facts as an operator makes it, so that definers know the practice.
    func operate(_ statement: SQL) async throws {
        try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { transaction in
            try await transaction.run(
                "SELECT praxis_private.begin_operator(\(self.world.practice), \(UUID.version7()))")
            try await transaction.run(statement)
        }
    }

    func words(_ person: Person.ID) async throws -> [MedicareWord] {
        try await self.service.file(of: person, as: self.specialist).medicare
    }

    /// The days on which Dr Rao has opted out.
    func away() async throws -> String? {
        try await self.world.ask(
            "SELECT days::text FROM praxis.medicare_opt_out WHERE person_id = \(self.rao)", as: String.self)
    }

    func dueOn(_ id: Enrollment.ID) async throws -> String? {
        try await self.service.record(id, as: self.specialist).enrollment.revalidationDueOn?.description
    }

    func clearance(as account: String = "specialist") async throws -> ClearanceAnswer {
        try await self.world.clearance(self.rao, "2026-04-01 08:00", "2026-04-01 16:00", as: account)
    }
}
