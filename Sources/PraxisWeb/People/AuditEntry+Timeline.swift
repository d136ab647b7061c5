import FoundationEssentials
package import PraxisCore

extension AuditEntry {
    /// The event as people read it, in the time of the frame.
    package func timelineEntry(_ frame: Frame) -> TimelineEntry {
        var who = self.account
        if let principal = self.onBehalfOf { who += " for " + principal }
        if self.isEmergency { who += " (emergency access)" }
        return TimelineEntry(self.sentence, who: who, at: frame.shown(self.at), details: self.changes)
    }

    /// `people.employment.begin` is “Employment began”; where an action has no sentence, its noun and verb stand in. An
    /// event about a role names it: “Role given: Buyer”.
    package var sentence: String {
        let sentence =
            AuditSentences.all[self.action]
            ?? Problem.sentence(self.action.split(separator: ".").dropFirst().joined(separator: "_"))
            .split(separator: "-").joined(separator: " ")
        return self.roleName.map { "\(sentence): \($0)" } ?? sentence
    }

    /// The role that was given, taken or changed: by its name, else by its code as words.
    private var roleName: String? {
        let areas = ["identity.grant.", "identity.role.", "identity.emergency."]
        guard areas.contains(where: self.action.hasPrefix) else { return nil }
        let facts = Self.members(self.after)
        if let name = facts.first(where: { $0.0 == "role_name" })?.1 { return name }
        return facts.first { $0.0 == "role" && UUID(uuidString: $0.1) == nil }.map { Problem.sentence($0.1) }
    }

    /// Names of changed fields with their values before and after.
    private var changes: [(String, String)] {
        let before = Self.members(self.before)
        let after = Self.members(self.after)
        var lines: [(String, String)] = after.compactMap { name, value in
            let old = before.first { $0.0 == name }?.1
            // The sentence has said it.
            if name == "role_name", old == nil || old == value { return nil }
            return (Problem.sentence(name), old.map { "\($0) → \(value)" } ?? value)
        }
        if let reason { lines.append(("Reason", reason)) }
        return lines
    }

    private static func members(_ json: JSONText?) -> [(String, String)] {
        guard let json, case .object(let members) = try? JSONScanner.value(of: Array(json.text.utf8)) else { return [] }
        return members.map { ($0.name, $0.value.plain) }
    }
}

extension JSONValue {
    /// The value without quotes and brackets.
    var plain: String {
        switch self {
        case .string(let text): text
        case .null: "–"
        case .array(let items): items.map(\.plain).joined(separator: ", ")
        default: self.text
        }
    }
}

extension Frame {
    /// An instant as the clinic's clock and calendar show it; for several clinics as most of them do, with the name of
    /// that time.
    package func shown(_ instant: Instant) -> String {
        let zone = self.zone.flatMap { Zone($0) }
        let local = (zone ?? Zone("UTC"))?.local(of: instant)
        guard let local else { return instant.description }
        let name = zone == nil ? " UTC" : self.showsClinics ? " \(zone?.city ?? "") time" : ""
        return "\(local.date.readable), \(local.time.onTheClock)\(name)"
    }
}

extension Zone {
    /// `Denver` for `America/Denver`: what people call the time by.
    var city: String {
        (self.name.split(separator: "/").last ?? "").split(separator: "_").joined(separator: " ")
    }
}
