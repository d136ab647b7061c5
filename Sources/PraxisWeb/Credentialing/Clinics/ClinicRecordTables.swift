import Credentialing
import HTML
import PraxisCore

/// The documents of a clinic's certificate.
func clinicDocumentTable(
    _ context: ScopedContext, _ frame: Frame, _ file: ClinicFile, _ credential: ClinicCredential
) -> HTML {
    let documents = file.documents(of: credential.id)
    if documents.isEmpty { return HTML() }
    return dataTable(
        "Documents of \(credential.title)", documents,
        columns: [
            Column("Document") { document in document.name },
            Column("Of the term") { document in
                file.terms.first { $0.id == document.term }.map {
                    "\($0.issuedOn.readable) – \($0.expiresOn?.readable ?? "no end")"
                } ?? "one that was replaced"
            },
            Column("Added") { document in
                moment(document.addedAt, frame)
                span(.class("muted")) { ", by " + document.addedBy }
            },
            Column("SHA-256") { document in span(.class("mono")) { document.digest.prefix(12) + "…" } },
            .steps("Action") { document in
                postButton(context, .clinicOpenings(context.scope, document.id), "Open", .quiet)
            },
        ])
}

/// Every check of a clinic's certificate, with what shows that it was made.
func clinicCheckLog(_ frame: Frame, _ file: ClinicFile, _ credential: ClinicCredential) -> HTML {
    let checks = file.terms(of: credential.id).flatMap { file.checks(of: $0.id) }.sorted {
        $0.verifiedAt > $1.verifiedAt
    }
    if checks.isEmpty { return HTML() }
    return details {
        summary { counted(checks.count, "check", "checks") }
        dataTable(
            "Checks of \(credential.title)", checks,
            columns: [
                Column("When") { check in moment(check.verifiedAt, frame) },
                Column("Result") { check in
                    statusTag(check.result.title, check.result.isGood ? .ok : .warn)
                    if check.isSuperseded { statusTag("Corrected") }
                },
                Column("Source") { check in
                    "\(check.source), \(check.method.title.lowercased())"
                    if let asOf = check.sourceAsOf { div(.class("muted")) { "as of \(asOf.readable)" } }
                },
                Column("Told") { check in
                    for (field, told) in check.told { div { "\(field): \(told)" } }
                },
                Column("Proof") { check in
                    [check.reference, check.spokenTo.map { "spoken to \($0)" }, check.document].compactMap(\.self)
                        .joined(separator: ", ")
                },
                Column("By") { check in check.verifiedBy },
            ])
    }
}

extension ClinicCheck {
    /// What was asked and what the source prints, how it differs from what is on file, and why it was recorded.
    fileprivate var told: [(String, String)] {
        let printed = PrintedValues.names.compactMap { name, title in self.values[name].map { (title, $0) } }
        let differing = self.mismatches.sorted { $0.key < $1.key }.map { ("Differs in \($0.key)", $0.value) }
        return [("Asked", self.query), ("Note", self.note), ("Corrects an earlier check", self.reason)].compactMap {
            title, text in text.map { (title, $0) }
        } + printed + differing
    }
}
