import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore
import Synchronization
import TestSupport
import Testing

@testable import PraxisWeb

@Suite struct `A form that comes in pieces` {
    private static let form =
        "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n--b\r\n"
        + "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        + "x,\r\n-\r\n--\r\n--c\r\ny\r\n--b--\r\nepilogue"

    @Test(arguments: 1...40) func `is the same wherever it is cut`(size: Int) throws {
        var reader = try UploadReader(contentType: "multipart/form-data; boundary=b", spool: nil)
        let bytes = Array(Self.form.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = Array(bytes[start..<min(start + size, bytes.count)])
            for event in try piece.withUnsafeBytes({ try reader.feed($0) }) { try reader.hold(event) }
        }
        let upload = try reader.finish()
        #expect(upload.form["note"] == "hi")
        #expect(upload.file.map { String(decoding: $0.bytes, as: UTF8.self) } == "x,\r\n-\r\n--\r\n--c\r\ny")
    }

    @Test func `holds no more than a header and the beginning of a boundary`() throws {
        var reader = MultipartReader(boundary: "b")
        let header = Array("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n".utf8)
        try header.withUnsafeBytes { try reader.feed($0) { _ in } }
        let line = Array(repeating: UInt8(ascii: "x"), count: 65_536)
        var came = 0
        for _ in 0..<16 {
            try line.withUnsafeBytes { bytes in
                try reader.feed(bytes) { if case .content(let piece) = $0 { came += piece.count } }
            }
        }
        #expect(came >= 16 * 65_536 - 16)
        let endless = Array(repeating: UInt8(ascii: "h"), count: 5_000)
        var another = MultipartReader(boundary: "b")
        #expect(throws: BadRequest.self) {
            try (Array("--b\r\n".utf8) + endless).withUnsafeBytes { try another.feed($0) { _ in } }
        }
    }
}

@Suite struct `A body that comes slowly` {
    @Test func `is given up once it is behind its pace`() async throws {
        let pace = BodyPace(start: .milliseconds(20), bytesPerSecond: 1_000)
        let (stream, end) = AsyncStream.makeStream(of: Void.self)
        await #expect(throws: DeadlineExceeded.self) {
            try await pace.keep { _ in
                for await _ in stream {}
                try Task.checkCancellation()
            }
        }
        end.finish()
    }

    @Test func `is taken while it keeps up`() async throws {
        let count = try await BodyPace().keep { count in
            count.add(3)
            return count.value
        }
        #expect(count == 3)
    }
}

@Suite struct `A file on a disk that is full` {
    @Test func `is refused with what to do`() async throws {
        let file = SpooledFile(name: "a.csv", descriptor: open("/dev/full", O_WRONLY | O_CLOEXEC))
        await #expect {
            try await file.write([1, 2, 3])
        } throws: { error in
            let problem = Problem(error)
            return problem.status.code == 507 && problem.code == "disk_full"
        }
    }
}

@Suite(.demonstration) struct `A large file` {
    /// A folder of the test's own in which nothing may be left.
    private let folder = "/tmp/praxis-spool-\(UUID().uuidString)/uploads"
    private let medicare = "NPI,PECOS_ASCT_CNTL_ID,ENRLMT_ID,STATE_CD,FIRST_NAME,LAST_NAME\r\n"
    private let place = "/all/medicare/imports"

    private func specialist(limit: Int = 256 << 20) throws -> Browser {
        try TestSite(spool: UploadSpool(folder: self.folder, limit: limit)).browser(as: .credentialing)
    }

    /// Looks whether anything is left on the disk, with a name or without.
    private func expectNothingLeft(_ location: SourceLocation = #_sourceLocation) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: self.folder)) ?? []
        #expect(files == [], sourceLocation: location)
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let targets = open.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        #expect(targets.filter { $0.hasPrefix(self.folder) } == [], sourceLocation: location)
        try? FileManager.default.removeItem(atPath: String(self.folder.dropLast("/uploads".count)))
    }

    @Test func `waits on the disk, is read from there and leaves nothing`() async throws {
        let row = "1234567890,1,I20200101000001,CO,Ann,Lee\r\n"
        let pieces = Pieces(heading: self.medicare, row: row, bytes: 2 << 20)
        let answer = try await self.specialist().upload(self.place, field: "file", name: "PPEF.csv") {
            try pieces.next()
        }
        #expect(answer.status == .seeOther, "\(answer.text.prefix(300))")
        #expect(answer.location?.hasPrefix(self.place + "/") == true)
        self.expectNothingLeft()
    }

    @Test func `is refused with 413 where it is larger than the operator allows, told or not`() async throws {
        let specialist = try self.specialist(limit: 1 << 20)
        let pieces = Pieces(heading: self.medicare, row: "1,2,3,4,5,6\r\n", bytes: 3 << 20)
        let untold = try await specialist.upload(self.place, field: "file", name: "PPEF.csv") { try pieces.next() }
        #expect(untold.status == .contentTooLarge)
        let told = try await specialist.upload(
            self.place, field: "file", name: "PPEF.csv", headers: [.contentLength: "3145728"]
        ) { try pieces.next() }
        #expect(told.status == .contentTooLarge)
        #expect(pieces.count <= (1 << 20) / Pieces.size + 4, "what is too large is not read to its end")
        self.expectNothingLeft()
    }

