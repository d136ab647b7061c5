import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Quality assurance of what the rule clears: a sample of each month.
struct ClearedSampleController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [.page(.get, "/{scope}/screening/sample", .screeningRead, "Sample of cleared matches", self.show)]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        var month: LocalDate?
        if let text = context.query["month"] {
            guard let day = LocalDate(text) else { throw FieldErrors("month", "Choose a month") }
            month = day
        }
        let sample = try await self.credentialing.clearedSample(of: month, as: context.caller)
        let shell = try await frame
        return context.page(shell, "Sample of cleared matches") { clearedSamplePage(context, shell, sample) }
    }
}

private func clearedSamplePage(_ context: ScopedContext, _ frame: Frame, _ sample: ClearedSample) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Sample of cleared matches",
            lead: "Some of the matches that the rule cleared because the birth date differs are looked at again.",
            trail: [Crumb("Matches", .matches(scope))])
        filterBar(
            Place.clearedSample(scope).path.query("month", context.query["month"]), context.query,
            [Chips("Month", name: "month", sample.months.map { Choice($0.description, $0.monthAndYear) })])
        if sample.items.isEmpty {
            emptyState(
                "Nothing to look at", "The sample of a month is drawn when the month has ended.", icon: .shield)
        } else {
            dataTable("Sample", sample.items, class: "cards", columns: columns(scope))
            p(.class("muted")) {
                "\(sample.items.count) of \(sample.population), drawn by the digest of \(sample.seed ?? "") and each match."
            }
        }
    }
}

private func columns(_ scope: Scope) -> [Column<ReviewedMatch>] {
    [
        Column("Subject") { row in a(.href(Place.match(scope, row.match.id))) { row.match.name } },
        Column("Row of the list") { row in
            row.match.entry.listedName
            small { row.match.entry.list.title }
        },
        Column("Our birth date") { row in date(row.match.subject.birthDate, else: "none") },
        Column("Birth date on the list") { row in date(row.match.entry.birthDate, else: "none") },
        .state("Answer") { row in
            switch row.answer {
            case .waiting: statusTag("Not looked at", .warn)
            case .agreed: statusTag("Agreed", .ok)
            case .openedAgain: statusTag("Opened again", .bad)
            }
            if let last = row.dispositions.last { small { last.decidedBy } }
        },
    ]
}
