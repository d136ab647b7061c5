import Credentialing
import HTML
import PraxisCore

/// What a program recorded, and the two words that somebody else may say of it.
func checkReviewPage(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ check: Verification, _ errors: FieldErrors
) -> HTML {
    let (scope, person) = (context.scope, file.person)
    let title = file.credentials.first { $0.id == check.credential }?.title ?? "Credential"
    return group {
        pageHeader(
            "Review a check", lead: "\(person.name): \(title)",
            trail: [Crumb(person.name, .credentialFile(scope, person.id))])
        errorSummary(errors)
        card("What the program recorded") {
            p { verificationTags(check) }
            summaryList(facts(frame, file, check))
        }
        if !check.waitsForReview {
            notice(.info, "Nothing waits here") { p { "Somebody has reviewed it, or a later record took its place." } }
        } else if !check.isReviewable {
            notice(.info, "A colleague reviews it") {
                p {
                    "Nobody reviews a check that ran under their own account, that is about themselves, or of days "
                        + "that they entered."
                }
            }
        } else {
            card("Does it count?") { reviewForm(context, person.id, check, errors) }
        }
    }
}

private func facts(_ frame: Frame, _ file: CredentialFile, _ check: Verification) -> [Fact] {
    let term = file.terms.first { $0.id == check.term }
    let review = check.review
    return [
        Fact("Term", term.map { "\($0.issuedOn.readable) – \($0.expiresOn?.readable ?? "no end")" }),
        Fact("Source", "\(check.source), \(check.method.title.lowercased())"),
        Fact("Verified", frame.shown(check.verifiedAt)), Fact("As of", check.sourceAsOf?.readable),
        Fact("Reference", check.reference), Fact("Spoken to", check.spokenTo), Fact("Document", check.document),
        Fact("Note", check.note), Fact("Corrects an earlier check", check.reason), Fact("Ran for", check.verifiedBy),
    ] + (review.map { [Fact("Reviewed by", $0.by), Fact("Said of it", $0.note)] } ?? [])
}

private func reviewForm(
    _ context: ScopedContext, _ person: Person.ID, _ check: Verification, _ errors: FieldErrors
) -> HTML {
    postForm(context, .verificationReview(context.scope, person, check.id)) {
        textArea(
            Field(
                "note", "Note", value: context.form["note"], hint: "Why, where you reject it", errors: errors,
                isOptional: true), rows: 2)
        formActions {
            submit("Accept", .primary, name: "accepted", value: "yes")
            submit("Reject", .plain, name: "accepted", value: "no")
            cancelLink(.credentialFile(context.scope, person))
        }
    }
}

/// What a check is worth.
func verificationTags(_ check: Verification) -> HTML {
    group {
        statusTag(check.result.title, !check.result.isGood ? .warn : check.counts ? .ok : .neutral)
        if check.waitsForReview { statusTag("Waits for review", .info) }
        if check.review?.isAccepted == false { statusTag("Rejected", .warn) }
        if check.isRecordedLate { statusTag("Recorded late", .warn) }
        if check.isSuperseded { statusTag("Corrected") }
    }
}

extension Verification {
    /// What binders print beside its result.
    var remarks: [String] {
        var words: [String] = []
        if self.waitsForReview { words.append("waits for review") }
        if self.review?.isAccepted == false { words.append("rejected") }
        if self.isSuperseded { words.append("superseded") }
        return words
    }
}
