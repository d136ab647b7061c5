import Credentialing
import HTTPTypes
import PraxisCore

extension EnrollmentError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .unknown: .notFound
        case .stale(let seen, let now): .stale(seen: seen, now: now)
        case .overlapping: Problem(.conflict, "enrollment_overlaps", self.sentence)
        case .applied: Problem(.conflict, "application_under_way", self.sentence)
        case .planKnown: Problem(.conflict, "plan_known", self.sentence)
        case .deactivatedAlready: Problem(.conflict, "deactivated_already", self.sentence)
        case .correctionUnexplained:
            Problem(.unprocessableContent, "reason_required", self.sentence, fields: self.fields)
        case .answered: Problem(.conflict, "already_answered", self.sentence)
        case .baseChanged: Problem(.conflict, "roster_base", self.sentence)
        case .notDelegated: Problem(.unprocessableContent, "not_delegated", self.sentence)
        case .noLayout: Problem(.unprocessableContent, "no_layout", self.sentence)
        case .nothingAccepted: Problem(.unprocessableContent, "nothing_accepted", self.sentence)
        case .nothingToTell: Problem(.unprocessableContent, "nothing_to_tell", self.sentence)
        case .rowsRefused: Problem(.unprocessableContent, "rows_refused", self.sentence)
        case .notAppointed: Problem(.unprocessableContent, "not_appointed", self.sentence, fields: self.fields)
        case .firstServiceMissing:
            Problem(.unprocessableContent, "first_service_missing", self.sentence, fields: self.fields)
        case .tooEarly: Problem(.unprocessableContent, "effective_too_early", self.sentence, fields: self.fields)
        case .noSuchStep: Problem(.unprocessableContent, "enrollment_step", self.sentence, fields: self.fields)
        case .deactivatedOutside:
            Problem(.unprocessableContent, "deactivated_outside", self.sentence, fields: self.fields)
        }
    }

    /// What a page says.
    var sentence: String {
        switch self {
        case .unknown: "There is nothing here"
        case .stale: "Somebody changed this in the meantime; look at it again"
        case .answered: "The payer's answer to this file is on record already"
        case .baseChanged: "The payer accepted another file in the meantime; make a new one"
        case .notDelegated: "This payer takes applications, not rosters"
        case .noLayout: "Say first how the payer wants its roster"
        case .nothingAccepted: "The payer has accepted nothing yet: send a full file first"
        case .nothingToTell: "There is nothing to tell the payer"
        case .rowsRefused: "Some rows may not be sent: correct them first"
        case .notAppointed: "The person has no appointment at this clinic"
        case .overlapping: "The person is enrolled with this plan at this clinic on some of these days already"
        case .applied: "An application to this plan for this clinic is under way already"
        case .planKnown: "There is a plan of this name"
        case .firstServiceMissing: "Enter the day of the first service at this clinic: Medicare counts from it"
        case .tooEarly(let day): "Nothing before \(day.readable) is paid: enter that day or a later one"
        case .noSuchStep(let from, let to):
            "An application does not go from \(Self.word(from)) to \(Self.word(to)) in one step"
        case .deactivatedOutside: "A deactivation has to lie within the days of the enrollment"
        case .deactivatedAlready: "It is deactivated on some of these days already"
        case .correctionUnexplained: "Say why it is corrected"
        }
    }

    /// The same at the field of a form that it is about; empty where it is about none.
    var fields: FieldErrors {
        switch self {
        case .unknown, .stale, .answered, .baseChanged, .notDelegated, .noLayout, .nothingAccepted, .nothingToTell,
            .rowsRefused:
            FieldErrors()
        case .notAppointed: FieldErrors("clinic", self.sentence)
        case .overlapping, .tooEarly: FieldErrors("effective", self.sentence)
        case .applied, .noSuchStep: FieldErrors("status", self.sentence)
        case .planKnown: FieldErrors("name", self.sentence)
        case .firstServiceMissing: FieldErrors("first_service", self.sentence)
        case .deactivatedOutside, .deactivatedAlready: FieldErrors("deactivated", self.sentence)
        case .correctionUnexplained: FieldErrors("correction", self.sentence)
        }
    }

    private static func word(_ status: String) -> String {
        (Enrollment.Status(rawValue: status)?.title ?? status).lowercased()
    }

    /// What a form is shown again with; the error itself where it is none of a field.
    static func mistakes(in error: any Error) throws -> FieldErrors {
        if let errors = error as? FieldErrors { return errors }
        guard let refusal = error as? EnrollmentError, !refusal.fields.isEmpty else { throw error }
        return refusal.fields
    }
}
