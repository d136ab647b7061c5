import Credentialing
import HTML
import PraxisCore

/// What Medicare's newest lists say of somebody, each with its day and, for who may read it, its source.
func medicareListCard(_ words: [MedicareWord], _ numbers: [MedicareNumber] = []) -> HTML {
    if words.isEmpty, numbers.isEmpty { return HTML() }
    return card("Medicare", id: "medicare") {
        if !words.isEmpty {
            dataTable(
                "What Medicare’s lists say", words,
                columns: [
                    Column("List") { word in
                        // A file for several clinics is shown with all of them.
                        word.source.map { source in a(.href(Place.pecosImport(.all, source))) { word.list.title } }
                            ?? span { word.list.title }
                    },
                    Column("What it says") { word in
                        ul(.class("plain")) { for sentence in word.sentences { li { sentence } } }
                    },
                    Column("Day of the list") { word in date(word.asOf) },
                ])
        }
        if !numbers.isEmpty {
            ul(.class("plain")) { for number in numbers { li { number.title } } }
        }
    }
}

/// That the person has opted out of Medicare today, as its lists say.
func optOutNotice(_ words: [MedicareWord]) -> HTML {
    guard let word = words.first(where: { $0.isOptedOut }) else { return HTML() }
    return notice(.bad, "Opted out of Medicare, says the list of \(word.asOf.readable)") {
        p { "Work cannot be billed to Medicare or to a Medicare Advantage plan while this lasts." }
    }
}

/// What a list would change for one person: what it says, what the list before said, and due dates with both days.
func listedDetails(_ listed: ListedPreview) -> HTML {
    let facts = listed.facts
    return group {
        for fact in facts { li { fact.sentence } }
        if listed.rows.isEmpty { li { "Not on the list" } }
        if let before = listed.before, Set(before.facts) != Set(facts) {
            let day = before.asOf.readable
            if before.facts.isEmpty {
                li(.class("muted")) { "Not on the list of \(day)" }
            } else {
                for fact in before.facts { li(.class("muted")) { "By the list of \(day): \(fact.sentence)" } }
            }
        }
        for due in listed.dues { li { due.sentence } }
        for remark in listed.remarks { li { remark } }
    }
}

/// The day of a list, where it is from, and what to do where nobody said it.
func listDayNotice(_ summary: PecosImport) -> HTML {
    guard let day = summary.listDay, day.source == .upload, summary.state == .previewed else { return HTML() }
    return notice(
        .info, "The file names no day: that of the upload, \(day.day.readable), counts as the day of the list"
    ) {
        p { "Where the list is older, discard the preview and upload it again with its day." }
    }
}

extension MedicareList: APIWord {}
extension MedicareService: APIWord {}
extension ListDay.Source: APIWord {}
extension DueMatch.Outcome: APIWord {}

extension MedicareFact: APIObject {
    static let members: [APIMember<MedicareFact>] = [
        APIMember("services") { $0.services }, APIMember("opted_out_from") { $0.startsOn },
        APIMember("period_through") { $0.endsOn }, APIMember("renews") { $0.renews },
        APIMember("may_order_and_refer") { $0.mayRefer },
        APIMember("enrollment") { $0.enrollment }, APIMember("state") { $0.state },
        APIMember("revalidation_due") { $0.due },
        APIMember("due_before_adjustment") { $0.adjustedOn == nil ? nil : $0.dueOn },
        APIMember("sentence") { $0.sentence },
    ]
}

extension MedicareWord: APIObject {
    static let members: [APIMember<MedicareWord>] = [
        APIMember("list") { $0.list }, APIMember("as_of") { $0.asOf }, APIMember("import") { $0.source },
        APIMember("named") { $0.isNamed }, APIMember("facts") { $0.facts },
    ]
}

extension DueMatch: APIObject {
    static let members: [APIMember<DueMatch>] = [
        APIMember("enrollment") { $0.enrollment }, APIMember("clinic") { $0.clinic }, APIMember("plan") { $0.plan },
        APIMember("before") { $0.before }, APIMember("listed") { $0.listed }, APIMember("outcome") { $0.outcome },
    ]
}

extension ListedPreview: APIObject {
    static let members: [APIMember<ListedPreview>] = [
        APIMember("named") { !$0.rows.isEmpty }, APIMember("facts") { $0.facts },
        APIMember("before") { $0.before?.facts }, APIMember("before_as_of") { $0.before?.asOf },
        APIMember("due_dates") { $0.dues }, APIMember("remarks") { $0.remarks },
    ]
}
