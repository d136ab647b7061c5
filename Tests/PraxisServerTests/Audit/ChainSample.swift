import Foundation
import Postgres
import TestSupport
import Testing

@testable import PraxisServer

/// The chain of the demonstration's first practice, and what happens to it.
enum ChainSample {
    static let practice = "01900000-0000-7000-8000-00000000a000"

    /// A database with the demonstration and a chain of 12 events.
    ///
    /// - Returns: the superuser.
    static func fill() throws -> ScriptSession {
        try TestDatabase.current.loadDemonstration(through: 2)
        let operating = try ScriptSession(as: .migrator)
        for number in 1...12 { try self.append(number, in: operating) }
        return try ScriptSession()
    }

    /// One event more, with all that is hard to encode.
    static func append(_ number: Int, in session: ScriptSession) throws {
        do {
            try session.run(
                """
                BEGIN;
                SELECT praxis_private.begin_operator('\(Self.practice)', gen_random_uuid());
                SELECT praxis_private.audit_append(
                  'practice.clinic.change', 'clinic', gen_random_uuid(), NULL,
                  jsonb_build_object('name', 'before ' || E'\\t\\x01 "é🩺', 'n', \(number).50),
                  '{"b": [1, {"c": null}], "a": 1e3}', 'because of ' || \(number));
                COMMIT
                """)
        } catch {
            _ = try? session.run("ROLLBACK")
            throw error
        }
    }

    /// What is left after a backup from the time of that event was restored.
    static func restore(through seq: Int, _ superuser: ScriptSession) throws {
        try superuser.run(
            """
            DELETE FROM praxis.audit_event WHERE practice_id = '\(Self.practice)' AND seq > \(seq);
            DELETE FROM praxis.audit_hold;
            UPDATE praxis.audit_head h
               SET seq = e.seq, hash = e.hash
              FROM praxis.audit_event e
             WHERE e.practice_id = '\(Self.practice)' AND e.seq = \(seq) AND h.practice_id = e.practice_id
            """)
    }

    /// What somebody does who may write everything: changes an event, and every hash after it.
    static func rewrite(from seq: Int, _ superuser: ScriptSession) throws {
        try superuser.run(
            """
            DO $$
            DECLARE event praxis.audit_event; previous bytea := decode(repeat('00', 32), 'hex');
            BEGIN
                UPDATE praxis.audit_event SET reason = 'nothing to see'
                 WHERE practice_id = '\(Self.practice)' AND seq = \(seq);
                FOR event IN SELECT * FROM praxis.audit_event WHERE practice_id = '\(Self.practice)' ORDER BY seq LOOP
                    previous := sha256(previous || convert_to(praxis_private.audit_canonical(event), 'UTF8'));
                    UPDATE praxis.audit_event SET hash = previous WHERE practice_id = event.practice_id AND seq = event.seq;
                    UPDATE praxis.audit_head SET hash = previous WHERE practice_id = event.practice_id;
                END LOOP;
            END $$
            """)
    }

    /// Reads the trail as an operator.
    static func reading<Value: Sendable>(_ body: (AuditTrail) async throws -> Value) async throws -> Value {
        let session = try await PostgresSession.open(
            ConnectionSettings(conninfo: TestDatabase.current.conninfo(.migrator)))
        do {
            let value = try await body(AuditTrail(session: session, pageSize: 5))
            await session.close()
            return value
        } catch {
            await session.close()
            throw error
        }
    }

    /// A directory of the test's own.
    static func directory() -> (checkpoints: CheckpointDirectory, path: String) {
        let path = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())").path()
        return (CheckpointDirectory(path: path), path)
    }

    /// What the second verifier, which shares no code, says of the export.
    static func secondOpinion(checkpoints: String? = nil) async throws -> String {
        let lines = try await self.reading { trail in
            var lines = ""
            try await trail.export("cascade") { lines += $0 + "\n" }
            return lines
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "chain-\(UUID()).jsonl")
        try lines.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../audit_verify.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", script.standardized.path(), file.path()] + (checkpoints.map { ["--checkpoints", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .newlines)
    }
}
