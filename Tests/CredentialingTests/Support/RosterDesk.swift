import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

/// A practice that credentials for a payer; its physician Rao works at two clinics.
struct RosterDesk {
    let world: World
    let service: EnrollmentService
    let rao: Person.ID
    let plan: PayerPlan.ID

    /// - Parameter approved: when Rao was approved; `nil` leaves that to the test.
    init(approved day: LocalDate? = LocalDate("2025-06-01")) async throws {
        self.world = try await World()
        self.service = EnrollmentService(database: self.world.service.database)
        self.rao = try await self.world.person(
            "Asha", "Rao", born: "1975-05-05", npi: "1000000004", role: "physician", at: "denver", "phoenix")
        let fields = [
            "payer": "Example", "name": "PPO", "kind": "commercial", "line": "ppo", "delegated": "on",
            "starts": "2020-01-01",
        ]
        self.plan = try await self.service.add(
            try PayerPlanDraft({ fields[$0] }, roles: ["physician"]), as: self.world.caller("administrator"))
        let enrolled = [
            "status": "enrolled", "participating": "yes", "submitted": "2026-01-01", "effective": "2026-01-01",
        ]
        for clinic in ["denver", "phoenix"] {
            _ = try await self.service.add(
                try EnrollmentDraft { enrolled[$0] }, of: self.rao, at: try #require(Slug(clinic)), with: self.plan,
                as: self.specialist)
        }
        if let day { try await self.world.decide(self.rao, "approved", on: day) }
    }

    var specialist: Caller { self.world.caller("specialist") }

    func lay(_ columns: String, _ more: [String: String] = [:], version: Int = 0) async throws {
        let fields = ["columns": columns, "days": "american", "refused": "N/A, pending"].merging(more) { $1 }
        _ = try await self.service.save(
            try RosterLayout { fields[$0] }, for: self.plan, version: version, as: self.specialist)
    }

    /// What somebody types of Rao at a clinic.
    func type(_ facts: [String: String], at clinic: String, version: Int = 0) async throws {
        try await self.service.save(
            try RosterProfileDraft { facts[$0] }, of: self.rao, at: try #require(Slug(clinic)), version: version,
            as: self.specialist)
    }

    func overview() async throws -> RosterOverview {
        try await self.service.rosters(of: self.plan, as: self.specialist)
    }

    /// The clinics that a full file names now.
    func listed() async throws -> [String] {
        try await self.overview().full.compactMap { $0.facts[.clinicName] }
    }

    /// The rows of a file that is frozen now, without its headings.
    func rows(_ kind: RosterSubmission.Kind) async throws -> [String] {
        let text = try await self.service.content(of: try await self.submit(kind), as: self.specialist)
        return text.split(separator: "\r\n").dropFirst().map(String.init)
    }

    func submit(_ kind: RosterSubmission.Kind) async throws -> RosterSubmission.ID {
        try await self.service.submit(kind, for: self.plan, as: self.specialist)
    }

    func answer(_ id: RosterSubmission.ID, _ fields: [String: String]) async throws {
        let all = fields.merging(["received": "2026-11-01"]) { $1 }
        try await self.service.answer(id, try RosterAnswerDraft({ all[$0] }, rowCount: 2), as: self.specialist)
    }

    /// Ends the enrollment at a clinic.
    func end(_ clinic: String, _ day: String) async throws {
        let rows = try await self.service.enrollments(EnrollmentFilter(), as: self.specialist)
        let id = try #require(rows.first { $0.clinicSlug.description == clinic }?.id)
        let fields = [
            "status": "terminated", "participating": "yes", "submitted": "2026-01-01", "effective": "2026-01-01",
            "term": day,
        ]
        try await self.service.change(id, try EnrollmentDraft { fields[$0] }, version: 1, as: self.specialist)
    }
}
