package import PraxisCore
import Rostering

extension Place {
    /// This week's roster of a clinic, or of all at a glance.
    static func roster(_ scope: Scope) -> Place { Place(scope, "roster") }
    /// A week's roster.
    package static func roster(_ scope: Scope, _ week: ISOWeek) -> Place { Place(scope, "roster", week.description) }
    /// The week that a week is copied from.
    static func rosterCopy(_ scope: Scope, _ week: ISOWeek) -> Place {
        Place(scope, "roster", week.description, "copy")
    }
    /// New shifts in a week.
    static func rosterShifts(_ scope: Scope, _ week: ISOWeek) -> Place {
        Place(scope, "roster", week.description, "shifts")
    }
    /// What publishing a week would tell people.
    static func publication(_ scope: Scope, _ week: ISOWeek) -> Place {
        Place(scope, "roster", week.description, "publication")
    }
    /// A shift with its people and candidates.
    static func shift(_ scope: Scope, _ id: Shift.ID) -> Place { Place(scope, "shifts", id.description) }
    /// Where a shift is taken away.
    static func shiftCancellation(_ scope: Scope, _ id: Shift.ID) -> Place {
        Place(scope, "shifts", id.description, "cancellation")
    }
    /// Where people are put on a shift.
    static func shiftAssignments(_ scope: Scope, _ id: Shift.ID) -> Place {
        Place(scope, "shifts", id.description, "assignments")
    }
    /// Where an assignment is moved.
    static func assignmentMove(_ scope: Scope, _ id: Assignment.ID) -> Place {
        Place(scope, "assignments", id.description, "move")
    }
    /// Where an assignment ends.
    static func assignmentCancellation(_ scope: Scope, _ id: Assignment.ID) -> Place {
        Place(scope, "assignments", id.description, "cancellation")
    }
    /// The shift templates of a clinic.
    static func shiftTemplates(_ scope: Scope) -> Place { Place(scope, "shift-templates") }
    /// Where a template goes out of use.
    static func templateRetirement(_ scope: Scope, _ id: ShiftTemplate.ID) -> Place {
        Place(scope, "shift-templates", id.description, "retirement")
    }
    /// What one works oneself.
    static var ownShifts: Place { Place("account", "shifts") }
    /// The same for a calendar program.
    static var ownShiftsCalendar: Place { Place("account", "shifts.ics") }
}
