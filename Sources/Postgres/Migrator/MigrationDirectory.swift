import FoundationEssentials

/// The SQL files of the schema in the order in which they run.
package struct MigrationDirectory: Equatable, Sendable {
    /// Contracts and policies of these modules come first and in this order; those of others follow by name.
    static let modules = ["kernel", "identity", "credentialing", "rostering", "budgeting", "ordering"]

    package let migrations: [MigrationFile]
    package let contracts: [MigrationFile]
    package let policies: [MigrationFile]
    /// What landed files were before.
    package let former: [FormerFile]

    package init(_ files: [MigrationFile], former: [FormerFile] = []) {
        self.former = former
        func sorted(_ kind: MigrationFile.Kind, _ rank: (String) -> Int) -> [MigrationFile] {
            files.filter { $0.kind == kind }.sorted { (rank($0.name), $0.name) < (rank($1.name), $1.name) }
        }
        self.migrations = sorted(.migration) { _ in 0 }
        self.contracts = sorted(.contract, Self.rank)
        self.policies = sorted(.policy, Self.rank)
    }

    /// Reads `migrations/`, `contracts/`, `policies/` and `formerly.txt` below a directory; what is missing is empty.
    package init(path: String) throws(MigratorError) {
        var files: [MigrationFile] = []
        guard FileManager.default.fileExists(atPath: path) else { throw .noDirectory(path) }
        for kind in MigrationFile.Kind.allCases {
            let folder = "\(path)/\(kind.rawValue)"
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                guard name.hasSuffix(".sql"), !name.hasPrefix(".") else { continue }
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                    let text = String(validating: data, as: UTF8.self)
                else { throw .unreadable("\(kind.rawValue)/\(name)") }
                files.append(MigrationFile(kind, name, text: text))
            }
        }
        let former = FileManager.default.contents(atPath: "\(path)/formerly.txt") ?? Data()
        self.init(files, former: FormerFile.list(String(decoding: former, as: UTF8.self)))
    }

    /// What is run again as a whole when any of it changed.
    package var repeatable: [MigrationFile] { self.contracts + self.policies }

    package var all: [MigrationFile] { self.migrations + self.repeatable }

    /// A record as it would stand had the file been run that stands for it now.
    func renewed(_ record: MigrationRecord) -> MigrationRecord {
        let former = self.former.first { $0.path == record.file && $0.checksum == record.checksum }
        guard let now = former?.now, let file = self.all.first(where: { $0.path == now }) else { return record }
        return MigrationRecord(file: file.path, checksum: file.checksum, appliedAt: record.appliedAt)
    }

    /// The place of a file's module, which is the first word of its name.
    private static func rank(_ name: String) -> Int {
        let module = name.prefix { $0 != "_" && $0 != "." }
        return Self.modules.firstIndex(of: String(module)) ?? Self.modules.count
    }
}
