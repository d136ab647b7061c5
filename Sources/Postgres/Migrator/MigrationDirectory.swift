import FoundationEssentials

/// The SQL files of the schema in the order in which they run.
package struct MigrationDirectory: Equatable, Sendable {
    /// Contracts and policies of these modules come first and in this order; those of others follow by name.
    static let modules = ["kernel", "identity", "credentialing", "rostering", "budgeting", "ordering"]

    package let migrations: [MigrationFile]
    package let contracts: [MigrationFile]
    package let policies: [MigrationFile]

    package init(_ files: [MigrationFile]) {
        func sorted(_ kind: MigrationFile.Kind, _ rank: (String) -> Int) -> [MigrationFile] {
            files.filter { $0.kind == kind }.sorted { (rank($0.name), $0.name) < (rank($1.name), $1.name) }
        }
        self.migrations = sorted(.migration) { _ in 0 }
        self.contracts = sorted(.contract, Self.rank)
        self.policies = sorted(.policy, Self.rank)
    }

    /// Reads `migrations/`, `contracts/` and `policies/` below a directory; one that is missing is empty.
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
        self.init(files)
    }

    /// What is run again as a whole when any of it changed.
    package var repeatable: [MigrationFile] { self.contracts + self.policies }

    package var all: [MigrationFile] { self.migrations + self.repeatable }

    /// The place of a file's module, which is the first word of its name.
    private static func rank(_ name: String) -> Int {
        let module = name.prefix { $0 != "_" && $0 != "." }
        return Self.modules.firstIndex(of: String(module)) ?? Self.modules.count
    }
}
