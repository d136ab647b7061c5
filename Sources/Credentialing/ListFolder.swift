import FoundationEssentials
import PraxisCore

/// The folder into which somebody, or a download by the machine, drops lists. Files stay where they are: which of them came
/// in before is told by their digest.
package struct ListFolder: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// Lists that their name tells, the oldest first; of an `UPDATED.csv` without a month it is the one before its date.
    package func uploads() -> [ListUpload] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []
        return names.sorted().compactMap { name in
            let file = self.path + "/" + name
            guard Self.isRegular(file) else { return nil }
            // An archive is no list that can be read; that it lies there is told all the same.
            guard ["csv", "txt", "zip"].contains(name.lowercased().split(separator: ".").last ?? "") else { return nil }
            if let upload = ListUpload(named: name, source: .file(path: file)) { return upload }
            guard let told = ExclusionFile.named(name), told.list == .leie,
                let day = Self.day(of: file)
            else { return nil }
            return ListUpload(
                fileName: name, source: .file(path: file), list: told.list, kind: told.kind,
                day: day.adding(days: 1 - day.day).adding(months: -1))
        }.sorted { ($0.issuedOn ?? $0.month, $0.fileName) < ($1.issuedOn ?? $1.month, $1.fileName) }
    }

    /// A directory, a pipe or a device of that name is no list.
    private static func isRegular(_ file: String) -> Bool {
        let target = URL(filePath: file).resolvingSymlinksInPath().path()
        let attributes = try? FileManager.default.attributesOfItem(atPath: target)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    private static func day(of file: String) -> LocalDate? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let date = attributes[.modificationDate] as? Date
        else { return nil }
        return Zone.utc.today(at: Instant(seconds: Int64(date.timeIntervalSince1970)))
    }
}
