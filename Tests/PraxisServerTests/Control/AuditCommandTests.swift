import Foundation
import Logging
import TestSupport
import Testing

@testable import PraxisServer

@Suite(.database) struct `praxisctl audit` {
    private struct Verdict: Decodable {
        let signedThrough: Int64
        let recoveredAt: [Int64]
        let findings: [String]
    }

    private let audit = ChainSample.directory()

    private func run(_ words: String...) async throws -> ControlProcess {
        try await ControlProcess.run(
            ["audit"] + words + ["--practice", "cascade"], settings: ["PRAXIS_AUDIT_DIRECTORY": self.audit.path])
    }

    @Test func `verify finds what a restored backup lost, and recover records it`() async throws {
        let superuser = try ChainSample.fill()
        let service = CheckpointService(
            pool: TestDatabase.current.pool(.jobs), directory: self.audit.checkpoints, logger: Logger(label: "test"))
        _ = try await service.sign(self.audit.checkpoints.key(), after: [:])
        let nothing = try await self.run("recover", "--reason", "a rehearsal of it")
        #expect(nothing.status == 1 && nothing.errors.contains("nothing to recover"))
        try ChainSample.restore(through: 8, superuser)

        let lost = try await self.run("verify", "--json")
        #expect(lost.status == 1)
        #expect(try lost.document(as: [Verdict].self).flatMap(\.findings).count == 1)
        #expect(try await self.run("recover", "--reason", "short").status == 64)
        let recovered = try await self.run("recover", "--reason", "the backup of Monday")
        #expect(recovered.status == 0, "\(recovered.errors)")
        #expect(recovered.output.hasPrefix("cascade: recorded as event 9, signed."))
        let sound = try await self.run("verify", "--json")
        #expect(sound.status == 0, "\(sound.output)")
        #expect(try sound.document(as: [Verdict].self).map(\.recoveredAt) == [[9]])
    }

    @Test func `holds the practice before the daemon serves, and lets it go with recover`() async throws {
        let superuser = try ChainSample.fill()
        let service = CheckpointService(
            pool: TestDatabase.current.pool(.jobs), directory: self.audit.checkpoints, logger: Logger(label: "test"))
        _ = try await service.sign(self.audit.checkpoints.key(), after: [:])
        try ChainSample.restore(through: 8, superuser)
        let database = TestDatabase.current
        let daemon = try DaemonProcess(
            database: database.conninfo(), jobs: database.conninfo(.jobs),
            settings: ["PRAXIS_AUDIT_DIRECTORY": self.audit.path])
        #expect(await daemon.becomes(200), "\(daemon.log)")
        #expect(daemon.log.contains("no longer holds what was signed"))
        #expect(throws: ScriptSession.Failure.self) { try ChainSample.append(9, in: ScriptSession(as: .migrator)) }
        #expect(try await self.run("recover", "--reason", "the backup of Monday").status == 0)
        try ChainSample.append(10, in: ScriptSession(as: .migrator))
        daemon.signal(SIGTERM)
        #expect(await daemon.end().status == 0)
        #expect(try await self.run("verify").status == 0)
    }
}
