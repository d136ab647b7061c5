import Credentialing
import HTML
import PraxisCore

func courseForm(_ context: ScopedContext, _ retentions: [Retention], _ errors: FieldErrors) -> HTML {
    let form = context.form
    return group {
        pageHeader("Add a course", trail: [Crumb("Courses", .courses(context.scope))])
        errorSummary(errors)
        uploadForm(context, .courses(context.scope)) {
            textField(Field("name", "Name", value: form["name"], errors: errors))
            fieldRow {
                textField(
                    Field(
                        "code", "Code", value: form["code"], hint: "Small letters, such as hipaa-privacy",
                        errors: errors))
                selectField(
                    Field("retention", "How long records are kept", value: form["retention"], errors: errors),
                    retentions.map { Choice($0.code, "\($0.name), \(retention($0))") }, blank: "Choose")
            }
            versionFields(context, nil, errors)
            formActions {
                submit("Add the course")
                cancelLink(.courses(context.scope))
            }
        }
    }
}

func courseVersionForm(
    _ context: ScopedContext, _ course: TrainingCourse, _ last: TrainingVersion?, _ errors: FieldErrors
) -> HTML {
    group {
        pageHeader(
            "Add a version", lead: course.name,
            trail: [Crumb("Courses", .courses(context.scope)), Crumb(course.name, .course(context.scope, course.id))])
        errorSummary(errors)
        uploadForm(context, .courseVersions(context.scope, course.id)) {
            input(.type("hidden"), .name("version"), .value(String(last?.number ?? 0)))
            versionFields(context, last, errors)
            formActions {
                submit("Add the version")
                cancelLink(.course(context.scope, course.id))
            }
        }
    }
}

/// The fields of a version, with those of the one before to begin with.
private func versionFields(_ context: ScopedContext, _ last: TrainingVersion?, _ errors: FieldErrors) -> HTML {
    let form = context.form
    func value(_ name: String, _ before: String?) -> String? { form.has(name) ? form[name] : before }
    return group {
        textArea(
            Field(
                "summary", "Contents", value: value("summary", last?.summary),
                hint: "What is taught, in a few sentences: it becomes part of every record", errors: errors))
        fieldRow {
            textField(
                Field(
                    "link", "Address of the course", value: value("link", last?.link), hint: "Begins with https://",
                    errors: errors, isOptional: true))
            fileField(
                Field("file", "Document", hint: "PDF, at most 10 MB", errors: errors, isOptional: true),
                accept: "application/pdf,image/jpeg,image/png")
        }
        fieldRow {
            numberField(Field("minutes", "Minutes", value: value("minutes", last?.minutes.description), errors: errors))
            numberField(
                Field(
                    "score", "Passing score", value: value("score", last?.passingScore?.description),
                    hint: "Of 100", errors: errors, isOptional: true))
            dateField(Field("effective", "Taught from", value: form["effective"], errors: errors))
        }
        fields("How long it counts") {
            fieldRow {
                numberField(
                    Field(
                        "every", "Repeat every", value: value("every", last?.recurrence?.every.description),
                        hint: "Blank: once is enough", errors: errors, isOptional: true))
                selectField(
                    Field("unit", "Unit", value: value("unit", last?.recurrence?.unit.rawValue), errors: errors),
                    [Choice("month", "months"), Choice("day", "days")])
                selectField(
                    Field(
                        "anchor", "Counted from", value: value("anchor", last?.recurrence?.anchor.rawValue),
                        errors: errors),
                    [Choice("completion", "the day of completion"), Choice("due", "the day it was due")])
            }
            fieldRow {
                numberField(
                    Field(
                        "warn", "Remind so many days before", value: value("warn", last?.warnDays.description ?? "30"),
                        errors: errors))
                if last != nil {
                    numberField(
                        Field(
                            "retake", "Everybody takes it again within", value: form["retake"],
                            hint: "Days from the first day; blank: not before it is due anyway", errors: errors,
                            isOptional: true))
                }
            }
        }
        textField(
            Field(
                "citation", "Rule", value: value("citation", last?.citation), hint: "Such as 29 CFR 1910.1030(g)(2)",
                errors: errors))
    }
}

func courseChangeForm(_ context: ScopedContext, _ course: TrainingCourse, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return card("Change the course") {
        HTML()
    } content: {
        postForm(context, .course(context.scope, course.id)) {
            input(.type("hidden"), .name("version"), .value(String(course.version)))
            fieldRow {
                textField(Field("name", "Name", value: form["name"] ?? course.name, errors: errors))
                dateField(
                    Field(
                        "ends", "Not asked from", value: form.has("ends") ? form["ends"] : course.endsOn?.description,
                        hint: "Records stay", errors: errors, isOptional: true))
            }
            formActions { submit("Change", .plain) }
        }
    }
}

/// Of whom something is asked.
func ruleForm(
    _ context: ScopedContext, _ frame: Frame, _ place: Place, _ exposures: [ExposedJob], _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let kinds = Set(exposures.map(\.exposure)).sorted()
    return postForm(context, place) {
        fields("Ask it of") {
            fieldRow {
                selectField(
                    Field("whom", "Whom", value: form["whom"], errors: errors),
                    kinds.map { Choice("exposure:\($0)", words($0), group: "Exposed jobs") }
                        + Position.choices.map { Choice("position:\($0.value)", $0.label, group: "Position") }
                        + ClinicalRole.allCases.map { Choice("role:\($0.rawValue)", $0.title, group: "Clinical role") },
                    blank: "Everybody")
                clinicField(frame, form["clinic"], errors)
            }
            fieldRow {
                numberField(
                    Field("due", "Due within days", value: form["due"], hint: "Of hire or assignment", errors: errors))
                dateField(Field("starts", "From", value: form["starts"], errors: errors))
                textField(Field("citation", "Rule", value: form["citation"], errors: errors))
            }
        }
        formActions { submit("Ask it", .plain) }
    }
}

private func clinicField(_ frame: Frame, _ value: String?, _ errors: FieldErrors) -> HTML {
    selectField(
        Field("clinic", "Clinic", value: value, errors: errors),
        frame.clinics.map { Choice($0.slug.description, $0.name) }, blank: "All clinics")
}

func gateForm(_ context: ScopedContext, _ frame: Frame, _ course: TrainingCourse, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .courseGates(context.scope, course.id)) {
        fields("Tie shifts to it") {
            fieldRow {
                selectField(
                    Field("role", "Role", value: form["role"], errors: errors),
                    ClinicalRole.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
                selectField(
                    Field("severity", "Shifts without it are", value: form["severity"], errors: errors),
                    [Choice("warn", "marked"), Choice("block", "blocked")])
                clinicField(frame, form["clinic"], errors)
            }
            fieldRow {
                dateField(Field("starts", "From the day of work", value: form["starts"], errors: errors))
                textField(Field("citation", "Rule", value: form["citation"], errors: errors))
            }
        }
        formActions { submit("Tie shifts", .plain) }
    }
}

func exposureForm(_ context: ScopedContext, _ frame: Frame, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return card("Add an exposed job") {
        HTML()
    } content: {
        postForm(context, .exposures(context.scope)) {
            fieldRow {
                textField(
                    Field("exposure", "Exposure", value: form["exposure"], hint: "Such as bloodborne", errors: errors))
                selectField(
                    Field("position", "Position", value: form["position"], errors: errors), Position.choices,
                    blank: "Choose")
                dateField(Field("starts", "From", value: form["starts"] ?? frame.today.description, errors: errors))
            }
            formActions { submit("Add the job", .plain) }
        }
    }
}
