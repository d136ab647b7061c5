import HTML
import PraxisCore
import Rostering

/// What was refused and why, with the remedy: on the page on which it was tried.
func refusalNotice(_ error: RosterError, in zone: Zone, people: [RosterPerson]) -> HTML {
    let names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let name = { (id: RosterPerson.ID) in names[id] ?? "Somebody" }
    return notice(.bad, RosterWords.refusal(error, in: zone)) {
        switch error {
        case .notCleared(let reasons):
            ul { for reason in reasons { li { RosterWords.reason(reason) } } }
            p { RosterWords.remedy(reasons) }
        case .busy:
            p {
                "Nobody works two shifts at once, whichever clinic they are at. Choose another time or another person."
            }
        case .noSuchShift:
            p { "Add the shift to that day first, then move the assignment." }
        case .stale, .replanned:
            p { "What you see now is how it stands. Repeat your change if it is still wanted." }
        case .shiftTaken:
            p { "Take the people off it first, then the shift can go." }
        case .violations(let violations):
            ul { for violation in violations { li { violationText(violation, name) } } }
        case .unknown, .nothingToPublish, .templateNameTaken:
            HTML()
        }
    }
}

func violationText(_ violation: Violation, _ name: (RosterPerson.ID) -> String) -> String {
    switch violation {
    case .overlap(let person, _, _): "\(name(person)) would work two shifts at once"
    case .notCleared(let refusal):
        "\(name(refusal.person)): " + refusal.reasons.map(RosterWords.reason).joined(separator: ". ")
    case .shortRest(let person, _, _, let minutes, let rule):
        "\(name(person)) would rest \(RosterWords.duration(minutes)). \(rule.citation)"
    }
}
