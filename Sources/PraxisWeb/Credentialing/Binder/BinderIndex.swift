import Credentialing
import HTML
import PraxisCore

/// How the index looks on a screen and on paper.
let binderStyle = """
    body { font: 11pt/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
    table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem }
    th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #bbb }
    section { break-before: page }
    code { font-size: 8pt; overflow-wrap: anywhere }
    tr { break-inside: avoid }

    """

/// The index of a binder: a page that stands alone and prints, one person to a sheet.
func binderIndex(_ binder: Binder, _ frame: Frame, _ digests: [(digest: String, name: String)]) -> HTML {
    document(.lang("en")) {
        head {
            meta(.charset("utf-8"))
            title { "Survey binder of \(frame.practice)" }
            HTML.raw("<link rel=\"stylesheet\" href=\"index.css\">")
        }
        body {
            main {
                h1 { "Survey binder of \(frame.practice)" }
                p { "Prepared \(frame.shown(binder.preparedAt)) for: \(binder.request.purpose)" }
                p { selectionSentence(binder) }
                ol {
                    for file in binder.files { li { file.person.name + (file.person.npi.map { ", NPI \($0)" } ?? "") } }
                }
                for file in binder.files { personSection(file, frame) }
                section {
                    h2 { "Files and their SHA-256" }
                    table {
                        for entry in digests {
                            tr {
                                td { entry.name }
                                td { code { entry.digest } }
                            }
                        }
                    }
                }
            }
        }
    }
}

private func selectionSentence(_ binder: Binder) -> String {
    switch binder.request.selection {
    case .chosen: "\(binder.files.count) of \(binder.population) files, chosen by name."
    case .random(_, let seed):
        "\(binder.files.count) of \(binder.population) files, picked at random with the seed “\(seed)”; "
            + "the same seed picks the same files among the same people."
    }
}

private func personSection(_ file: CredentialFile, _ frame: Frame) -> HTML {
    section {
        h2 { file.person.name }
        p { "\(file.person.npi.map { "NPI \($0)" } ?? "No NPI") · \(file.person.clinics)" }
        h3 { "Credentials" }
        indexTable(
            ["Credential", "From", "Through", "Verification"],
            file.credentials.flatMap { credential in
                file.terms(of: credential.id).map { term in
                    [
                        credential.title, term.issuedOn.description, term.expiresOn?.description ?? "no end",
                        term.isVerified ? "Verified" : "Not verified",
                    ]
                }
            })
        if !file.statuses.isEmpty {
            h3 { "Actions of boards" }
            indexTable(
                ["Action", "From", "Until", "Source"],
                file.statuses.map { span in
                    [span.status.title, span.startsOn.description, span.endsOn?.description ?? "no end", span.source]
                })
        }
        h3 { "Verifications" }
        indexTable(
            ["When", "Credential", "Method and source", "Result", "Reference", "By"],
            file.verifications.map { check in
                [
                    frame.shown(check.verifiedAt),
                    file.credentials.first { $0.id == check.credential }?.title ?? "",
                    "\(check.method.title): \(check.source)",
                    check.result.title + (check.isSuperseded ? " (superseded)" : ""), check.reference ?? "",
                    check.verifiedBy,
                ]
            })
    }
}

private func indexTable(_ titles: [String], _ rows: [[String]]) -> HTML {
    if rows.isEmpty { return p { "None on file." } }
    return table {
        thead { tr { for text in titles { th { text } } } }
        tbody {
            for row in rows { tr { for text in row { td { text } } } }
        }
    }
}
