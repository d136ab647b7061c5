import Credentialing
import HTML
import Postgres
import PraxisCore

/// The own files; made for the phone.
func applicationsPage(_ context: ScopedContext, _ files: [OwnFile]) -> HTML {
    group {
        pageHeader("My application", lead: "What the practice asks you for to decide about your credentials.")
        if files.isEmpty {
            emptyState("No application", "You are told when the practice invites you.", icon: .file)
        }
        for file in files {
            card(file.cycle.title) {
                p { ownState(file) }
                if let reason = file.returnedFor, file.state == .returnedIncomplete {
                    notice(.warn, "It came back") { p { reason } }
                }
                p { a(.class("button primary"), .href(Place.application(file.id))) { "Open" } }
            }
        }
    }
}

private func ownState(_ file: OwnFile) -> HTML {
    switch file.state {
    case .invited: statusTag("You are invited", .info)
    case .applicationInProgress: statusTag("With you, round \(file.attempt)", .warn)
    case .returnedIncomplete: statusTag("Came back, round \(file.attempt)", .bad)
    case .decided: statusTag("Decided", .ok)
    case .withdrawn: statusTag("Withdrawn")
    default: statusTag("With the practice", .info)
    }
}

/// An own application: its sections, and the signature.
func applicationPage(_ context: ScopedContext, _ application: OwnApplication, _ errors: FieldErrors) -> HTML {
    let file = application.file
    return group {
        pageHeader("My application", tag: ownState(file), trail: [Crumb("My application", .applications)])
        errorSummary(errors)
        if let reason = file.returnedFor, [.returnedIncomplete, .applicationInProgress].contains(file.state) {
            notice(.warn, "What was missing") { p { reason } }
        }
        switch file.state {
        case .invited, .returnedIncomplete:
            postForm(context, .application(file.id, "begin")) {
                input(.type("hidden"), .name("version"), .value(String(file.version)))
                formActions { submit(file.state == .invited ? "Begin" : "Complete it") }
            }
        case .applicationInProgress:
            sectionList(application)
            signatureCard(context, application, errors)
        default:
            p { "It is with the practice. You are told of the decision." }
        }
        if !application.attestations.isEmpty { signedCard(application) }
    }
}

private func sectionList(_ application: OwnApplication) -> HTML {
    card("Sections") {
        ul(.class("plain")) {
            for section in ApplicationForm.sections {
                li {
                    a(.href(Place.applicationSection(application.file.id, section.name))) { section.title }
                    " "
                    application.section(section.name) == nil ? statusTag("To do", .warn) : statusTag("Done", .ok)
                }
            }
        }
    }
}

private func signatureCard(_ context: ScopedContext, _ application: OwnApplication, _ errors: FieldErrors) -> HTML {
    card("Sign and hand in") {
        if !application.missing.isEmpty {
            p { "\(counted(application.missing.count, "section is", "sections are")) still to do." }
        } else {
            p { ApplicationForm.statement }
            postForm(context, .application(application.file.id, "signature")) {
                input(.type("hidden"), .name("version"), .value(String(application.file.version)))
                textField(
                    Field(
                        "signature", "Your full name as your signature", value: context.form["signature"],
                        hint: application.name, errors: errors), .autocomplete("name"), .maxlength(200))
                checkbox("agree", "I attest to the above")
                formActions { submit("Sign and hand in") }
            }
        }
    }
}

private func signedCard(_ application: OwnApplication) -> HTML {
    card("What you signed") {
        for signed in application.attestations {
            details {
                summary { "Round \(signed.attempt), \(signed.signedOn.readable)" }
                p(.class("muted wrap")) { "SHA-256 \(Hexadecimal.text(signed.digest))" }
                pre(.class("wrap")) { String(decoding: signed.content, as: UTF8.self) }
            }
        }
    }
}

/// The questions of a section.
func applicationSectionPage(
    _ context: ScopedContext, _ application: OwnApplication, _ section: ApplicationForm.Section, _ errors: FieldErrors
) -> HTML {
    let stored = application.section(section.name)
    return group {
        pageHeader(
            section.title,
            trail: [
                Crumb("My application", .applications), Crumb("Sections", .application(application.file.id)),
            ])
        errorSummary(errors)
        postForm(context, .applicationSection(application.file.id, section.name)) {
            input(.type("hidden"), .name("version"), .value(context.form["version"] ?? String(stored?.version ?? 0)))
            for question in section.questions {
                let value = errors.isEmpty ? stored?.answers[question.name] : context.form[question.name]
                questionField(question, value, errors)
            }
            formActions {
                submit("Save")
                cancelLink(.application(application.file.id))
            }
        }
    }
}

private func questionField(_ question: ApplicationForm.Question, _ value: String?, _ errors: FieldErrors) -> HTML {
    let field = Field(
        question.name, question.title, value: value, hint: question.hint, errors: errors,
        isOptional: !question.isRequired)
    switch question.kind {
    case .line: return textField(field, .maxlength(500))
    case .lines, .explanation: return textArea(field, rows: 3)
    case .day: return dateField(field)
    case .yesOrNo: return radios(field, [Choice("no", "No"), Choice("yes", "Yes")])
    }
}
