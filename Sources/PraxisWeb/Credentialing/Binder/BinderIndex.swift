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
///
/// - Parameters:
///   - digests: of every file of the archive but the index, its style and the manifest.
///   - places: the names of documents in the archive.
func binderIndex(
    _ binder: Binder, _ frame: Frame, _ digests: [(digest: String, name: String)], _ places: [Document.ID: String]
) -> HTML {
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
                p { "\(binder.population.sentence)." }
                ol {
                    for file in binder.files { li { file.person.name + (file.person.npi.map { ", NPI \($0)" } ?? "") } }
                }
                leftOut()
                for file in binder.files { personSection(file, frame, binderHoles(binder, file, frame), places) }
                section {
                    h2 { "Files and their SHA-256" }
                    p { "\(BinderArchive.manifest) has these and the digest of this page; sha256sum -c reads it." }
                    indexTable(["File", "SHA-256"], digests.map { [$0.name, $0.digest] })
                }
            }
        }
    }
}

private func selectionSentence(_ binder: Binder) -> String {
    let (count, population) = (binder.files.count, binder.population.candidates.count)
    return switch binder.request.selection {
    case .chosen: "\(count) of \(population) files, chosen by name."
    case .random(_, let seed):
        "\(count) of \(population) files, picked at random with the seed “\(seed)”; "
            + "the same seed picks the same files among the same people. selection.csv has the order."
    }
}

/// What no binder holds, in words that are the same for everybody: they tell of nobody whether there is anything.
private func leftOut() -> HTML {
    group {
        h2 { "What is left out, and why" }
        p {
            "These parts of a person's file are never in a binder, whoever prepares it. Whether anything is in them is not said."
        }
        indexTable(
            ["Part", "Why"],
            [
                [
                    "\(Compartment.medical.title), \(Compartment.i9.title), \(Compartment.payroll.title)",
                    "Kept apart from the regular file, for readers of their own",
                ],
                ["\(Compartment.background.title), but for the runs of screening", "For those who look into it alone"],
                [
                    Compartment.peerReview.title,
                    "Protected; of the data bank that it was asked and when, never what it answered",
                ],
                ["\(Compartment.general.title)", "No part of credentialing"],
            ])
    }
}

/// Days on which what a person holds did not count, as of the day on which the binder was prepared.
func binderHoles(
    _ binder: Binder, _ file: BinderFile, _ frame: Frame
) -> [(credential: HeldCredential, hole: CoverageHole)] {
    let zone = frame.zone.flatMap { Zone($0) } ?? .utc
    return file.holes(asOf: zone.today(at: binder.preparedAt))
}

private func personSection(
    _ file: BinderFile, _ frame: Frame, _ holes: [(credential: HeldCredential, hole: CoverageHole)],
    _ places: [Document.ID: String]
) -> HTML {
    let held = file.file
    return section {
        h2 { file.person.name }
        p { "\(file.person.npi.map { "NPI \($0)" } ?? "No NPI") · \(file.person.clinics)" }
        h3 { "Elements of the credentialing file" }
        if let judged = file.items.first {
            p {
                judged.decision.map { "Decided \($0.title.lowercased()) on \(judged.judgedOn.readable)" }
                    ?? "Not decided; as it stands for \(judged.judgedOn.readable)"
                ", by the rules in force on that day."
                if judged.decision != nil, let decision = file.decisions.first { " By: \(decision.decider)." }
            }
            checklistTable(file.items, places)
        } else {
            p { "No credentialing file." }
        }
        h3 { "Credentials" }
        indexTable(
            ["Credential", "From", "Through", "Verification"],
            held.credentials.flatMap { credential in
                held.terms(of: credential.id).map { term in
                    [
                        credential.title, term.issuedOn.description, term.expiresOn?.description ?? "no end",
                        term.isVerified ? "Verified" : "Not verified",
                    ]
                }
            })
        if !holes.isEmpty {
            h3 { "Days on which they did not count" }
            indexTable(
                ["Credential", "From", "Through", "Why"],
                holes.map { item in
                    [item.credential.title, item.hole.first.description, item.hole.last.description, item.hole.title]
                })
        }
        if !held.malpractice.covers.isEmpty {
            h3 { "Malpractice cover" }
            indexTable(
                ["Policy", "Retroactive to", "Each claim / year", "Insured", "Fund", "Standing"],
                held.malpractice.covers.map { cover in
                    [
                        cover.policy.title, cover.retroactiveOn?.description ?? "", cover.limitsTitle,
                        cover.insuredTitle,
                        [cover.fundState, cover.fundReference].compactMap(\.self).joined(separator: ": "),
                        cover.isChecked ? "Checked" : "Not checked",
                    ]
                })
        }
        if !held.statuses.isEmpty {
            h3 { "Actions of boards" }
            indexTable(
                ["Action", "From", "Until", "Source"],
                held.statuses.map { span in
                    [span.status.title, span.startsOn.description, span.endsOn?.description ?? "no end", span.source]
                })
        }
        h3 { "Verifications" }
        indexTable(
            ["When", "What", "Method and source", "Result", "Reference", "By", "Reviewed"],
            file.checks.map { check in
                [
                    frame.shown(check.verifiedAt),
                    held.credentials.first { $0.id == check.credential }?.title ?? check.element,
                    "\(check.method.title): \(check.source)",
                    ([check.result.title] + check.remarks).joined(separator: ", "), check.reference ?? "",
                    check.verifiedBy, reviewed(by: check.reviewedBy, on: check.reviewedOn),
                ]
            })
        h3 { "Documents" }
        indexTable(
            ["Document", "Proves", "Added", "SHA-256"],
            file.documents.map { document in
                [places[document.id] ?? document.name, document.proves, frame.shown(document.addedAt), document.digest]
            })
    }
}

private func checklistTable(_ items: [BinderItem], _ places: [Document.ID: String]) -> HTML {
    indexTable(
        ["Element", "On that day", "Checked", "Source", "Reference", "By", "Reviewed", "Document"],
        items.map { item in
            [
                "\(item.title) (\(item.citation))",
                item.statusTitle + (item.usableUntil.map { ", counts until \($0)" } ?? "") + excepted(item),
                item.verifiedOn?.description ?? "",
                [item.method?.title, item.source, item.result?.title].compactMap(\.self).joined(separator: ": "),
                item.reference ?? "", item.verifiedBy ?? "", reviewed(by: item.reviewedBy, on: item.reviewedOn),
                item.evidence.flatMap { places[$0] } ?? item.digest.map { "SHA-256 \($0)" } ?? "",
            ]
        })
}

/// Why an element does not apply, and who said so.
private func excepted(_ item: BinderItem) -> String {
    guard let reason = item.exceptionReason else { return "" }
    return ": \(reason) (\([item.exceptedBy, item.exceptedOn?.description].compactMap(\.self).joined(separator: ", ")))"
}

private func reviewed(by name: String?, on day: LocalDate?) -> String {
    [name, day?.description].compactMap(\.self).joined(separator: ", ")
}

/// Columns of digests and of names of files break anywhere, the others at words.
private func indexTable(_ titles: [String], _ rows: [[String]]) -> HTML {
    if rows.isEmpty { return p { "None on file." } }
    let long = titles.map { ["SHA-256", "File", "Document"].contains($0) }
    return table {
        thead { tr { for text in titles { th { text } } } }
        tbody {
            for row in rows {
                tr {
                    for (text, isLong) in zip(row, long) { td { if isLong { code { text } } else { text } } }
                }
            }
        }
    }
}
