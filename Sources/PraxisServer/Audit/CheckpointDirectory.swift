import FoundationEssentials
import Glibc
import PraxisCore
import SystemPackage

/// The directory outside the database that holds the signing key, the public keys of all times and the checkpoints.
///
/// `key` is the private key, `keys` a public key a line, `checkpoints.jsonl` a checkpoint a line.
package struct CheckpointDirectory: Sendable {
    private let path: FilePath

    package init(path: String) { self.path = FilePath(path) }

    /// Why the directory cannot be used.
    package enum Problem: Error, CustomStringConvertible {
        case unreadable(String)

        package var description: String {
            switch self {
            case .unreadable(let name): "\(name) in the audit directory is not what it should be"
            }
        }
    }

    /// The signing key; made at first use.
    package func key() throws -> CheckpointKey {
        try FileManager.default.createDirectory(atPath: self.path.string, withIntermediateDirectories: true)
        if let text = try self.lines("key").first {
            guard let key = CheckpointKey(text) else { throw Problem.unreadable("key") }
            return key
        }
        let key = CheckpointKey()
        try self.append([key.public.text], to: "keys")
        try self.append([key.text], to: "key")
        return key
    }

    /// The public keys that may have signed.
    package func publicKeys() throws -> [CheckpointKey.Public] {
        try self.lines("keys").map { line in
            guard let key = CheckpointKey.Public(line) else { throw Problem.unreadable("keys") }
            return key
        }
    }

    /// Every checkpoint, in the order of their signing.
    package func checkpoints() throws -> [Checkpoint] {
        try self.lines("checkpoints.jsonl").map { line in
            do { return try JSONText(text: line).decoded() } catch { throw Problem.unreadable("checkpoints.jsonl") }
        }
    }

    /// The last checkpoint of each practice, by what no recovery has voided.
    package func lastCheckpoints() throws -> [String: Checkpoint] {
        Dictionary(grouping: try self.checkpoints(), by: \.practice).compactMapValues { SignedChain($0).last }
    }

    /// Adds checkpoints; they are on the disk when this returns.
    package func append(_ checkpoints: [Checkpoint]) throws {
        try self.append(checkpoints.map { try JSONText($0).text }, to: "checkpoints.jsonl")
    }

    private func lines(_ name: String) throws -> [String] {
        let file = self.path.appending(name).string
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func append(_ lines: [String], to name: String) throws {
        let file = try FileDescriptor.open(
            self.path.appending(name), .writeOnly, options: [.create, .append], permissions: .ownerReadWrite)
        try file.closeAfter {
            try file.writeAll(lines.map { $0 + "\n" }.joined().utf8)
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }
}
