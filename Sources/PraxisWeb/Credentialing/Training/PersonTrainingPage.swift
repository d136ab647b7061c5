import Credentialing
import HTML
import PraxisCore

/// One person's training: duties, records with what OSHA asks for, certificates, acknowledgements.
func personTrainingPage(_ context: ScopedContext, _ frame: Frame, _ file: TrainingFile) -> HTML {
    let scope = context.scope
    return group {
        if let person = file.person {
            pageHeader(
                person.name, lead: person.clinics.isEmpty ? "No appointment today" : person.clinics,
                trail: [Crumb("Training and policies", .training(scope))]
            ) {
                if frame.may(.trainingRecord) {
                    buttonLink("Record training", .newCompletion(scope, person.id), .primary, icon: .plus)
                }
            }
            personTabs(frame, PersonRecord.ID(person.id.uuid), current: .personTraining(scope, person.id))
        }
        card("Asked today") {
            HTML()
        } content: {
            dutyList(file.duties)
        }
        card("Records") {
            HTML()
        } content: {
            if file.completions.isEmpty {
                p(.class("muted")) { "No training is on record." }
            } else {
                completionTable(context, frame, file)
            }
        }
        acknowledgementCard(file)
    }
}

private func dutyList(_ duties: [Duty]) -> HTML {
    if duties.isEmpty { return p(.class("muted")) { "Nothing is asked today." } }
    return dataTable(
        "Asked today", duties,
        columns: [
            Column("What") { duty in duty.subject.name }, .state("State") { duty in dutyTag(duty.state) },
            Column("Due") { duty in date(duty.due, else: "counts for good") },
            Column("Done") { duty in
                duty.doneOn.map { "\($0.readable), version \(duty.doneVersion ?? 0)" } ?? "never"
            },
            Column("Asked since") { duty in date(duty.since) },
        ])
}

private func completionTable(_ context: ScopedContext, _ frame: Frame, _ file: TrainingFile) -> HTML {
    let (scope, person) = (context.scope, file.person?.id)
    return dataTable(
        "Records", file.completions, cards: true,
        columns: [
            Column("Course") { record in
                "\(record.courseName), version \(record.version)"
                div(.class("muted")) { record.summary }
            },
            .state("Result") { record in resultTag(record) },
            Column("Day") { record in
                date(record.completedOn)
                if record.result == .passed {
                    div(.class("muted")) {
                        "counts " + (record.validThrough.map { "through \($0.readable)" } ?? "for good")
                    }
                }
            },
            Column("Record") { record in
                "\(record.trainer); \(record.qualification)"
                div(.class("muted")) { recordDetails(record) }
            },
            Column("Kept through") { record in
                date(
                    record.keptThrough, else: "while in force, then \(counted(record.retention.years, "year", "years"))"
                )
            },
            .steps("Steps") { record in
                if let person {
                    if record.evidence != nil {
                        a(.href(Place.trainingEvidence(scope, person, record.id))) {
                            "Proof"
                            span(.class("hidden")) { " of \(record.courseName), \(record.completedOn.readable)" }
                        }
                    }
                    if !record.isSuperseded, record.result != .withdrawn, frame.may(.trainingRecord) {
                        a(.href(Place.newCompletion(scope, person, course: record.course, correcting: record.id))) {
                            "Correct"
                            span(.class("hidden")) { " \(record.courseName), \(record.completedOn.readable)" }
                        }
                    }
                }
            },
        ])
}

private func recordDetails(_ record: TrainingCompletion) -> String {
    let job = record.jobTitle.split(separator: ", ").map { Position.name(String($0)) }.joined(separator: ", ")
    return [
        "job then: \(job)", counted(record.minutes, "minute", "minutes"), record.score.map { "score \($0)" },
        record.reason.map { "correction: \($0)" }, "recorded by \(record.recordedBy)",
    ].compactMap(\.self).joined(separator: " · ")
}

private func acknowledgementCard(_ file: TrainingFile) -> HTML {
    if file.acknowledgements.isEmpty { return HTML() }
    return card("Policies acknowledged") {
        HTML()
    } content: {
        dataTable(
            "Policies acknowledged", file.acknowledgements,
            columns: [
                Column("Policy") { row in file.policies.first { $0.id == row.policy }?.name ?? "–" },
                .number("Version") { row in String(row.number) },
                Column("On") { row in date(row.on) },
                Column("Digest") { row in span(.class("muted nowrap")) { String(row.digest.prefix(16)) } },
                Column("Kept through") { row in
                    date(file.keptThrough(row), else: "while in force, then 6 years")
                },
            ])
    }
}

extension TrainingFile {
    /// The last day on which an acknowledgement must be kept; `nil` while its version is in force.
    func keptThrough(_ row: PolicyAcknowledgement) -> LocalDate? {
        let policy = self.policies.first { $0.id == row.policy }
        let text = self.texts.first { $0.policy == row.policy && $0.number == row.number }
        return policy?.retention.keptThrough(
            recordedOn: row.on, lastEffective: text?.endsOn?.adding(days: -1))
    }
}

