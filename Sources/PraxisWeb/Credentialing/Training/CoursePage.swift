import Credentialing
import HTML
import PraxisCore

/// All courses, each with its version in force and of whom it is asked.
func coursesPage(_ context: ScopedContext, _ frame: Frame, _ catalog: TrainingCatalog) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Courses", lead: "What is taught, how long it counts, and of whom it is asked.") {
            if frame.may(.trainingWrite) { buttonLink("Add a course", .newCourse(scope), .primary, icon: .plus) }
        }
        trainingTabs(context, frame, current: .courses(scope))
        if catalog.courses.isEmpty {
            emptyState("No courses yet", "Add the first one, then say of whom it is asked.", icon: .badge)
        } else {
            dataTable(
                "Courses", catalog.courses,
                columns: [
                    Column("Course") { course in a(.href(Place.course(scope, course.id))) { course.name } },
                    Column("In force") { course in
                        catalog.current(course.id, on: frame.today).map { "Version \($0.number)" } ?? "–"
                    },
                    Column("Counts") { course in
                        catalog.current(course.id, on: frame.today)?.recurrence?.words ?? "for good"
                    },
                    Column("Asked of") { course in
                        let rules = catalog.rules.filter { $0.course == course.id && $0.endsOn == nil }
                        rules.isEmpty ? "nobody" : rules.map(audience).joined(separator: "; ")
                    },
                    Column("Kept") { course in retention(course.retention) },
                ])
        }
    }
}

/// One course: its versions, of whom it is asked, and the shifts that are tied to it.
func coursePage(
    _ context: ScopedContext, _ frame: Frame, _ catalog: TrainingCatalog, _ course: TrainingCourse,
    _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    let versions = (catalog.versions[course.id] ?? []).sorted { $0.number > $1.number }
    return group {
        pageHeader(
            course.name, tag: course.endsOn.map { _ in statusTag("Ends") },
            lead: "\(course.code) · records are kept \(retention(course.retention))",
            trail: [Crumb("Courses", .courses(scope))]
        ) {
            if frame.may(.trainingRecord) { buttonLink("Record a class", .courseClass(scope, course.id), .primary) }
            if frame.may(.trainingWrite) {
                buttonLink("Add a version", .newCourseVersion(scope, course.id), icon: .plus)
            }
        }
        errorSummary(errors)
        card("Versions") {
            HTML()
        } content: {
            dataTable(
                "Versions", versions,
                columns: [
                    .number("Version") { version in String(version.number) },
                    Column("From") { version in date(version.effectiveFrom) },
                    Column("Contents") { version in versionContents(version) },
                    Column("Counts") { version in version.recurrence?.words ?? "for good" },
                    Column("Retake") { version in
                        version.retakeDays.map { "by everybody, within \(counted($0, "day", "days"))" } ?? "no"
                    },
                    Column("Rule") { version in version.citation },
                ])
        }
        card("Asked of") {
            HTML()
        } content: {
            askedTable(context, frame, catalog.rules.filter { $0.course == course.id })
            if frame.may(.trainingWrite) {
                ruleForm(context, frame, .courseRules(scope, course.id), catalog.exposures, errors)
            }
        }
        card("Shifts") {
            HTML()
        } content: {
            gateTable(context, frame, catalog.gates.filter { $0.course == course.id })
            if frame.may(.requirementWrite) { gateForm(context, frame, course, errors) }
        }
        if frame.may(.trainingWrite) { courseChangeForm(context, course, errors) }
    }
}

private func versionContents(_ version: TrainingVersion) -> HTML {
    group {
        p { version.summary }
        p(.class("muted")) {
            [
                counted(version.minutes, "minute", "minutes"), version.passingScore.map { "passing score \($0)" },
            ].compactMap(\.self).joined(separator: " · ")
        }
        if let link = version.link { p { courseLink(link) } }
        if let document = version.document { a(.href(Place.trainingDocument(document))) { "Document" } }
    }
}

/// The rules of a course or policy.
func askedTable(_ context: ScopedContext, _ frame: Frame, _ rules: [TrainingRule]) -> HTML {
    if rules.isEmpty { return p(.class("muted")) { "Nobody is asked yet." } }
    return dataTable(
        "Of whom it is asked", rules,
        columns: [
            Column("Whom") { rule in audience(rule) },
            Column("Due") { rule in
                rule.dueDays == 0 ? "on the first day" : "within \(counted(rule.dueDays, "day", "days"))"
            },
            Column("From") { rule in date(rule.startsOn) },
            Column("Until before") { rule in date(rule.endsOn, else: "goes on") },
            Column("Rule") { rule in rule.citation },
            .steps("Steps") { rule in
                if rule.endsOn == nil, frame.may(.trainingWrite) {
                    postButton(context, .ruleEnd(context.scope, rule.id), "Stop asking", .quiet)
                }
            },
        ])
}

private func gateTable(_ context: ScopedContext, _ frame: Frame, _ gates: [TrainingGate]) -> HTML {
    if gates.isEmpty { return p(.class("muted")) { "Shifts do not depend on this course." } }
    return dataTable(
        "Shifts that ask for it", gates,
        columns: [
            Column("Role") { gate in roleTitle(gate.role) },
            Column("Clinic") { gate in gate.clinic ?? "All clinics" },
            .state("Without it") { gate in
                gate.severity == "block" ? statusTag("Blocked", .bad) : statusTag("Marked", .warn)
            },
            Column("From") { gate in date(gate.startsOn) },
            Column("Until before") { gate in date(gate.endsOn, else: "goes on") },
            .steps("Steps") { gate in
                if gate.endsOn == nil, frame.may(.requirementWrite) {
                    postButton(context, .gateEnd(context.scope, gate.id), "Untie", .quiet)
                }
            },
        ])
}

/// The jobs in which people are exposed to something, as the practice determined them.
func exposuresPage(
    _ context: ScopedContext, _ frame: Frame, _ jobs: [ExposedJob], _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Exposed jobs", lead: "The jobs whose holders are exposed; rules ask courses of them.")
        trainingTabs(context, frame, current: .exposures(scope))
        errorSummary(errors)
        if jobs.isEmpty { emptyState("No job is determined yet", "Add the first one.", icon: .list) }
        if !jobs.isEmpty {
            dataTable(
                "Exposed jobs", jobs,
                columns: [
                    Column("Exposure") { job in words(job.exposure) },
                    Column("Position") { job in Position.name(job.position) },
                    Column("Clinic") { job in job.clinic ?? "All clinics" },
                    Column("From") { job in date(job.startsOn) },
                    Column("Until before") { job in date(job.endsOn, else: "goes on") },
                    .steps("Steps") { job in
                        if job.endsOn == nil, frame.may(.trainingWrite) {
                            postButton(context, .exposureEnd(scope, job.id), "End", .quiet)
                        }
                    },
                ])
        }
        if frame.may(.trainingWrite) { exposureForm(context, frame, errors) }
    }
}

func retention(_ retention: Retention) -> String {
    let years = counted(retention.years, "year", "years")
    return retention.start == .record
        ? "\(years) (\(retention.citation))" : "\(years) after the last day in force (\(retention.citation))"
}

extension TrainingCatalog {
    /// The version of a course that is in force on a day.
    func current(_ course: TrainingCourse.ID, on day: LocalDate) -> TrainingVersion? {
        self.versions[course]?.filter { $0.effectiveFrom <= day }.max { $0.number < $1.number }
    }
}
