import HTML
import PraxisCore

/// A point in time, as the clinic's clocks show it; in UTC where a page belongs to no clinic.
func moment(_ instant: Instant, _ frame: Frame) -> HTML {
    time(.datetime(instant.description)) { frame.shown(instant) }
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
