import Credentialing
import HTML
import Postgres
import PraxisCore

/// What a member of the committee reads of a file before voting on it; for a phone and for paper.
func packetPage(_ packet: CommitteePacket) -> HTML {
    group {
        pageHeader(
            packet.name, lead: "For the meeting of \(packet.meetsOn.readable). This opening is on record.",
            trail: [Crumb("My votes", .ballots)]
        ) { buttonLink("Vote", .ballots, .primary) }
        summaryList([
            Fact("Cycle", packet.cycle.title),
            Fact("Role", ClinicalRole(rawValue: packet.role)?.title ?? packet.role),
            Fact("Specialty", packet.specialties.isEmpty ? nil : packet.specialties.joined(separator: "; ")),
            Fact("Planned decision") { date(packet.plannedOn, else: "not planned") },
        ])
        card("Flags", id: "flags") { flagList(packet.flags) }
        card("Checklist", id: "checklist") { itemTable(packet.items) }
        applicationCards(packet.application)
        card("Documents", id: "documents") { documentTable(packet.documents) }
    }
}

private func flagList(_ flags: [CommitteePacket.Flag]) -> HTML {
    group {
        if flags.isEmpty { p(.class("muted")) { "Nothing has been flagged." } }
        for flag in flags {
            div(.class("stack")) {
                p {
                    statusTag(flag.red ? "Red" : "Yellow", flag.red ? .bad : .warn)
                    " \(flag.summary) "
                    small { flag.element ?? "" }
                }
                p {
                    statusTag(flag.outcome?.title ?? "Open", flag.outcome == .unfounded ? .ok : .warn)
                    " \(flag.note ?? "")"
                }
            }
        }
    }
}

private func itemTable(_ items: [CommitteePacket.Item]) -> HTML {
    dataTable(
        "Checklist", items,
        columns: [
            Column("Element") { item in
                item.title
                if item.peer { small { "Peer review" } }
            },
            .state("Status") { item in itemTag(item.status) },
            Column("Verified") { item in date(item.verified, else: item.exception ?? "not yet") },
            Column("Usable until") { item in
                date(item.usable, else: item.verified == nil ? "–" : "does not age")
            },
            Column("Rule") { item in item.citation },
        ])
}

private func applicationCards(_ application: CommitteePacket.Application?) -> HTML {
    guard let application else {
        return card("Signed application") { p(.class("muted")) { "None was signed for this file." } }
    }
    return group {
        card("Signed application", id: "application") {
            p { application.content.statement }
            summaryList([
                Fact("Signed by", application.content.signature ?? application.content.name),
                Fact("Signed on", application.signedOn.readable), Fact("Round", String(application.attempt)),
                Fact("SHA-256") { code(.class("secret")) { Hexadecimal.text(application.digest) } },
            ])
            p(.class("muted")) {
                "Answers about health stand in no packet; the digest is of all that was signed. A yes raised a flag."
            }
        }
        signedSections(application.content)
    }
}

private func documentTable(_ documents: [CommitteePacket.Document]) -> HTML {
    if documents.isEmpty { return p(.class("muted")) { "No check has a document." } }
    return group {
        p(.class("muted")) { "Of peer review and the data bank it is told that there is a document, and no more." }
        dataTable(
            "Documents", documents,
            columns: [
                Column("Element") { document in document.element },
                Column("Document") { document in document.name ?? "Peer review" },
                Column("Verified") { document in date(document.verified) },
                Column("SHA-256") { document in code(.class("secret")) { document.sha256 } },
            ])
    }
}
