import Credentialing
import HTML
import PraxisCore

/// What of a roster's rows was typed: that it is sent, or that something else is on file and is sent in its place.
func markList(_ marks: [RosterMark]) -> HTML {
    let (typed, overruled) = (marks.filter(\.isSent), marks.filter { !$0.isSent })
    return group {
        if !overruled.isEmpty {
            notice(.warn, "\(counted(overruled.count, "value was", "values were")) typed otherwise than on file") {
                ul(.class("plain")) {
                    for mark in overruled.prefix(50) {
                        li { "\(mark.name), \(mark.clinic): \(mark.field.overruledSentence(mark.typed, mark.onFile))" }
                    }
                }
            }
        }
        if !typed.isEmpty {
            details {
                summary { "\(counted(typed.count, "value is", "values are")) typed, not on file" }
                ul(.class("plain")) {
                    for mark in typed.prefix(200) {
                        li { "\(mark.name), \(mark.clinic): \(mark.field.title) \(mark.field.readable(mark.typed))" }
                    }
                }
            }
        }
    }
}

extension RosterField {
    /// That a value was typed otherwise than it is on file, and what is sent.
    func overruledSentence(_ typed: String, _ onFile: String?) -> String {
        guard let onFile else {
            return "\(self.title) typed as \(self.readable(typed)); the decision on file has none, and none is sent"
        }
        return "\(self.title) typed as \(self.readable(typed)); on file and sent is \(self.readable(onFile))"
    }

    /// A value as pages write it.
    func readable(_ value: String) -> String {
        self.isDay ? LocalDate(value)?.readable ?? value : value
    }
}
