package import Rostering

extension RosterService {
    /// The pages and calls of the roster.
    package var controllers: [any Controller] {
        [
            RosterController(roster: self), ShiftController(roster: self), PublicationController(roster: self),
            TemplateController(roster: self), OwnShiftsController(roster: self), RosterAPIController(roster: self),
            ShiftAPIController(roster: self), RosterExportController(roster: self),
        ]
    }
}
