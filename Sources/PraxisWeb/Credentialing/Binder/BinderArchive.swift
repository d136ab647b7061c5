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

    private let binder: Binder
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
        let tables = self.tables()
        let documents = self.documents()
        let digests =
            tables.map { (digest: Self.digest($0.contents), name: $0.name) }
            + documents.map { (digest: $0.document.digest, name: $0.name) }
        let places = Dictionary(documents.map { ($0.document.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        try await add("index.html", binderIndex(self.binder, self.frame, digests, places).utf8)
        try await add("index.css", Array(binderStyle.utf8))
        for part in tables { try await add(part.name, part.contents) }
        for part in documents {
            let bytes = try await open(part.document)
            guard Self.digest(bytes) == part.document.digest else { throw DamagedDocument(id: part.document.id) }
            try await add(part.name, bytes)
        }
        try await write(archive.header(of: Self.manifest, Array(sums.utf8)))
        try await write(Array(sums.utf8))
        try await write(archive.end())
    }

    // MARK: Parts

    private func tables() -> [(name: String, contents: [UInt8])] {
        var parts: [(name: String, contents: [UInt8])] = []
        for (number, file) in self.binder.files.enumerated() {
            let folder = Self.folder(number + 1, file)
            parts.append((folder + "/checklist.csv", Self.checklist(file)))
            parts.append((folder + "/credentials.csv", Self.credentials(file.file)))
            parts.append((folder + "/coverage-holes.csv", Self.holes(binderHoles(self.binder, file, self.frame))))
            parts.append((folder + "/verifications.csv", Self.verifications(file.file)))
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

    // MARK: Tables

    private static func table(_ titles: [String], _ rows: [[ExportCell]]) -> [UInt8] {
        let lines = [titles.map { ExportCell.text($0) }] + rows
        return Array((CSVText.byteOrderMark + lines.map(CSVText.line).joined()).utf8)
    }

    private static func checklist(_ file: BinderFile) -> [UInt8] {
        self.table(
            [
                "Element", "Asked for by", "Status on the day", "Day", "Checked on", "Source", "Method", "Result",
                "Reference", "Checked by", "Counts until", "Rule", "SHA-256 of the document",
            ],
            file.items.map { item in
                [
                    .text(item.title), .text(item.citation), .text(item.statusTitle), .date(item.judgedOn),
                    item.verifiedOn.map(ExportCell.date) ?? .empty, .of(item.source), .of(item.method?.title),
                    .of(item.result?.title), .of(item.reference), .of(item.verifiedBy),
                    item.usableUntil.map(ExportCell.date) ?? .empty, .of(item.rule), .of(item.digest),
                ]
            })
    }

    private static func credentials(_ file: CredentialFile) -> [UInt8] {
        let rows = file.credentials.flatMap { credential in
            file.terms(of: credential.id).map { term -> [ExportCell] in
                let told: [ExportCell] = [
                    .text(credential.typeName), .of(credential.state), .of(credential.number), .of(credential.issuer),
                    .date(term.issuedOn), term.expiresOn.map(ExportCell.date) ?? .empty,
                    .text(term.isVerified ? "verified" : "not verified"), .of(term.verifiedAt?.description),
                ]
                return told + Self.insurance(file.malpractice.cover(of: term.id))
            }
        }
        return self.table(
            [
                "Credential", "State", "Number", "Issuer", "From", "Through", "Verification", "Verified at", "Policy",
                "Retroactive date", "Limit per claim", "Limit per year", "Insured",
            ], rows)
    }

    private static func holes(_ holes: [(credential: HeldCredential, hole: CoverageHole)]) -> [UInt8] {
        self.table(
            ["Credential", "State", "Number", "From", "Through", "Why"],
            holes.map { item in
                [
                    .text(item.credential.typeName), .of(item.credential.state), .of(item.credential.number),
                    .date(item.hole.first), .date(item.hole.last), .text(item.hole.title),
                ]
            })
    }

    /// What a certificate of malpractice insurance says: its carrier and number stand before it as those of the credential.
    private static func insurance(_ cover: MalpracticeCover?) -> [ExportCell] {
        [
            .of(cover?.policy.title), cover?.retroactiveOn.map(ExportCell.date) ?? .empty,
            cover.map { ExportCell.money($0.limits.each) } ?? .empty,
            cover.map { ExportCell.money($0.limits.aggregate) } ?? .empty,
            .of(cover?.insuredTitle),
        ]
    }

    private static func verifications(_ file: CredentialFile) -> [UInt8] {
        let titles = Dictionary(file.credentials.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let rows = file.verifications.map { check -> [ExportCell] in
            [
                .of(check.verifiedAt.description), .of(titles[check.credential]), .text(check.method.title),
                .text(check.source), .text(check.result.title), .of(check.reference),
                check.sourceAsOf.map(ExportCell.date) ?? .empty, .text(check.verifiedBy), .of(check.note),
                .text(check.remarks.joined(separator: ", ")),
            ]
        }
        return self.table(
            [
                "Verified at", "Credential", "Method", "Source", "Result", "Reference", "Source as of", "Verified by",
                "Note", "State",
            ], rows)
    }

    private func screenings() -> [UInt8] {
        Self.table(
            ["Finished at", "People compared", "Rows of lists", "Lists with their digests"],
            self.binder.screenings.map { run in
                [
                    .text(run.finishedAt.description), .number(String(run.subjects)), .number(String(run.entries)),
                    .text(run.lists),
                ]
            })
    }

    /// Everybody there was to choose from, in the order of the digest: with the seed it can be made again.
    private func selection(_ seed: String) -> [UInt8] {
        let picked = Set(self.binder.files.map(\.person.id))
        return Self.table(
            ["Place", "Person", "Digest of the seed and the person", "Picked"],
            BinderSample.ranked(self.binder.population, seed: seed).enumerated().map { place, entry in
                [
                    .number(String(place + 1)), .text(entry.person.description), .text(Hexadecimal.text(entry.digest)),
                    .text(picked.contains(entry.person) ? "picked" : ""),
                ]
            })
    }
}

extension ExportCell {
    fileprivate static func of(_ text: String?) -> ExportCell { text.map(ExportCell.text) ?? .empty }
}
