import Credentialing
import HTML
import PraxisCore

/// What oneself holds, a card each, what ends next first. Everything to touch is large enough for a thumb.
func ownCredentialsPage(_ context: ScopedContext, _ frame: Frame, _ held: OwnCredentials) -> HTML {
    let next = held.next(from: frame.today)
    return section(.class("stack touch")) {
        pageHeader(
            "My credentials",
            lead: next.map { credential in
                "Next: \(credential.title), through \(credential.coveredUntil?.readable ?? "")."
            }, trail: [Crumb("My tasks", .ownTasks)])
        if held.credentials.isEmpty {
            emptyState(
                "Nothing is on file yet",
                "Your practice puts your licenses and certificates on file; you hand in their renewals here.",
                icon: .badge)
        }
        for credential in held.credentials { ownCredentialCard(context, frame, credential, held) }
    }
}

private func ownCredentialCard(
    _ context: ScopedContext, _ frame: Frame, _ credential: OwnCredential, _ held: OwnCredentials
) -> HTML {
    let claim = held.claim(of: credential.id)
    return card(credential.title, id: "credential-\(credential.id)") {
        bucketTag(credential.bucket)
    } content: {
        p(.class("muted")) {
            [
                credential.number.map { "Number \($0)" }, claim.flatMap { laterNumber($0, frame.today) },
                coverage(credential, frame.today),
            ].compactMap(\.self)
                .joined(separator: " · ")
        }
        if let claim, claim.state != .verified { claimNotice(context, frame, claim) }
        if held.mayHandIn(credential) {
            div(.class("bar")) {
                buttonLink(
                    claim?.state == .refused ? "Hand in another" : "Hand in the renewal", .newOwnRenewal(credential.id),
                    credential.endsSoon ? .primary : .plain)
            }
        } else if !credential.isClaimable {
            p(.class("muted")) { "Your practice renews this; take a new document to your credentialing specialist." }
        }
    }
}

/// The number of a renewal that was verified and has not begun.
private func laterNumber(_ claim: RenewalClaim, _ today: LocalDate) -> String? {
    guard claim.state == .verified, claim.issuedOn > today else { return nil }
    return claim.number.map { "\($0) from \(claim.issuedOn.readable)" }
}

private func coverage(_ credential: OwnCredential, _ today: LocalDate) -> String {
    guard let until = credential.coveredUntil else {
        return credential.bucket == .noExpiry ? "no end" : "not verified yet"
    }
    return until < today ? "ended on \(until.readable)" : "counts through \(until.readable)"
}

/// A renewal of one's own: that it does not count yet, and how to take it back while nobody has asked the source.
private func claimNotice(_ context: ScopedContext, _ frame: Frame, _ claim: RenewalClaim) -> HTML {
    if claim.state == .refused {
        return notice(.warn, "The source did not confirm your renewal: \(claim.result?.title ?? "")") {
            p { "\(claim.days). Speak with your credentialing specialist, or hand in another." }
        }
    }
    return notice(.info, "Renewal claimed, not verified") {
        p {
            claim.days
            if let number = claim.number { ", number \(number)" }
            ". It does not count before your practice has asked the source; then it counts from its first day."
        }
        p {
            "Handed in "
            moment(claim.handedIn, frame)
            ", \(claim.fileName)"
        }
        details {
            summary { "Withdraw it" }
            div(.class("stack")) {
                p {
                    "Your practice no longer verifies it, and what is on file ends as it did. It stays on record as withdrawn; you may hand in another."
                }
                postButton(context, .ownRenewalWithdrawal(claim.term), "Withdraw the renewal", .danger)
            }
        }
    }
}

/// The form that hands in a renewal; nothing else where it may not be handed in now.
func renewalPage(
    _ context: ScopedContext, _ credential: OwnCredential, _ held: OwnCredentials, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    return section(.class("stack touch")) {
        pageHeader(
            "Hand in a renewal", lead: credential.title,
            trail: [Crumb("My tasks", .ownTasks), Crumb("My credentials", .ownCredentials)])
        errorSummary(errors)
        if !held.mayHandIn(credential) {
            notice(.info, (credential.isClaimable ? ClaimRefusal.waiting : .notClaimable).sentence) {
                p { a(.href(Place.ownCredentials)) { "My credentials" } }
            }
        } else {
            if let until = credential.coveredUntil {
                p { "What is on file is verified through \(until.readable)." }
            }
            uploadForm(context, .ownRenewals(credential.id)) {
                fieldRow {
                    dateField(
                        Field(
                            "issued", "First day", value: form["issued"], hint: "On the new document", errors: errors))
                    dateField(
                        Field(
                            "expires", "Last day", value: form["expires"],
                            hint: "It counts until the end of this day", errors: errors))
                }
                textField(
                    Field(
                        "number", "New number", value: form["number"],
                        hint: credential.number.map { "Only where it is another than \($0)" }
                            ?? "As it is printed on it", errors: errors, isOptional: true), .maxlength(40),
                    .autocomplete("off"))
                fileField(
                    Field(
                        "file", "Document", hint: "A photograph or a PDF of at most 10 MB: all of it, easy to read",
                        errors: errors),
                    accept: "application/pdf,image/jpeg,image/png")
                formActions {
                    submit("Hand it in")
                    cancelLink(.ownCredentials)
                }
            }
        }
    }
}
