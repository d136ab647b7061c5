import HTML
import PraxisCore

/// The parts of credentialing that the caller may open.
func credentialingTabs(_ context: ScopedContext, _ frame: Frame, current: Place) -> HTML {
    let scope = context.scope
    var groups = [
        TabGroup("Board", .credentials(scope)),
        TabGroup(
            "Clearance",
            [
                ("Who may work where", .clearance(scope)), ("Overrides", .overrides(scope)),
                ("Findings", .findings(scope)),
            ]),
    ]
    if frame.may(.verificationWrite) { groups.append(TabGroup("Renewals", .renewals(scope))) }
    groups.append(TabGroup("Reminders", .reminders(scope)))
    if frame.may(.screeningRead) {
        groups.append(
            TabGroup(
                "Screening",
                [
                    ("Months and lists", .screening(scope)), ("Matches", .matches(scope)),
                    ("Vendors and entities", .screenedParties(scope)),
                ]))
    }
    groups.append(
        TabGroup(
            "Rules",
            [
                ("Requirements", .requirements(scope)), ("Rules", .rules(scope)),
                ("Kinds of credentials", .credentialTypes(scope)), ("Kinds of certificates", .clinicTypes(scope)),
                ("Specialties", .taxonomy(scope)),
            ]))
    if frame.may(.providerImport) {
        groups.append(
            TabGroup(
                "Imports",
                [
                    ("Provider files", .providerImports(scope)), ("Staff files", .staffImports(scope)),
                    ("Medicare files", .pecosImports(scope)), ("Past imports", .importBatches(scope)),
                ]))
    }
    if frame.may(.binderRead) { groups.append(TabGroup("Survey binder", .binder(scope))) }
    return tabs("Credentialing", current: current, groups)
}
