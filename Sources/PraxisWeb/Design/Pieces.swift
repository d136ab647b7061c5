package import HTML
package import PraxisCore

/// What a state is to the eye. The word in it says the same.
package enum Tone: String, Sendable {
    case ok, warn, bad, info
    case neutral = ""
}

/// A state, in a word.
package func statusTag(_ text: String, _ tone: Tone = .neutral) -> HTML {
    span(.class("tag", tone.rawValue)) { text }
}

/// A day, as people read it.
package func date(_ day: LocalDate) -> HTML { time(.datetime(day.description)) { day.readable } }

/// A day, or a word where there is none.
package func date(_ day: LocalDate?, else text: String) -> HTML {
    if let day { return date(day) }
    return span(.class("muted")) { text }
}

/// A point in time, as the clinic's clocks show it.
package func moment(_ instant: Instant, _ frame: Frame) -> HTML {
    time(.datetime(instant.description)) { frame.shown(instant) }
}

/// An amount.
package func money(_ amount: Money) -> HTML {
    span(.class("money", amount < .zero ? "negative" : "")) { amount.description }
}

/// A box with a heading.
package func card(
    _ title: String? = nil, id: String? = nil, class extra: String = "", @HTMLBuilder actions: () -> HTML = { HTML() },
    @HTMLBuilder content: () -> HTML
) -> HTML {
    let actions = actions()
    return section(.class("card", extra), .id(id)) {
        if let title {
            div(.class("bar card-head")) {
                h2 { title }
                if !actions.isEmpty { div(.class("push actions")) { actions } }
            }
        }
        content()
    }
}

/// A message within a page: advice, a warning, what was refused and why.
package func notice(_ tone: Tone, _ title: String, @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    div(.class("notice", tone.rawValue), .role(tone == .bad ? "alert" : "note")) {
        icon(tone == .ok ? .check : tone == .info ? .info : .alert)
        div {
            p(.class("notice-title")) { title }
            content()
        }
    }
}

/// Facts about one thing: terms and what they are, with a link to change them.
package func summaryList(_ facts: [Fact]) -> HTML {
    dl(.class("summary")) {
        for fact in facts {
            div {
                dt { fact.term }
                dd { fact.value }
                if let change = fact.change {
                    dd(.class("change")) {
                        a(.href(change)) {
                            "Change"
                            span(.class("hidden")) { " " + fact.term }
                        }
                    }
                }
            }
        }
    }
}

/// One line of a summary.
package struct Fact: Sendable {
    let term: String
    let value: HTML
    let change: Place?

    /// Text; a dash where there is none.
    package init(_ term: String, _ text: String?, change: Place? = nil) {
        self.init(term, change: change) { text.map { HTML($0) } ?? span(.class("muted")) { "–" } }
    }

    /// Markup.
    package init(_ term: String, change: Place? = nil, @HTMLBuilder value: () -> HTML) {
        self.term = term
        self.value = value()
        self.change = change
    }
}

/// `1 row`, `3 rows`.
package func counted(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }

/// A figure that matters, with what it is and where it comes from.
package func statTile(
    _ title: String, _ figure: String, detail: String? = nil, tone: Tone = .neutral, place: Place? = nil
) -> HTML {
    let content = group {
        span(.class("tile-title")) { title }
        span(.class("tile-figure")) { figure }
        if let detail { span(.class("tile-detail")) { detail } }
    }
    if let place { return a(.class("tile", tone.rawValue), .href(place)) { content } }
    return div(.class("tile", tone.rawValue)) { content }
}

/// Tiles or cards beside each other where there is room.
package func tiles(@HTMLBuilder content: () -> HTML) -> HTML { div(.class("tiles")) { content() } }

/// Steps of a longer task, the current one marked.
package func stepper(_ steps: [String], current: Int) -> HTML {
    ol(.class("stepper"), .aria("label", "Steps")) {
        for (index, step) in steps.enumerated() {
            li(
                .class(index < current ? "done" : index == current ? "current" : ""),
                .aria("current", index == current ? "step" : nil)
            ) { step }
        }
    }
}
