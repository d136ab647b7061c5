import Foundation
import Testing

@testable import PraxisWeb

@Suite struct `The sentences of the audit trail` {
    /// Every action that is written out where events are made: office people never read a code.
    @Test func `cover every action`() throws {
        let action = try Regex(
            "[\"'](?:audit|practice|people|identity|credentialing|rostering|budgeting|ordering)\\.[a-z_-]+\\.[a-z_-]+[\"']"
        )
        let made = try Regex("(?s)(?:AuditEvent\\(|audit_as\\(|self\\.change\\(|auditing:).{0,200}")
        for file in try Self.sources() {
            for event in file.matches(of: made) {
                guard let found = file[event.range].firstMatch(of: action) else { continue }
                let code = String(file[found.range].dropFirst().dropLast())
                #expect(AuditSentences.all[code] != nil || code.hasSuffix("."), "\(code) has no sentence")
            }
        }
    }

    private static func sources() throws -> [String] {
        let root = URL(filePath: FileManager.default.currentDirectoryPath)
        return try [
            "Sources/PraxisCore", "Sources/Identity", "Sources/Credentialing", "Sources/Rostering", "Sources/Budgeting",
            "Sources/Ordering", "sql/contracts",
        ]
        .flatMap { folder in
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            return try (names?.allObjects as? [String] ?? [])
                .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".sql") }
                .map { try String(contentsOf: root.appending(path: folder + "/" + $0), encoding: .utf8) }
        }
    }
}
