import Foundation
import TestSupport
import Testing

@Suite(.database) struct `praxisctl solve` {
    private struct Outcome: Decodable {
        let instance: String
        let cost: Int
        let hardViolations: Int
        let seconds: Double
        let cpuSeconds: Double
        let iterations: Int
        let seed: Int
        let canceled: Bool
        let threads: Int
        let withoutLegalRow: [String]
    }

    private let instance = URL(filePath: #filePath)
        .appending(path: "../../../RosterSolverTests/Fixtures/Instance1.txt").standardized

    private func solve(_ words: String...) async throws -> ControlProcess {
        try await ControlProcess.run(["solve"] + words)
    }

    @Test func `plans an instance, writes the roster and tells in a line what came out`() async throws {
        let folder = URL.temporaryDirectory.appending(path: "praxis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (first, second) = (folder.appending(path: "first").path, folder.appending(path: "second").path)
        let words = ["solve", self.instance.path, "--iterations", "400", "--seed", "7", "--best", "607", "--progress"]
        let run = try await ControlProcess.run(words + ["--out", first])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.split(separator: "\n").count == 1)
        let outcome = try run.document(as: Outcome.self)
        #expect(outcome.instance == "Instance1" && outcome.hardViolations == 0 && outcome.seed == 7)
        #expect(!outcome.canceled)
        #expect(outcome.cost >= 607 && outcome.iterations >= 400 && outcome.cpuSeconds > 0)
        #expect(run.errors.contains("cost \(outcome.cost)  uncovered") && run.errors.contains("gap "))
        let again = try await ControlProcess.run(words + ["--out", second])
        #expect(try again.document(as: Outcome.self).cost == outcome.cost)
        let rosters = try [first, second].map { try String(contentsOfFile: $0, encoding: .utf8) }
        #expect(rosters[0] == rosters[1])
        let lines = rosters[0].split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines.count == 8 && lines.allSatisfy { $0.count == 15 })
    }

    @Test(arguments: [
        ("SECTION_HORIZON\nten\n", "line 2: expected a multiple of 7 days from 7 to 3660, not \"ten\""),
        ("hello\n", "line 1: expected SECTION_HORIZON"),
        ("SECTION_HORIZON\n14\n\nSECTION_SHIFTS\nD,480,X\n", "before the end"),
        ("", "SECTION_HORIZON before the end"),
    ])
    func `refuses a malformed file by line`(text: String, complaint: String) async throws {
        let file = try SampleFile("broken.txt", text)
        let run = try await self.solve(file.path)
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.contains(complaint), "\(run.errors)")
    }

    @Test func `refuses budgets that contradict each other, and files that are not there`() async throws {
        #expect(try await self.solve(self.instance.path, "--seconds", "1", "--iterations", "1").status == 64)
        #expect(try await self.solve(self.instance.path, "--seconds", "0").status == 64)
        for threads in ["0", "-1", "65", "some"] {
            #expect(try await self.solve(self.instance.path, "--threads", threads).status == 64)
        }
        #expect(try await self.solve("/nowhere/at/all").status == 65)
        let unwritable = try await self.solve(
            self.instance.path, "--iterations", "5", "--out", "/nowhere/at/all")
        #expect(unwritable.status == 1 && unwritable.errors.contains("cannot be written"))
    }

    @Test func `ends at Ctrl-C with the best roster so far`() async throws {
        let file = URL.temporaryDirectory.appending(path: "praxis-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let words = ["solve", self.instance.path, "--seconds", "600", "--progress", "--out", file.path]
        let run = try await ControlProcess.runInterrupted(words)
        #expect(run.status == 0)
        let outcome = try run.document(as: Outcome.self)
        #expect(outcome.canceled && outcome.hardViolations == 0 && outcome.seconds < 300)
        #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count == 8)
    }

    @Test func `leaves a processor core to others when all are asked for`() async throws {
        let run = try await self.solve(self.instance.path, "--iterations", "5", "--threads", "all")
        #expect(run.status == 0, "\(run.errors)")
        let outcome = try run.document(as: Outcome.self)
        #expect(outcome.threads == min(64, max(1, ProcessInfo.processInfo.activeProcessorCount - 1)))
        #expect(outcome.withoutLegalRow.isEmpty && !run.errors.contains("cannot all be"))
    }

    @Test func `names who cannot be given a legal row, and what stands against it`() async throws {
        let text = try String(contentsOf: self.instance, encoding: .utf8)
        let file = try SampleFile(
            "impossible.txt", text.replacing("A,D=14,4320,3360,5,2,2,1", with: "A,D=5,4320,3360,5,2,2,1"))
        let run = try await self.solve(file.path, "--iterations", "50")
        #expect(run.status == 0, "\(run.errors)")
        let outcome = try run.document(as: Outcome.self)
        #expect(outcome.withoutLegalRow == ["A"] && outcome.hardViolations > 0)
        #expect(run.errors.contains("A: cannot all be: "), "\(run.errors)")
    }
}
