import PraxisCore

/// Credentialing's answer for a person who may not work a shift, in the roster's words.
package struct Refusal: Hashable, Sendable {
    package let person: RosterPerson.ID
    package let shift: Shift.ID
    package let reasons: [ClearanceReason]

    package init(person: RosterPerson.ID, shift: Shift.ID, reasons: [ClearanceReason]) {
        self.person = person
        self.shift = shift
        self.reasons = reasons
    }
}
