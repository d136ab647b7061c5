import PraxisCore

@testable import Credentialing

/// A list that was read at once.
struct WholeList {
    let entries: [ListEntry]
    let tally: ListReader.Tally
    let kind: ExclusionFile.Kind
    private let list: ExclusionList

    var problems: [CSVProblem] { self.tally.problems }

    /// - Parameter chunk: how many bytes the reader gets at a time.
    init(
        _ bytes: [UInt8], _ list: ExclusionList = .leie, kind: ExclusionFile.Kind, month: LocalDate, chunk: Int = 1000
    ) throws {
        var reader = ListReader(list, month: month)
        var entries: [ListEntry] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            entries += try reader.feed(Array(bytes[start..<min(start + chunk, bytes.count)]))
        }
        self.entries = entries + (try reader.finish())
        self.tally = reader.tally
        self.kind = kind
        self.list = list
    }

    func refusal(before: ListRefusal.Before? = nil, supplementRows: Int = 0) -> String? {
        ListRefusal.reason(
            against: self.tally, self.kind, of: self.list, before: before, supplementRows: supplementRows)
    }
}

extension ListUpload {
    init(fileName: String, bytes: [UInt8], kind: ExclusionFile.Kind, month: LocalDate) {
        self.init(fileName: fileName, source: .bytes(bytes), kind: kind, day: month)
    }
}
