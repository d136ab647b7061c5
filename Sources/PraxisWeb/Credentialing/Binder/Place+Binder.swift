import PraxisCore

extension Place {
    /// Files for a survey.
    static func binder(_ scope: Scope) -> Place { Place(scope, "credentials", "binder") }
}
