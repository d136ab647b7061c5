import Credentialing
import Crypto
import HTML
import Postgres
import PraxisCore

/// A binder as a zip archive: an index that prints, tables and documents of each person, and a manifest with the digest of
/// every file. It is written entry by entry; no more than one document is in memory.
struct BinderArchive: Sendable {
    /// A document is not what it was when it came in.
    struct DamagedDocument: Error {
        let id: Document.ID
    }

    static let manifest = "MANIFEST.sha256"

    let binder: Binder
    private let frame: Frame

    init(_ binder: Binder, _ frame: Frame) {
        self.binder = binder
        self.frame = frame
    }

    /// Writes the archive.
    ///
    /// - Parameters:
    ///   - write: takes the next bytes of it.
    ///   - open: hands out the bytes of a document.
    func write(
        to write: ([UInt8]) async throws -> Void, opening open: (BinderDocument) async throws -> [UInt8]
    ) async throws {
        var archive = ZipStream()
        var sums = ""
        func add(_ name: String, _ contents: [UInt8]) async throws {
            sums += "\(Self.digest(contents))  \(name)\n"
            try await write(archive.header(of: name, contents))
            try await write(contents)
        }
        let documents = self.documents()
        let places = Dictionary(documents.map { ($0.document.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let tables = self.tables(places)
        let digests =
            tables.map { (digest: Self.digest($0.contents), name: $0.name) }
            + documents.map { (digest: $0.document.digest, name: $0.name) }
        try await add("index.html", binderIndex(self.binder, self.frame, digests, places).utf8)
        try await add("index.css", Array(binderStyle.utf8))
        for part in tables { try await add(part.name, part.contents) }
        for part in documents {
            let bytes = try await open(part.document)
            guard Self.digest(bytes) == part.document.digest else { throw DamagedDocument(id: part.document.id) }
            try await add(part.name, bytes)
        }
        let manifest = Array((self.preamble + sums).utf8)
        try await write(archive.header(of: Self.manifest, manifest))
        try await write(manifest)
        try await write(archive.end())
    }

    /// What the manifest says before the digests, in lines that `sha256sum -c` passes over: who there was to choose from.
    private var preamble: String {
        let way =
            switch self.binder.request.selection {
            case .chosen: "chosen by name"
            case .random(_, let seed): "picked at random with the seed \(Self.line(seed))"
            }
        return "# \(self.binder.files.count) files, \(way)\n"
            + "# Population, \(Self.line(self.frame.scopeInSentence)): \(self.binder.population.sentence)\n"
    }

    /// In one line, whatever was entered.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    // MARK: Parts

    private func tables(_ places: [Document.ID: String]) -> [(name: String, contents: [UInt8])] {
        var parts: [(name: String, contents: [UInt8])] = []
        for (number, file) in self.binder.files.enumerated() {
            let folder = Self.folder(number + 1, file)
            parts.append((folder + "/checklist.csv", Self.checklist(file)))
            parts.append((folder + "/credentials.csv", Self.credentials(file.file)))
            parts.append((folder + "/coverage-holes.csv", Self.holes(binderHoles(self.binder, file, self.frame))))
            parts.append((folder + "/verifications.csv", Self.verifications(file, places)))
            parts.append((folder + "/decisions.csv", Self.decisions(file.decisions)))
        }
        if !self.binder.screenings.isEmpty { parts.append(("exclusion-screenings.csv", self.screenings())) }
        if case .random(_, let seed) = self.binder.request.selection {
            parts.append(("selection.csv", self.selection(seed)))
        }
        return parts
    }

    private func documents() -> [(name: String, document: BinderDocument)] {
        self.binder.files.enumerated().flatMap { number, file in
            file.documents.enumerated().map { place, document in
                let name = "\(Self.two(place + 1))-\(Self.plain(document.name)).\(document.ending)"
                return ("\(Self.folder(number + 1, file))/documents/\(name)", document)
            }
        }
    }

    /// `people/03-rao-asha`, in letters that every system takes.
    private static func folder(_ number: Int, _ file: BinderFile) -> String {
        "people/\(self.two(number))-\(self.plain("\(file.person.family)-\(file.person.given)"))"
    }

    private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    /// A name without its ending, in letters and digits that every system takes.
    private static func plain(_ name: String) -> String {
        let stem = name.lowercased().split(separator: ".", omittingEmptySubsequences: true)
        let text = (stem.count > 1 ? stem.dropLast() : stem[...]).joined(separator: "-")
        let letters = text.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? Character(scalar) : "-"
        }
        return letters.isEmpty ? "document" : String(letters.prefix(60))
    }

    static func digest(_ bytes: [UInt8]) -> String { Hexadecimal.text(Array(SHA256.hash(data: bytes))) }
}
