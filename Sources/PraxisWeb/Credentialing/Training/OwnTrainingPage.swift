import Credentialing
import HTML
import PraxisCore

/// What is asked of oneself, what presses first; nothing to scroll sideways.
func ownTrainingPage(_ frame: Frame, _ file: TrainingFile) -> HTML {
    let open = file.duties.filter { $0.state != .current }
    let done = file.duties.filter { $0.state == .current }
    return group {
        pageHeader("My training and policies", lead: "What your practice asks of you.")
        if file.duties.isEmpty {
            emptyState("Nothing is asked of you", "Courses and policies stand here once they are.", icon: .check)
        }
        if !open.isEmpty { ownDuties("To do", open) }
        if !done.isEmpty { ownDuties("Done", done) }
        claimCard(frame, file.claims)
    }
}

private func ownDuties(_ title: String, _ duties: [Duty]) -> HTML {
    section(.class("stack")) {
        h2 { title }
        ul(.class("hits")) { for duty in duties { ownDuty(duty) } }
    }
}

private func ownDuty(_ duty: Duty) -> HTML {
    li {
        a(.href(ownPlace(duty))) {
            span {
                strong { duty.subject.name }
                small {
                    switch (duty.state, duty.due) {
                    case (.overdue, let due?): "was due \(due.readable)"
                    case (.due, let due?): "due \(due.readable)"
                    case (.current, let due?): "counts through \(due.readable)"
                    default: "counts for good"
                    }
                    if let done = duty.doneOn { ", last done \(done.readable)" }
                }
            }
            dutyTag(duty.state)
        }
    }
}

private func ownPlace(_ duty: Duty) -> Place {
    switch duty.subject {
    case .course(let course): .ownCourse(course.id)
    case .policy(let policy): .ownPolicy(policy.id)
    }
}

private func claimCard(_ frame: Frame, _ claims: [TrainingClaim]) -> HTML {
    if claims.isEmpty { return HTML() }
    return card("Certificates handed in") {
        HTML()
    } content: {
        ul(.class("plain")) {
            for claim in claims {
                li {
                    div(.class("bar")) {
                        strong { claim.courseName }
                        statusTag(
                            claim.state.title,
                            claim.state == .accepted ? .ok : claim.state == .declined ? .bad : .info)
                    }
                    small(.class("muted")) {
                        "\(claim.completedOn.readable), \(claim.trainer)"
                        if let reason = claim.reason { ": \(reason)" }
                    }
                }
            }
        }
    }
}

/// A course: what is taught, and the form that hands in a certificate.
func ownCoursePage(
    _ context: ScopedContext, _ frame: Frame, _ file: TrainingFile, _ course: TrainingCourse, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let version = file.versions[course.id]?.filter { $0.effectiveFrom <= frame.today }.max { $0.number < $1.number }
    let duty = file.duties.first { $0.subject == .course(course) }
    return group {
        pageHeader(
            course.name, tag: duty.map { dutyTag($0.state) },
            lead: duty?.due.map { "Due \($0.readable)" }, trail: [Crumb("My training and policies", .ownTraining)])
        errorSummary(errors)
        if let version {
            card("What is taught") {
                HTML()
            } content: {
                p { version.summary }
                p(.class("muted")) {
                    [
                        counted(version.minutes, "minute", "minutes"),
                        version.passingScore.map { "passing score \($0)" }, version.citation,
                    ].compactMap(\.self).joined(separator: " · ")
                }
                if let link = version.link { p { courseLink(link) } }
                if let document = version.document {
                    p { a(.href(Place.trainingDocument(document))) { "Read the document" } }
                }
            }
        }
        card("Hand in a certificate") {
            HTML()
        } content: {
            uploadForm(context, .ownCourse(course.id)) {
                dateField(Field("completed", "Day on the certificate", value: form["completed"], errors: errors))
                textField(Field("trainer", "Issued by", value: form["trainer"], errors: errors))
                fileField(
                    Field("file", "Certificate", hint: "PDF or a photograph, at most 10 MB", errors: errors),
                    accept: "application/pdf,image/jpeg,image/png")
                formActions {
                    submit("Hand it in")
                    cancelLink(.ownTraining)
                }
            }
        }
    }
}

/// A policy to read, with the button that acknowledges exactly this text.
func ownPolicyPage(
    _ context: ScopedContext, _ frame: Frame, _ file: TrainingFile, _ policy: Policy, _ text: PolicyVersion,
    _ errors: FieldErrors
) -> HTML {
    let own = file.acknowledgements.first { $0.policy == policy.id && $0.number == text.number }
    let duty = file.duties.first { $0.subject == .policy(policy) }
    return group {
        pageHeader(
            text.title, tag: duty.map { dutyTag($0.state) },
            lead: "Version \(text.number), in force since \(text.effectiveFrom?.readable ?? "–")",
            trail: [Crumb("My training and policies", .ownTraining)])
        errorSummary(errors)
        policyText(text)
        if let own {
            notice(.ok, "You acknowledged this version on \(own.on.readable)")
        } else {
            card("Acknowledge") {
                HTML()
            } content: {
                postForm(context, .ownPolicy(policy.id)) {
                    input(.type("hidden"), .name("version"), .value(String(text.number)))
                    input(.type("hidden"), .name("digest"), .value(text.digest))
                    checkbox("read", "I have read and understood this policy and will follow it")
                    formActions {
                        submit("Acknowledge")
                        cancelLink(.ownTraining, "Later")
                    }
                }
            }
        }
    }
}

/// What a version says, a paragraph per block of lines.
func policyText(_ text: PolicyVersion) -> HTML {
    card("Text") {
        HTML()
    } content: {
        for block in text.body.split(separator: "\n", omittingEmptySubsequences: true) { p { String(block) } }
        if let document = text.document {
            p { a(.href(Place.trainingDocument(document))) { "The policy as a document" } }
        }
        if let digest = text.digest { p(.class("muted wrap")) { "SHA-256 \(digest.prefix(16))…" } }
    }
}
