package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Certificates that people handed in about their own training: somebody else accepts or declines them.
package struct ClaimController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/training/certificates", .trainingRecord, "Certificates to review", self.list),
            .page(.get, "/{scope}/training/certificates/{claim}", .trainingRecord, "Review a certificate", self.show),
            .export("/{scope}/training/certificates/{claim}/file", .trainingRead, "A certificate", self.file),
            .page(
                .post, "/{scope}/training/certificates/{claim}/acceptance", .trainingRecord, "Accept a certificate",
                self.accept),
            .page(
                .post, "/{scope}/training/certificates/{claim}/refusal", .trainingRecord, "Decline a certificate",
                self.decline),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let claims = try await self.training.waitingClaims(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Certificates to review") { claimsPage(context, shell, claims) }
    }

    @Sendable private func file(request: Request, context: ScopedContext) async throws -> Response {
        documentResponse(
            try await self.training.certificate(try context.parameters.require("claim"), as: context.caller))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let id: TrainingClaim.ID = try context.parameters.require("claim")
        let claim = try await self.training.waitingClaims(as: context.caller).filter { $0.id == id }.required()
        let shell = try await frame
        return context.page(shell, "Review a certificate", status: errors.isEmpty ? .ok : .unprocessableContent) {
            claimPage(context, shell, claim, errors)
        }
    }

    @Sendable private func accept(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try CompletionDraft { $0 == "supersedes" ? nil : context.form[$0] }
            _ = try await self.training.accept(
                try context.parameters.require("claim"), draft, as: context.caller)
            return .redirect(to: .trainingClaims(context.scope), flash: "Accepted and on record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch let error as TrainingError {
            let fields: [TrainingError: String] = [
                .inFuture: "completed", .notInForce: "completed", .scoreTooLow: "score",
            ]
            guard let errors = error.errors(fields) else { throw error }
            return try await self.page(context, errors)
        }
    }

    @Sendable private func decline(request: Request, context: ScopedContext) async throws -> Response {
        do {
            try await self.training.decline(
                try context.parameters.require("claim"), because: context.form["reason"] ?? "", as: context.caller)
            return .redirect(to: .trainingClaims(context.scope), flash: "Declined; the person reads why")
        } catch let errors as FieldErrors { return try await self.page(context, errors) }
    }
}

private func claimsPage(_ context: ScopedContext, _ frame: Frame, _ claims: [TrainingClaim]) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Certificates to review", lead: "What people handed in about their own training.")
        trainingTabs(context, frame, current: .trainingClaims(scope))
        if claims.isEmpty {
            emptyState("No certificate waits", "What people hand in appears here.", icon: .check)
        } else {
            dataTable(
                "Certificates", claims,
                columns: [
                    Column("Person") { claim in a(.href(Place.trainingClaim(scope, claim.id))) { claim.name } },
                    Column("Course") { claim in claim.courseName },
                    Column("Day") { claim in date(claim.completedOn) },
                    Column("Issued by") { claim in claim.trainer },
                    Column("Handed in") { claim in moment(claim.handedIn, frame) },
                ])
        }
    }
}

private func claimPage(
    _ context: ScopedContext, _ frame: Frame, _ claim: TrainingClaim, _ errors: FieldErrors
) -> HTML {
    let (scope, form) = (context.scope, context.form)
    return group {
        pageHeader(
            "Review a certificate", lead: "\(claim.name), \(claim.courseName)",
            trail: [Crumb("Certificates", .trainingClaims(scope))])
        errorSummary(errors)
        summaryList([
            Fact("Day on it") { date(claim.completedOn) }, Fact("Issued by", claim.trainer),
            Fact("File") { a(.href(Place.trainingClaimFile(scope, claim.id))) { claim.fileName } },
            Fact("Handed in") { moment(claim.handedIn, frame) },
        ])
        if claim.isOwn {
            notice(.info, "This certificate is your own; a colleague reviews it")
        } else {
            card("Accept") {
                HTML()
            } content: {
                postForm(context, .trainingClaimAcceptance(scope, claim.id)) {
                    fieldRow {
                        dateField(
                            Field(
                                "completed", "Day", value: form["completed"] ?? claim.completedOn.description,
                                errors: errors))
                        numberField(Field("minutes", "Minutes", value: form["minutes"], errors: errors))
                        numberField(
                            Field("score", "Score", value: form["score"], errors: errors, isOptional: true))
                    }
                    fieldRow {
                        textField(Field("trainer", "Trainer", value: form["trainer"] ?? claim.trainer, errors: errors))
                        textField(
                            Field(
                                "qualification", "Qualification of the trainer", value: form["qualification"],
                                errors: errors))
                    }
                    formActions { submit("Accept") }
                }
            }
            card("Decline") {
                HTML()
            } content: {
                postForm(context, .trainingClaimRefusal(scope, claim.id)) {
                    textArea(
                        Field(
                            "reason", "What is wrong with it", value: form["reason"], hint: "The person reads it",
                            errors: errors), rows: 2)
                    formActions { submit("Decline", .danger) }
                }
            }
        }
    }
}
