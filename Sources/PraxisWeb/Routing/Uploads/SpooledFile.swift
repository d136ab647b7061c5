import Glibc
import NIOPosix
import Synchronization

/// Where files wait on disk while the request lasts that brings them, and how large one may be.
package struct UploadSpool: Sendable {
    /// A folder on the disk that keeps files; it is made when it is needed.
    package let folder: String
    /// The most bytes of one request.
    package let limit: Int

    /// What a form with a file has beside it, at most.
    package static let framing = 64 << 10

    package init(folder: String, limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    /// A new file for what comes. Only this process reads it, and it has no name: nothing is left of it, whatever happens.
    func open(name: String) async throws -> SpooledFile {
        let folder = self.folder
        return try await NIOThreadPool.singleton.runIfActive {
            try Self.makeFolder(folder)
            let path = "\(folder)/upload-\(UInt64.random(in: 0...UInt64.max))"
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw SpoolFailure(errno) }
            unlink(path)
            return SpooledFile(name: name, descriptor: descriptor)
        }
    }

    private static func makeFolder(_ folder: String) throws {
        var path = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            if mkdir(path, 0o700) != 0, errno != EEXIST { throw SpoolFailure(errno) }
        }
    }
}

/// A file that was sent, on disk. It is gone as soon as it is closed or nobody has it any more.
package final class SpooledFile: Sendable {
    private struct State {
        var descriptor: Int32?
        var size = 0
    }

    /// The name that the sender gave it; for showing only.
    package let name: String
    private let state: Mutex<State>

    init(name: String, descriptor: Int32) {
        self.name = name
        self.state = Mutex(State(descriptor: descriptor))
    }

    deinit { self.close() }

    /// How many bytes came.
    package var size: Int { self.state.withLock { $0.size } }

    /// Where it can be read, from its beginning and as often as wanted, until it is closed.
    package var path: String { "/proc/self/fd/\(self.state.withLock { $0.descriptor } ?? -1)" }

    /// Writes at the end, on a thread that may wait for the disk.
    func write(_ bytes: ArraySlice<UInt8>) async throws {
        try await NIOThreadPool.singleton.runIfActive { try self.append(bytes) }
    }

    private func append(_ bytes: ArraySlice<UInt8>) throws {
        try self.state.withLock { state in
            guard let descriptor = state.descriptor else { throw SpoolFailure(EBADF) }
            try bytes.withUnsafeBytes { all in
                var rest = all[...]
                while !rest.isEmpty {
                    let written = Glibc.write(
                        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                    if written < 0, errno == EINTR { continue }
                    guard written > 0 else { throw SpoolFailure(errno) }
                    rest = rest.dropFirst(written)
                }
            }
            state.size += bytes.count
        }
    }

    func close() {
        let descriptor = self.state.withLock { state in
            defer { state.descriptor = nil }
            return state.descriptor
        }
        if let descriptor { _ = Glibc.close(descriptor) }
    }
}

/// Why a file could not be kept on disk.
struct SpoolFailure: Error, CustomStringConvertible {
    let code: Int32

    init(_ code: Int32) { self.code = code }

    /// Whether the disk, or what this account may have of it, is full.
    var isFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(self.code) }

    var description: String { "a file that was sent cannot be kept: \(String(cString: strerror(self.code)))" }
}
