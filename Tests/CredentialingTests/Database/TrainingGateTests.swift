import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Shifts that ask for training` {
    @Test func `are blocked until it is taken, marked where a day is missing, and freed when they are untied`()
        async throws
    {
        let setting = try await TrainingWorld()
        let course = try await setting.course("bloodborne")
        let assistant = try await setting.world.person("Mia", "Aide", role: "medical_assistant", at: "denver")
        let soon = setting.today.adding(days: 10)
        let gate = try GateDraft {
            [
                "role": "medical_assistant", "severity": "block", "starts": soon.description,
                "citation": "29 CFR 1910.1030",
            ][$0]
        }
        await #expect(throws: (any Error).self) {
            _ = try await setting.training.add(gate, to: course, as: setting.caller("specialist"))
        }
        let id = try await setting.training.add(gate, to: course, as: setting.caller("administrator"))
        func reasons(on day: LocalDate) async throws -> [ClearanceReason] {
            try await setting.world.clearance(
                assistant, role: "medical_assistant", "\(day) 08:00", "\(day) 16:00"
            ).reasons.filter { $0.requirement == "training" }
        }
        #expect(try await reasons(on: soon.adding(days: -1)).isEmpty)
        let missing = try #require(try await reasons(on: soon).first)
        #expect(missing.severity == "block" && missing.sentence == "bloodborne training is not on file")
        _ = try await setting.training.record(
            try setting.completion(setting.today), of: assistant, in: course, as: setting.caller("manager"))
        let last = setting.today.adding(days: 365)
        #expect(try await reasons(on: last).isEmpty)
        let expired = try await reasons(on: last.adding(days: 1))
        #expect(expired.map(\.state) == ["expired"] && expired.map(\.coversUntil) == [last])
        // A version that everybody takes within 20 days ends what counted before.
        let version = [
            "summary": "Safer needles", "minutes": "20", "citation": "29 CFR 1910.1030(g)(2)(v)", "retake": "20",
            "effective": setting.today.description,
        ]
        _ = try await setting.training.add(
            try VersionDraft { version[$0] }, to: course, after: 1, document: nil, as: setting.caller("specialist"))
        #expect(try await reasons(on: setting.today.adding(days: 20)).isEmpty)
        #expect(try await reasons(on: setting.today.adding(days: 21)).map(\.state) == ["expired"])
        try await setting.training.end(id, as: setting.caller("administrator"))
        #expect(try await reasons(on: setting.today.adding(days: 21)).isEmpty)
    }
}
