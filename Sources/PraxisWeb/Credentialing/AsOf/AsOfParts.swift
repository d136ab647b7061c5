import Credentialing
import HTML
import PraxisCore

/// Asks a page for another day, and for what was known of it at another time.
func asOfForm(_ context: ScopedContext, _ place: Place, _ asOf: AsOf?, _ errors: FieldErrors) -> HTML {
    details(.open(asOf != nil || !errors.isEmpty)) {
        summary { "As of another day" }
        getForm(place, .class("bar")) {
            dateField(
                Field(
                    "valid", "True on", value: context.query["valid"] ?? asOf?.valid.description,
                    hint: "The day that you ask about", errors: errors))
            dateField(
                Field(
                    "known", "As known on", value: asOf?.knownDay?.description ?? context.query["known"],
                    hint: "What was recorded later is left out", errors: errors))
            submit("Show", .plain)
        }
    }
}

/// Says before everything else that a page is not about now, and leads back.
func asOfBanner(_ subject: String, _ asOf: AsOf, _ frame: Frame, back place: Place) -> HTML {
    notice(.warn, "This is \(subject) as of \(asOf.valid.readable), as known \(knownWords(asOf, frame))") {
        p {
            "What was recorded later is left out. Days are those of \(asOf.zone.name). A clinic’s state and time zone, the "
            "rules of authorities and who may see what are those of now."
        }
        p { a(.href(place)) { "Back to now" } }
    }
}

private func knownWords(_ asOf: AsOf, _ frame: Frame) -> String {
    switch asOf.extent {
    case .now: "now"
    case .day(let day): "at the end of \(day.readable)"
    case .instant(let instant): "on \(frame.shown(instant)) (\(instant))"
    }
}

extension AsOf {
    /// The day of what is known, by the calendar of the zone.
    fileprivate var knownDay: LocalDate? { self.zone.today(at: self.known) }
}
