import Crypto
import Foundation
package import PraxisCore

/// Where the bytes of a list come from. They can be read again, and are never held as a whole where they stand in a file.
package enum ListSource: Sendable {
    case bytes([UInt8])
    case file(path: String)

    private static let chunk = 1 << 18

    /// Hands the bytes over in pieces, from the first.
    func chunks() throws -> Chunks {
        switch self {
        case .bytes(let bytes): Chunks(bytes: bytes[...], handle: nil)
        case .file(let path): Chunks(bytes: [], handle: try FileHandle(forReadingFrom: URL(filePath: path)))
        }
    }

    /// SHA-256 of all bytes.
    func digest() throws -> [UInt8] {
        var hash = SHA256()
        var chunks = try self.chunks()
        while let chunk = try chunks.next() { hash.update(data: chunk) }
        return Array(hash.finalize())
    }

    struct Chunks {
        fileprivate var bytes: ArraySlice<UInt8>
        fileprivate let handle: FileHandle?

        /// The next bytes; `nil` at the end.
        mutating func next() throws -> [UInt8]? {
            if let handle {
                guard let data = try handle.read(upToCount: ListSource.chunk), !data.isEmpty else { return nil }
                return Array(data)
            }
            guard !self.bytes.isEmpty else { return nil }
            let chunk = Array(self.bytes.prefix(ListSource.chunk))
            self.bytes = self.bytes.dropFirst(ListSource.chunk)
            return chunk
        }

        /// The next bytes, once others had their turn: a large file keeps no other request waiting.
        ///
        /// - Throws: `CancellationError` where nobody waits for the file any more.
        mutating func turn() async throws -> [UInt8]? {
            await Task.yield()
            try Task.checkCancellation()
            return try self.next()
        }
    }
}

/// A list as somebody hands it in.
package struct ListUpload: Sendable {
    package let fileName: String
    package let source: ListSource
    package let list: ExclusionList
    package let kind: ExclusionFile.Kind
    package let month: LocalDate
    /// The day of a daily list.
    package let issuedOn: LocalDate?

    package init(
        fileName: String, source: ListSource, list: ExclusionList = .leie, kind: ExclusionFile.Kind, day: LocalDate
    ) {
        self.fileName = String(fileName.suffix(255))
        self.source = source
        self.list = list
        self.kind = list == .sam ? .full : kind
        self.month = day.adding(days: 1 - day.day)
        self.issuedOn = list == .sam ? day : nil
    }

    /// A list whose file name tells everything about it.
    package init?(named name: String, source: ListSource) {
        guard let told = ExclusionFile.named(name), let day = told.day ?? told.month else { return nil }
        self.init(fileName: name, source: source, list: told.list, kind: told.kind, day: day)
    }

    /// Refuses what the file's name contradicts, and a month that has not come.
    func check(today: LocalDate) throws(FieldErrors) {
        var errors = FieldErrors()
        let said = ExclusionFile.named(self.fileName)
        if let said, said.list != self.list {
            errors.add("list", "The file’s name says that it is of \(said.list.title); choose that, or another file")
        } else if let said, said.kind != self.kind {
            errors.add("kind", "The file’s name says that it contains something else; choose that, or another file")
        }
        if let month = said?.month, month != self.month {
            errors.add(
                "month",
                "The file’s name says that it is of \(month.readable); enter that month, or choose another file")
        } else if (self.issuedOn ?? self.month) > today {
            errors.add("month", "That month has not come; enter the month that the list is for")
        }
        try errors.throwIfAny()
    }
}
