package import HTML

/// Something that happened to a record.
package struct TimelineEntry: Sendable {
    let what: String
    let who: String
    let at: String
    let details: [(String, String)]

    /// - Parameters:
    ///   - what: as a sentence, such as `License verified`.
    ///   - at: date and time in the zone of the clinic, with its name.
    ///   - details: what changed.
    package init(_ what: String, who: String, at: String, details: [(String, String)] = []) {
        self.what = what
        self.who = who
        self.at = at
        self.details = details
    }
}

/// What happened, newest first.
package func timeline(_ entries: [TimelineEntry]) -> HTML {
    if entries.isEmpty { return p(.class("muted")) { "Nothing has happened yet." } }
    return ol(.class("timeline")) {
        for entry in entries {
            li {
                span(.class("timeline-what")) { entry.what }
                span(.class("timeline-who")) { "\(entry.who) · \(entry.at)" }
                if !entry.details.isEmpty {
                    details {
                        summary { "What changed" }
                        dl {
                            for (name, value) in entry.details {
                                dt { name }
                                dd { value }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A box above the page that asks before something happens. Without scripts, `place` is a page that asks the same.
package func confirmLink(_ label: String, _ place: Place, dialog id: String, _ style: ButtonStyle = .danger) -> HTML {
    a(.class("button", style.rawValue), .href(place), .data("dialog", id)) { label }
}

/// The box of `confirmLink`: what will happen, in words and numbers, and the button that does it.
package func confirmDialog(_ id: String, _ question: String, @HTMLBuilder content: () -> HTML) -> HTML {
    dialog(.id(id), .aria("labelledby", id + "-title")) {
        div(.class("stack")) {
            h2(.id(id + "-title")) { question }
            content()
        }
    }
}
