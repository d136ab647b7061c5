import PraxisCore
import Rostering

/// What the form for new shifts sends.
struct ShiftsForm {
    let template: ShiftTemplate.ID
    let days: [LocalDate]
    let occurrence: Occurrence?

    init(_ form: Form, in week: ISOWeek) throws(FieldErrors) {
        var errors = FieldErrors()
        let template = errors.check("template", form["template"], ShiftTemplate.ID.init, else: "Choose a template")
        let days = form.all("days[]").compactMap { LocalDate($0) }.filter { ISOWeek(containing: $0) == week }
        if days.isEmpty { errors.add("days", "Choose at least one day of the week") }
        let occurrence = form["occurrence"].flatMap { Occurrence(rawValue: $0) }
        if form["occurrence"] != nil, occurrence == nil {
            errors.add("occurrence", "Choose the first or the second")
        }
        guard let template, errors.isEmpty else { throw errors }
        self.template = template
        self.days = Array(Set(days)).sorted()
        self.occurrence = occurrence
    }

    /// A time that a day does not have stands at the days, one that it has twice at the question which is meant.
    static func errors(_ error: PlacementError) -> FieldErrors {
        if case .repeated = error { return FieldErrors("occurrence", RosterWords.placement(error)) }
        return FieldErrors("days", RosterWords.placement(error))
    }
}
