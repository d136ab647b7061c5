import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

/// A practice with a course that counts for 365 days, one for a year from the day it was due, and a policy, asked of
/// everybody who is employed.
struct TrainingWorld {
    let world: World
    let training: TrainingService
    let today: LocalDate
    let nurse: Person.ID

    init() async throws {
        self.world = try await World()
        self.training = TrainingService(database: TestDatabase.current.database)
        self.today = try #require(
            try await self.world.ask("SELECT (now() AT TIME ZONE 'America/Denver')::date", as: LocalDate.self))
        self.nurse = try await self.world.person("Ines", "Ward")
        try await self.employ(self.nurse, from: self.today.adding(days: -100))
    }

    func employ(_ person: Person.ID, from day: LocalDate, at clinic: String = "denver") async throws {
        try await self.world.tell(
            """
            INSERT INTO praxis.employment (practice_id, clinic_id, employment_id, person_id, position, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(person), 'registered_nurse', \(day), practice_id
              FROM praxis.clinic
             WHERE practice_id = \(self.world.practice) AND slug = \(clinic)
            """)
    }

    func caller(_ name: String, _ scope: Scope = .all) -> Caller { self.world.caller(name, scope) }

    /// A course with its first version, asked of everybody within 30 days.
    func course(_ code: String, _ fields: [String: String] = [:], asked: Bool = true) async throws -> TrainingCourse.ID
    {
        let entered = [
            "code": code, "name": code, "retention": "osha_bbp", "summary": "What is taught", "minutes": "30",
            "every": "365", "unit": "day", "anchor": "completion", "citation": "29 CFR 1910.1030(g)(2)",
            "effective": "2020-01-01",
        ].merging(fields) { $1 }
        let id = try await self.training.add(
            try CourseDraft { entered[$0] }, document: nil, as: self.caller("specialist"))
        if asked { _ = try await self.training.add(try self.rule(), to: id, as: self.caller("specialist")) }
        return id
    }

    func rule(_ fields: [String: String] = [:]) throws -> TrainingRuleDraft {
        let entered = ["due": "30", "starts": "2020-01-01", "citation": "Practice policy"].merging(fields) { $1 }
        return try TrainingRuleDraft { entered[$0] }
    }

    func completion(_ day: LocalDate, _ fields: [String: String] = [:]) throws -> CompletionDraft {
        let entered = [
            "completed": day.description, "minutes": "30", "trainer": "R. Example", "qualification": "RN",
        ].merging(fields) { $1 }
        return try CompletionDraft { entered[$0] }
    }

    /// A policy that is asked of everybody, with a draft by the specialist.
    func policy(_ code: String = "privacy") async throws -> Policy.ID {
        let id = try await self.training.add(
            try PolicyDraft(
                { ["code": code, "title": "Privacy", "body": "Look only at what you need.", "due": "30"][$0] },
                hasDocument: false), document: nil, as: self.caller("specialist"))
        _ = try await self.training.add(try self.rule(), to: id, as: self.caller("specialist"))
        return id
    }

    func version(_ policy: Policy.ID, _ number: Int) async throws -> PolicyVersion {
        let catalog = try await self.training.policies(as: self.caller("specialist"))
        return try #require(catalog.versions[policy]?.first { $0.number == number })
    }
}
