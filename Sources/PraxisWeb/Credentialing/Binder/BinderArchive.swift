import Credentialing
import Crypto
import HTML
import PraxisCore

/// A binder as a zip archive: an index that prints, tables of each person, and a digest of every file.
struct BinderArchive {
    private let binder: Binder
    private let frame: Frame

    init(_ binder: Binder, _ frame: Frame) {
        self.binder = binder
        self.frame = frame
    }

    func bytes() -> [UInt8] {
        var parts: [(name: String, contents: [UInt8])] = []
        for (number, file) in self.binder.files.enumerated() {
            let folder = Self.folder(number + 1, file)
            parts.append((folder + "/credentials.csv", Self.credentials(file)))
            parts.append((folder + "/verifications.csv", Self.verifications(file)))
        }
        if !self.binder.screenings.isEmpty {
            parts.append(("exclusion-screenings.csv", self.screenings()))
        }
        let digests = parts.map { (Self.digest($0.contents), $0.name) }
        parts.insert(("index.html", binderIndex(self.binder, self.frame, digests).utf8), at: 0)
        parts.append(("index.css", Array(binderStyle.utf8)))
        let sums = parts.map { "\(Self.digest($0.contents))  \($0.name)\n" }.joined()
        var archive = ZipArchive()
        for part in parts { archive.add(part.name, part.contents) }
        archive.add("SHA256SUMS", Array(sums.utf8))
        return archive.finished()
    }

    /// `people/03-rao-asha`, in letters that every system takes.
    private static func folder(_ number: Int, _ file: CredentialFile) -> String {
        let name = "\(file.person.family)-\(file.person.given)".lowercased().unicodeScalars.map { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic ? Character(scalar) : "-"
        }
        return "people/\(number < 10 ? "0" : "")\(number)-\(String(name))"
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private static func table(_ titles: [String], _ rows: [[ExportCell]]) -> [UInt8] {
        let lines = [titles.map { ExportCell.text($0) }] + rows
        return Array((CSVText.byteOrderMark + lines.map(CSVText.line).joined()).utf8)
    }

    private static func credentials(_ file: CredentialFile) -> [UInt8] {
        let rows = file.credentials.flatMap { credential in
            file.terms(of: credential.id).map { term -> [ExportCell] in
                [
                    .text(credential.typeName), .of(credential.state), .of(credential.number), .of(credential.issuer),
                    .date(term.issuedOn), term.expiresOn.map(ExportCell.date) ?? .empty,
                    .text(term.isVerified ? "verified" : "not verified"), .of(term.verifiedAt?.description),
                ]
            }
        }
        return self.table(
            ["Credential", "State", "Number", "Issuer", "From", "Through", "Verification", "Verified at"], rows)
    }

    private static func verifications(_ file: CredentialFile) -> [UInt8] {
        let titles = Dictionary(file.credentials.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let rows = file.verifications.map { check -> [ExportCell] in
            [
                .of(check.verifiedAt.description), .of(titles[check.credential]), .text(check.method.title),
                .text(check.source), .text(check.result.title), .of(check.reference),
                check.sourceAsOf.map(ExportCell.date) ?? .empty, .text(check.verifiedBy), .of(check.note),
                .text(check.isSuperseded ? "superseded" : ""),
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
}

extension ExportCell {
    fileprivate static func of(_ text: String?) -> ExportCell { text.map(ExportCell.text) ?? .empty }
}
