import PraxisCore
import Rostering

/// Shifts as iCalendar (RFC 5545). Instants are written in UTC, which every program shows in its own zone; no name of a
/// patient or colleague is in it.
struct RosterCalendar {
    let shifts: [OwnShift]
    let madeAt: Instant

    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Praxis//Roster//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:Shifts", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
        for shift in self.shifts { lines += self.event(shift) }
        lines.append("END:VCALENDAR")
        return lines.flatMap(Self.folded).map { $0 + "\r\n" }.joined()
    }

    /// The identifier stays that of the assignment; the sequence grows with each publication that tells of it.
    private func event(_ shift: OwnShift) -> [String] {
        [
            "BEGIN:VEVENT", "UID:\(shift.id)@praxis", "SEQUENCE:\(shift.publication)",
            "DTSTAMP:\(Self.stamp(self.madeAt))", "DTSTART:\(Self.stamp(shift.span.start))",
            "DTEND:\(Self.stamp(shift.span.end))", "SUMMARY:\(Self.escaped("\(shift.name), \(shift.clinic)"))",
            "DESCRIPTION:\(Self.escaped("\(shift.role.label). \(RosterWords.hours(shift.span, in: shift.zone)), \(shift.zone.name)"))",
            "STATUS:CONFIRMED", "END:VEVENT",
        ]
    }

    /// `20260308T070000Z`.
    static func stamp(_ instant: Instant) -> String {
        let whole = Instant(seconds: instant.microseconds / 1_000_000)
        return whole.description.filter { $0 != "-" && $0 != ":" }
    }

    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r\n", with: "\n").replacing("\n", with: "\\n")
    }

    /// Lines of at most 75 bytes; what follows begins with a space.
    static func folded(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        for character in line {
            if current.utf8.count + character.utf8.count > 74 {
                lines.append(current)
                current = " "
            }
            current.append(character)
        }
        return lines + [current]
    }
}
