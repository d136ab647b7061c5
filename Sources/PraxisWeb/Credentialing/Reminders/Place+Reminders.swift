import HTML
package import PraxisCore

extension Place {
    /// What the reader was told.
    package static func reminders(_ scope: Scope) -> Place { Place(scope, "reminders") }

    /// The marks of what was read.
    static func readings(_ scope: Scope) -> Place { Place(scope, "reminders", "readings") }

    /// When people are told.
    static func reminderRules(_ scope: Scope) -> Place { Place(scope, "reminders", "rules") }
    static func newReminderRule(_ scope: Scope, _ kind: String? = nil) -> Place {
        Place(path: URLPath(scope.description, "reminders", "rules", "new").query("kind", kind))
    }
}
