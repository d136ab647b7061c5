import Credentialing
import PraxisCore

/// What the caller may not see is left out.
extension CredentialingOverview: APIObject {
    static let members: [APIMember<CredentialingOverview>] = [
        APIMember("clinics") { $0.byClinic }, APIMember("together") { $0.total },
        APIMember("stages") { overview in
            overview.byStage.map { OverviewStage(state: $0.state, ages: $0.ages) }
        },
        APIMember("ending") { overview in
            overview.parts.contains(.credentials)
                ? overview.ahead.map { OverviewMonth(month: $0, count: overview.ending(in: $0)) } : nil
        },
        APIMember("screening") { overview in
            overview.parts.contains(.screening)
                ? overview.months.map { OverviewScreening(month: $0.month, standing: $0.standing) } : nil
        },
        APIMember("matches") { $0.parts.contains(.screening) ? $0.matches : nil },
    ]
}

extension CredentialingOverview.Line: APIObject {
    static let members: [APIMember<CredentialingOverview.Line>] = [
        APIMember("clinic") { $0.clinic }, APIMember("name") { $0.name },
        APIMember("files") { $0.told(.files, $0.files) }, APIMember("lapsed") { $0.told(.credentials, $0.lapsed) },
        APIMember("suspended") { $0.told(.credentials, $0.suspended) },
        APIMember("unverified") { $0.told(.credentials, $0.unverified) },
        APIMember("within_30") { $0.told(.credentials, $0.within30) },
        APIMember("findings") { $0.told(.credentials, $0.findings) },
        APIMember("overrides") { $0.told(.credentials, $0.overrides) },
        APIMember("overdue_training") { $0.told(.training, $0.overdueTraining) },
    ]

    private func told<Figure>(_ part: OverviewPart, _ figure: Figure) -> Figure? {
        self.parts.contains(part) ? figure : nil
    }
}

extension FileAges: APIObject {
    static let members: [APIMember<FileAges>] = [
        APIMember("young") { $0.young }, APIMember("middle") { $0.middle }, APIMember("old") { $0.old },
    ]
}

private struct OverviewStage: APIObject {
    let state: FileState
    let ages: FileAges

    static let members: [APIMember<OverviewStage>] = [APIMember("state") { $0.state }, APIMember("ages") { $0.ages }]
}

private struct OverviewMonth: APIObject {
    let month: LocalDate
    let count: Int

    static let members: [APIMember<OverviewMonth>] = [APIMember("month") { $0.month }, APIMember("count") { $0.count }]
}

private struct OverviewScreening: APIObject {
    let month: LocalDate
    let standing: ScreeningMonth.Standing

    static let members: [APIMember<OverviewScreening>] = [
        APIMember("month") { $0.month }, APIMember("standing") { $0.standing },
    ]
}