func completionForm(_ context: ScopedContext, _ frame: Frame, _ file: TrainingFile, _ errors: FieldErrors) -> HTML {
    let form = context.form
    let corrected = (form["supersedes"] ?? context.query["supersedes"]).flatMap(TrainingCompletion.ID.init)
    let record = file.completions.first { $0.id == corrected }
    let course = form["course"] ?? context.query["course"]
    func value(_ name: String, _ before: String?) -> String? { form.has(name) ? form[name] : before }
    guard let person = file.person else { return HTML() }
    return group {
        pageHeader(
            record == nil ? "Record training" : "Correct a record", lead: person.name,
            trail: [Crumb(person.name, .personTraining(context.scope, person.id))])
        errorSummary(errors)
        uploadForm(context, .personTraining(context.scope, person.id)) {
            if let record {
                input(.type("hidden"), .name("supersedes"), .value(record.id.description))
                input(.type("hidden"), .name("course"), .value(record.course.description))
                notice(.info, "The record of \(record.completedOn.readable) stays on file beside its correction")
                textArea(Field("reason", "Why it is corrected", value: form["reason"], errors: errors), rows: 2)
            } else {
                selectField(
                    Field("course", "Course", value: course, errors: errors),
                    file.courses.map { Choice($0.id.description, $0.name) }, blank: "Choose")
            }
            completionFields(context, record, canBeWithdrawn: record != nil, errors)
            textField(
                Field(
                    "job_title", "Job title on that day", value: value("job_title", record?.jobTitle),
                    hint: "Blank: the position on file for that day", errors: errors, isOptional: true))
            fileField(
                Field("file", "Proof", hint: "PDF or picture, at most 10 MB", errors: errors, isOptional: true),
                accept: "application/pdf,image/jpeg,image/png")
            formActions {
                submit(record == nil ? "Put on record" : "Record the correction")
                cancelLink(.personTraining(context.scope, person.id))
            }
        }
    }
}

/// Day, result and who taught.
func completionFields(
    _ context: ScopedContext, _ record: TrainingCompletion?, minutes: Int? = nil, canBeWithdrawn: Bool = false,
    _ errors: FieldErrors
) -> HTML {
    let form = context.form
    func value(_ name: String, _ before: String?) -> String? { form.has(name) ? form[name] : before }
    var results = [Choice("passed", "Passed"), Choice("failed", "Not passed")]
    if canBeWithdrawn { results.append(Choice("withdrawn", "Withdrawn: it never happened")) }
    return group {
        fieldRow {
            dateField(
                Field("completed", "Day", value: value("completed", record?.completedOn.description), errors: errors))
            selectField(
                Field("result", "Result", value: value("result", record?.result.rawValue), errors: errors), results)
            numberField(
                Field(
                    "score", "Score", value: value("score", record?.score?.description), hint: "Of 100", errors: errors,
                    isOptional: true))
            numberField(
                Field(
                    "minutes", "Minutes", value: value("minutes", (record?.minutes ?? minutes)?.description),
                    errors: errors))
        }
        fieldRow {
            textField(Field("trainer", "Trainer", value: value("trainer", record?.trainer), errors: errors))
            textField(
                Field(
                    "qualification", "Qualification of the trainer",
                    value: value("qualification", record?.qualification),
                    errors: errors))
        }
    }
}

/// Everybody who was at a class: one form, a record for each.
func classPage(
    _ context: ScopedContext, _ course: TrainingCourse, minutes: Int?, _ rows: [DutyRow], _ errors: FieldErrors
) -> HTML {
    let chosen = Set(context.form.all("person[]"))
    let scope = context.scope
    return group {
        pageHeader(
            "Record a class", lead: course.name,
            trail: [Crumb("Courses", .courses(scope)), Crumb(course.name, .course(scope, course.id))])
        errorSummary(errors)
        if rows.isEmpty {
            emptyState("Nobody here is asked for it", "Say first of whom the course is asked.", icon: .users)
        } else {
            postForm(context, .courseClass(scope, course.id)) {
                completionFields(context, nil, minutes: minutes, errors)
                fieldset(.class("group"), .id(fieldID("people"))) {
                    legend { "Who was there" }
                    for row in rows {
                        checkbox(
                            "person[]", row.person.name, value: row.person.id.description,
                            isOn: chosen.contains(row.person.id.description),
                            hint: row.duties.first { $0.subject.code == course.code }.map(standing))
                    }
                }
                formActions {
                    submit("Put on record")
                    cancelLink(.course(scope, course.id))
                }
            }
        }
    }
}

private func standing(_ duty: Duty) -> String {
    let due = duty.due.map { ", due \($0.readable)" } ?? ""
    return duty.state.title + due
}
