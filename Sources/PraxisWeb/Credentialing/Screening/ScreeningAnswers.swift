import Credentialing
import PraxisCore

extension ScreeningImport: APIObject {
    static let members: [APIMember<ScreeningImport>] = [
        APIMember("id") { $0.id }, APIMember("list") { $0.list }, APIMember("kind") { $0.kind },
        APIMember("in_force") { $0.isInForce }, APIMember("reason") { $0.reason },
        APIMember("rows") { $0.rows }, APIMember("flagged") { $0.flagged }, APIMember("unread") { $0.unread },
        APIMember("problems") { $0.problems },
    ]
}

extension ExclusionList: APIWord {}
extension ExclusionFile.Kind: APIWord {}

/// `version` goes back as If-Match.
extension ScreeningMatch: APIObject {
    static let members: [APIMember<ScreeningMatch>] = [
        APIMember("id") { $0.id }, APIMember("kind") { $0.kind }, APIMember("person") { $0.person },
        APIMember("name") { $0.name }, APIMember("tier", .integer(1...6)) { $0.tier.rawValue },
        APIMember("reasons") { $0.reasons }, APIMember("state") { $0.state }, APIMember("version") { $0.step },
        APIMember("excluded_on") { $0.entry.excludedOn }, APIMember("list") { $0.entry.list },
        APIMember("current") { $0.isCurrent },
    ]
}

extension SubjectKind: APIWord {}
extension MatchReason: APIWord {}
extension MatchState: APIWord {}

extension ScreeningMonth: APIObject {
    static let members: [APIMember<ScreeningMonth>] = [
        APIMember("month") { $0.month }, APIMember("standing") { $0.standing }, APIMember("runs") { $0.runs },
        APIMember("run") { $0.run }, APIMember("subjects") { $0.subjects }, APIMember("parties") { $0.parties },
        APIMember("findings") { $0.findings }, APIMember("listed") { $0.listed },
        APIMember("sam_listed") { $0.samListed }, APIMember("refused") { $0.refused },
    ]
}

extension ScreeningMonth.Standing: APIWord {}

extension ScreeningRun: APIObject {
    static let members: [APIMember<ScreeningRun>] = [
        APIMember("id") { $0.id }, APIMember("completed") { $0.isCompleted }, APIMember("reason") { $0.reason },
        APIMember("started") { $0.startedAt.description }, APIMember("ended") { $0.finishedAt.description },
        APIMember("everybody") { $0.isOfEverybody }, APIMember("occasion") { $0.occasion },
        APIMember("operator") { $0.startedBy }, APIMember("subjects") { $0.subjects },
        APIMember("parties") { $0.parties }, APIMember("entries") { $0.entries },
        APIMember("known_before") { $0.suppressed }, APIMember("lists") { $0.lists },
        APIMember("rules") { $0.ruleVersion }, APIMember("code") { $0.codeVersion },
    ]
}

extension ScreeningOccasion: APIWord {}

extension ScreeningRun.List: APIObject {
    static let members: [APIMember<ScreeningRun.List>] = [
        APIMember("list") { $0.list }, APIMember("file") { $0.name }, APIMember("day") { $0.day },
        APIMember("sha256") { $0.sha256 }, APIMember("rows") { $0.rows },
    ]
}

/// `version` goes back as If-Match.
extension ScreenedParty: APIObject {
    static let members: [APIMember<ScreenedParty>] = [
        APIMember("id") { Identifier<ScreenedParty>($0.id) }, APIMember("kind") { $0.kind },
        APIMember("name") { $0.name },
        APIMember("other_names") { $0.otherNames }, APIMember("states") { $0.states }, APIMember("npi") { $0.npi },
        APIMember("uei") { $0.uei }, APIMember("cage") { $0.cage }, APIMember("standing") { $0.standing },
        APIMember("version") { $0.version },
    ]
}

extension PartySubject.Kind: APIWord {}