    @Test func `that is cut off, or whose sender goes away, leaves nothing`() async throws {
        let specialist = try self.specialist()
        let type: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
        let opening = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + self.medicare
        let cut = try await specialist.send(.post, self.place, type, Array(opening.utf8))
        #expect(cut.status == .badRequest && cut.text.contains("cut off"), "\(cut.status)")
        await #expect(throws: (any Error).self) {
            let pieces = Pieces(heading: "a\r\n", row: "b\r\n", bytes: 1 << 20, endsWell: false)
            let gone = try await specialist.upload(self.place, field: "file", name: "a.csv") { try pieces.next() }
            if gone.status.code >= 400 { throw CancellationError() }
        }
        self.expectNothingLeft()
    }

    @Test(arguments: ["PK\u{3}\u{4}", "PK\u{3}\u{4}" + String(repeating: "x", count: 100_000)])
    func `that is an archive is refused with what to do`(text: String) async throws {
        let specialist = try self.specialist()
        for place in [self.place, "/denver/staff/imports", "/denver/providers/imports", "/all/screening/lists"] {
            let answer = try await specialist.upload(
                place, fields: [("starts", "2026-01-05"), ("month", "2026-01"), ("kind", "full"), ("list", "leie")],
                file: ("file", "file.zip", text))
            #expect(answer.status == .unprocessableContent, "\(place)")
            #expect(answer.text.contains("npack an archive"), "\(place)")
        }
        self.expectNothingLeft()
    }

    @Test func `comes alone and with small fields`() async throws {
        let specialist = try self.specialist()
        let type: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
        let part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx\r\n"
        let two = try await specialist.send(.post, self.place, type, Array((part + part + "--b--").utf8))
        #expect(two.status == .badRequest)
        let field = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n"
        let fields = Array((field + String(repeating: "x", count: 300_000) + "\r\n--b--").utf8)
        #expect(try await specialist.send(.post, self.place, type, fields).status == .contentTooLarge)
        #expect(try await specialist.upload(self.place, fields: []).status == .unprocessableContent)
        self.expectNothingLeft()
    }

    @Test func `of 60 MB is never held in memory`() async throws {
        // Refused for its headings, so that what is measured is how it comes in.
        let pieces = Pieces(heading: "NPI,LAST_NAME\r\n", row: "1234567890,Lee\r\n", bytes: 60 << 20)
        let answer = try await self.specialist().upload(self.place, field: "file", name: "PPEF.csv") {
            try pieces.next()
        }
        #expect(answer.status == .unprocessableContent && answer.text.contains("lacks the headings"))
        #expect(pieces.growth < 60 << 20, "grew by \(pieces.growth >> 20) MiB")
        self.expectNothingLeft()
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["PRAXIS_LONG"] != nil))
    func `of 200 MB is read row by row in bounded memory`() async throws {
        let row = "1234567890,0123456789,I20200101000001,CO,\(String(repeating: "Ann ", count: 24)),Lee\r\n"
        let pieces = Pieces(heading: self.medicare, row: row, bytes: 200 << 20)
        let memory = Task {
            var most = 0
            while !Task.isCancelled {
                most = max(most, residentBytes())
                try? await Task.sleep(for: .milliseconds(100))
            }
            return most
        }
        let before = residentBytes()
        let answer = try await self.specialist().upload(self.place, field: "file", name: "PPEF.csv") {
            try pieces.next()
        }
        memory.cancel()
        #expect(answer.status == .seeOther, "\(answer.text.prefix(300))")
        let grown = await memory.value - before
        #expect(grown < 64 << 20, "grew by \(grown >> 20) MiB")
        self.expectNothingLeft()
    }
}

/// A file of one row again and again, made while it is sent; it looks at this process's memory meanwhile.
private final class Pieces: Sendable {
    static let size = 65_536

    private struct State {
        var left: Int
        var count = 0
        var first = 0
        var most = 0
    }

    private let heading: ByteBuffer
    private let piece: ByteBuffer
    private let endsWell: Bool
    private let state: Mutex<State>

    /// - Parameter endsWell: `false` where the sender goes away in the end.
    init(heading: String, row: String, bytes: Int, endsWell: Bool = true) {
        self.heading = ByteBuffer(string: heading)
        self.piece = ByteBuffer(string: String(repeating: row, count: Self.size / row.utf8.count))
        self.endsWell = endsWell
        self.state = Mutex(State(left: bytes))
    }

    /// How many pieces were asked for.
    var count: Int { self.state.withLock { $0.count } }

    /// By how much memory had grown at most when a piece was asked for.
    var growth: Int { self.state.withLock { $0.most - $0.first } }

    func next() throws -> ByteBuffer? {
        try self.state.withLock { state in
            if state.count % 16 == 0 {
                state.most = max(state.most, residentBytes())
                if state.count == 0 { state.first = state.most }
            }
            state.count += 1
            if state.count == 1 { return self.heading }
            guard state.left > 0 else {
                if !self.endsWell { throw CancellationError() }
                return nil
            }
            state.left -= self.piece.readableBytes
            return self.piece
        }
    }
}

/// The memory of this process that is not swapped out or given back.
private func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4_096 : 0
}
