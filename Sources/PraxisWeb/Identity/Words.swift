import HTML
import PraxisCore

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
