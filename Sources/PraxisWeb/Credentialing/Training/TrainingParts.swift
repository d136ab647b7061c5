import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// The parts of training and policies that the caller may open.
func trainingTabs(_ context: ScopedContext, _ frame: Frame, current: Place) -> HTML {
    let scope = context.scope
    var items: [(title: String, place: Place)] = [
        ("Who is current", .training(scope)), ("Courses", .courses(scope)), ("Policies", .policies(scope)),
        ("Exposed jobs", .exposures(scope)),
    ]
    if frame.may(.trainingRecord) { items.append(("Certificates", .trainingClaims(scope))) }
    return tabs("Training and policies", current: current, items)
}

/// Where a course is taken: a link where the address is a safe one, its text otherwise.
func courseLink(_ address: String) -> HTML {
    guard let link = ExternalAddress(address) else { return HTML("Take it at \(address)") }
    return a(.href(link), .rel("noopener noreferrer external")) {
        "Take the course"
        span(.class("hidden")) { " at \(address)" }
        icon(.external)
    }
}

func dutyTag(_ state: DutyState) -> HTML {
    switch state {
    case .overdue: statusTag(state.title, .bad)
    case .due: statusTag(state.title, .warn)
    case .current: statusTag(state.title, .ok)
    }
}

func resultTag(_ completion: TrainingCompletion) -> HTML {
    if completion.isSuperseded { return statusTag("Corrected", .neutral) }
    switch completion.result {
    case .passed: return statusTag("Passed", .ok)
    case .failed: return statusTag("Not passed", .bad)
    case .withdrawn: return statusTag("Withdrawn", .neutral)
    }
}

/// Of whom a rule asks something.
func audience(_ rule: TrainingRule) -> String {
    var whom = "Everybody"
    if let position = rule.position { whom = "Position: " + Position.name(position) }
    if let role = rule.role { whom = "Clinical role: " + roleTitle(role) }
    if let exposure = rule.exposure { whom = "Exposed jobs: " + words(exposure) }
    return rule.clinic.map { "\(whom), at \($0)" } ?? whom
}

func roleTitle(_ code: String) -> String { ClinicalRole(rawValue: code)?.title ?? words(code) }

/// A code as words.
func words(_ code: String) -> String { Problem.sentence(code.replacing("_", with: " ")) }

/// A file to keep: never shown within the site, whatever is in it.
func documentResponse(_ document: TrainingDocument) -> Response {
    let name = String(document.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "_" })
    return Response(
        status: .ok,
        headers: [
            .contentType: document.mediaType, .contentDisposition: "attachment; filename=\"\(name)\"",
        ], body: .init(byteBuffer: ByteBuffer(bytes: document.bytes)))
}

extension ScopedContext {
    /// The file of an upload form as a document; `nil` where none was chosen.
    func uploadedDocument() throws -> TrainingDocument? {
        guard let file = self.upload.file, !file.bytes.isEmpty else { return nil }
        return try TrainingDocument(name: file.name, bytes: file.bytes)
    }
}

extension TrainingError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .unknown: .notFound
        case .permissionMissing: .forbidden
        case .notInForce, .inFuture, .inPast, .notInOrder, .scoreTooLow:
            Problem(.unprocessableContent, self.rawValue, self.sentence)
        case .noPerson, .notInPerson: Problem(.forbidden, self.rawValue, self.sentence)
        case .stale: .stale(seen: nil, now: nil)
        case .codeTaken, .own, .draftOpen, .frozen, .alreadyDecided, .alreadyAcknowledged:
            Problem(.conflict, self.rawValue, self.sentence)
        }
    }

    /// What a page says.
    var sentence: String {
        switch self {
        case .unknown: "There is nothing here"
        case .permissionMissing: "Your account may not do this"
        case .stale: "Somebody changed this in the meantime; look at it again"
        case .codeTaken: "Another one has this code"
        case .own: "Nobody records, reviews or approves what is about themselves or what they wrote; ask a colleague"
        case .notInForce: "No version is in force on that day"
        case .inFuture: "This day has not come yet"
        case .inPast: "A version comes into force today or later, never backwards"
        case .notInOrder: "Versions follow one another: choose a later day"
        case .scoreTooLow: "The score is below what passing takes"
        case .noPerson: "Your account belongs to nobody who works here"
        case .notInPerson: "People acknowledge in person, signed in; a program may not"
        case .draftOpen: "There is a draft already; go on with that"
        case .frozen: "This version is approved and stays as it is; write a new one"
        case .alreadyDecided: "Somebody has decided about this already"
        case .alreadyAcknowledged: "You acknowledged this already"
        }
    }

    /// The field of a form that it is about.
    func errors(_ fields: [TrainingError: String]) -> FieldErrors? {
        fields[self].map { FieldErrors($0, self.sentence) }
    }
}
