import Credentialing
import HTML
import PraxisCore

extension Place {
    /// The code set of specialties.
    static func taxonomy(_ scope: Scope) -> Place { Place(scope, "taxonomy") }
}

/// The releases, and the codes that they have.
func taxonomyPage(
    _ context: ScopedContext, _ frame: Frame,
    _ taxonomy: (releases: [TaxonomyRelease], codes: [Taxonomy], next: String?)
) -> HTML {
    let scope = context.scope
    let path = Place.taxonomy(scope).path.query("q", context.query["q"]).query("after", context.query["after"])
    return group {
        pageHeader(
            "Specialties", lead: "The NUCC code set: what the codes of provider files mean, and which still count.")
        credentialingTabs(context, frame, current: .taxonomy(scope))
        if taxonomy.releases.isEmpty {
            emptyState(
                "No release yet",
                "Until whoever runs this installation loads the publisher’s file, codes are shown as they are.",
                icon: .list)
        } else {
            releaseTable(taxonomy.releases, frame)
            filterBar(path, context.query, [], search: "Code or name")
            codeTable(taxonomy.codes)
            pager(path, shown: taxonomy.codes.count, next: taxonomy.next)
        }
    }
}

private func releaseTable(_ releases: [TaxonomyRelease], _ frame: Frame) -> HTML {
    dataTable(
        "Releases", releases,
        columns: [
            Column("Release") { release in release.name },
            Column("Printed by") { release in release.source == .nucc ? "NUCC" : "CMS, with days of deactivation" },
            Column("From") { release in date(release.effectiveOn) },
            .number("Codes") { release in String(release.codes) },
            Column("File") { release in release.fileName },
            Column("Loaded") { release in moment(release.loadedAt, frame) },
            .state("Status") { release in
                release.isInForce
                    ? statusTag("In force", .ok) : statusTag(release.effectiveOn > frame.today ? "To come" : "Earlier")
            },
        ])
}

private func codeTable(_ codes: [Taxonomy]) -> HTML {
    dataTable(
        "Codes", codes,
        columns: [
            Column("Code") { code in code.code },
            Column("Name") { code in code.name },
            Column("Grouping") { code in code.grouping },
            .state("Status") { code in
                code.isRetired
                    ? statusTag(code.deactivatedOn.map { "Retired \($0.readable)" } ?? "Retired", .warn)
                    : statusTag("In use", .ok)
            },
        ])
}
