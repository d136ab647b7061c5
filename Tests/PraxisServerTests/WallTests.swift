import FoundationEssentials
import Testing

/// The walls between modules in SQL, where the compiler does not look: a statement of a module names the module's own
/// tables, the kernel's, and what other modules offer in their contracts.
@Suite struct `SQL of a module` {
    private static let root = FileManager.default.currentDirectoryPath
    private static let tables = Self.owners()
    private static let contracts = Self.names(
        after: ["VIEW praxis.", "FUNCTION praxis."], in: Self.files(below: "sql/contracts", ending: ".sql"))
    /// Accounts and grants are as common to all modules as people and clinics are.
    private static let common: Set<String> = ["kernel", "identity"]

    @Test(arguments: ["Identity", "Credentialing", "Rostering", "Budgeting", "Ordering", "PraxisCore"])
    func `names only its own tables, the kernel's and contracts`(module: String) throws {
        let own = module.lowercased()
        for file in Self.files(below: "Sources/\(module)", ending: ".swift") {
            for name in Self.names(after: [" praxis.", "(praxis."], in: [file]) {
                guard let owner = Self.tables[name] else {
                    #expect(Self.contracts.contains(name), "\(file): praxis.\(name) is no table and in no contract")
                    continue
                }
                let isAllowed = owner == own || Self.common.contains(owner) || Self.contracts.contains(name)
                #expect(isAllowed, "\(file): praxis.\(name) belongs to \(owner)")
            }
        }
    }

    @Test func `names no table without its schema`() {
        let keywords = ["FROM ", "JOIN ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
        for file in Self.files(below: "Sources", ending: ".swift") {
            for name in Self.names(after: keywords, in: [file]) where Self.tables[name] != nil {
                Issue.record("\(file): \(name) without praxis.")
            }
        }
    }

    @Test func `has a module for every migration`() {
        #expect(
            Set(Self.tables.values).isSubset(of: [
                "kernel", "identity", "credentialing", "rostering", "budgeting", "ordering",
            ]))
        #expect(Self.tables["person"] == "kernel")
    }

    /// Which module's migration makes each table of the schema `praxis`.
    private static func owners() -> [String: String] {
        var owners: [String: String] = [:]
        for file in Self.files(below: "sql/migrations", ending: ".sql") {
            let module = file.split(separator: "/").last?.dropFirst(5).prefix { $0 != "_" && $0 != "." } ?? ""
            for name in Self.names(after: ["CREATE TABLE praxis."], in: [file]) { owners[name] = String(module) }
        }
        return owners
    }

    /// Every lowercase name that follows one of the given words in the files, comments left out.
    private static func names(after words: [String], in files: [String]) -> Set<String> {
        var names: Set<String> = []
        for file in files {
            let data = FileManager.default.contents(atPath: file) ?? Data()
            for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
                let line = " " + line.drop { $0 == " " }
                if line.hasPrefix(" //") || line.hasPrefix(" --") { continue }
                for word in words {
                    for rest in line.split(separator: word, omittingEmptySubsequences: false).dropFirst() {
                        let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLowercase || $0.isNumber) }
                        if !name.isEmpty { names.insert(String(name)) }
                    }
                }
            }
        }
        return names
    }

    private static func files(below directory: String, ending: String) -> [String] {
        let base = "\(Self.root)/\(directory)"
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: base)) ?? []
        return paths.filter { $0.hasSuffix(ending) }.sorted().map { "\(base)/\($0)" }
    }
}
