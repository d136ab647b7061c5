/// Why budgeting refuses, as a caller can act on it.
package enum BudgetingError: Error, Equatable {
    case notFound
    case notAllowed(BudgetEvent, from: BudgetStatus)
    /// The record changed since the form was shown: the version on the form, the version now.
    case stale(seen: Int, now: Int)
    /// The year has an approved original already, or lacks one that could be revised.
    case wrongKind(BudgetVersion.Kind)
    case phasing(PhasingError)
    /// A file with problems cannot be confirmed.
    case notImportable(problems: Int)
}
