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
                if let reason = file.returnedFor, file.state == .infoRequested { infoRequest(reason) }
                p { a(.class("button primary"), .href(Place.application(file.id))) { "Open" } }
            }
        }
    }
}

/// What the committee wants to know; it is answered outside of the application, which stays as it was signed.
private func infoRequest(_ reason: String) -> HTML {
    notice(.warn, "The committee asks you for information") {
        p { reason }
        p { "Answer your credentialing specialist. What you signed stays as it is." }
    }
}

private func ownState(_ file: OwnFile) -> HTML {
    switch file.state {
    case .invited: statusTag("You are invited", .info)
    case .applicationInProgress: statusTag("With you, round \(file.attempt)", .warn)
    case .returnedIncomplete: statusTag("Came back, round \(file.attempt)", .bad)
    case .infoRequested: statusTag("Information asked for", .warn)
    case .decided: statusTag("Decided", .ok)
    case .appeal, .fairHearing: statusTag("Appeal under review", .info)
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
        if let reason = file.returnedFor, file.state == .infoRequested { infoRequest(reason) }
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
        case .decided:
            p { "It is decided. The practice sends you the notice of the decision." }
        default:
            p { "It is with the practice. You are told of the decision." }
        }
        if !application.attestations.isEmpty { signedCard(application) }
    }
}

private func sectionList(_ application: OwnApplication) -> HTML {
    section(.class("stack")) {
        h2 { "Sections" }
        ul(.class("hits")) {
            for section in ApplicationForm.sections {
                li {
                    a(.href(Place.applicationSection(application.file.id, section.name))) {
                        span { section.title }
                        application.section(section.name) == nil ? statusTag("To do", .warn) : statusTag("Done", .ok)
                    }
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
        if section.name == "work", let work = application.work {
            p {
                "Tell of the last \(counted(work.years, "year", "years")), and explain what you did in times without work of "
                    + "more than \(counted(work.gapMonths, "month", "months"))."
            }
        }
        postForm(context, .applicationSection(application.file.id, section.name)) {
            input(.type("hidden"), .name("version"), .value(context.form["version"] ?? String(stored?.version ?? 0)))
            for part in section.parts {
                let questions = group {
                    for question in part.questions {
                        let stored = stored?.answers[question.name] ?? application.known(question)
                        let value = errors.isEmpty ? stored : context.form[question.name]
                        questionField(question, part.label(of: question), value, errors)
                    }
                }
                if let title = part.title { fields(title) { questions } } else { questions }
            }
            formActions {
                submit("Save")
                cancelLink(.application(application.file.id))
            }
        }
    }
}

private func questionField(
    _ question: ApplicationForm.Question, _ label: String, _ value: String?, _ errors: FieldErrors
) -> HTML {
    let field = Field(
        question.name, label, value: value, hint: question.hint, errors: errors,
        isOptional: !question.isRequired)
    switch question.kind {
    case .line: return textField(field, .maxlength(500))
    case .lines, .explanation: return textArea(field, rows: 3)
    case .day: return dateField(field)
    case .yesOrNo: return radios(field, [Choice("no", "No"), Choice("yes", "Yes")])
    }
}

/// Questions of a section that stand together: those of one position, by the title that they share.
private struct ApplicationPart {
    let title: String?
    var questions: [ApplicationForm.Question]

    /// The question without the title that stands above it.
    func label(of question: ApplicationForm.Question) -> String {
        let text = question.title.dropFirst(self.title.map { $0.count + 2 } ?? 0)
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}

extension ApplicationForm.Section {
    fileprivate var parts: [ApplicationPart] {
        self.questions.reduce(into: []) { parts, question in
            let title =
                self.name == "work" ? question.title.split(separator: ": ").dropLast().first.map(String.init) : nil
            if let last = parts.last, last.title == title {
                parts[parts.count - 1].questions.append(question)
            } else {
                parts.append(ApplicationPart(title: title, questions: [question]))
            }
        }
    }
}

extension OwnApplication {
    /// What the practice knows already, for the person to correct.
    fileprivate func known(_ question: ApplicationForm.Question) -> String? {
        question.name == "name" ? self.name : nil
    }
}
