import HTML
import PraxisCore

/// A point in time, as the clinic's clocks show it; in UTC where a page belongs to no clinic.
func moment(_ instant: Instant, in zone: String?) -> HTML {
    time(.datetime(instant.description)) { instant.readable(in: zone) }
}

extension Instant {
    /// `Mar 14, 2026, 3:05 PM`, with `UTC` behind it where there is no zone.
    func readable(in zone: String?) -> String {
        let local = zone.flatMap { Zone($0) } ?? Zone("UTC")
        guard let clock = local?.local(of: self) else { return self.description }
        let (hour, minute) = (clock.time.hour, clock.time.minute)
        let digits = minute < 10 ? "0\(minute)" : "\(minute)"
        let text = "\(clock.date.readable), \(hour % 12 == 0 ? 12 : hour % 12):\(digits) \(hour < 12 ? "AM" : "PM")"
        return zone == nil ? text + " UTC" : text
    }
}

extension Permission {
    /// The part of Praxis that it belongs to.
    var module: String { self.parts[0].prefix(1).uppercased() + self.parts[0].dropFirst() }

    /// What it lets one do: `Read shifts` for `rostering.shift.read`.
    var readable: String {
        let noun = self.parts[1].split(separator: "_").joined(separator: " ")
        return self.parts[2].prefix(1).uppercased() + self.parts[2].dropFirst() + " " + noun
    }

    private var parts: [Substring] { self.rawValue.split(separator: ".") }
}
