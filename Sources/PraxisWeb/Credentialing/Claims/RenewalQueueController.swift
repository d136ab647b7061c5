package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Renewals that holders handed in: each is verified by somebody else, at its source.
package struct RenewalQueueController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/credentials/renewals", .verificationWrite, "Renewals to verify", self.list),
            .api(
                .get, "/api/v1/{scope}/credentials/renewals", .verificationWrite,
                "List the renewals that wait for a check at the source", answers: .page(of: RenewalClaim.schema),
                self.apiList),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        async let claimed = self.credentialing.waitingRenewals(as: context.caller)
        async let checked = self.credentialing.waitingChecks(as: context.caller)
        let (shell, claims, checks) = try await (frame, claimed, checked)
        return context.page(shell, "Renewals to verify") { renewalQueuePage(context, shell, claims, checks) }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.waitingRenewals(as: context.caller)))
    }
}

private func renewalQueuePage(
    _ context: ScopedContext, _ frame: Frame, _ claims: [RenewalClaim], _ checks: [WaitingCheck]
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Renewals to verify",
            lead: "Handed in by their holders; none counts before the source has been asked.")
        credentialingTabs(context, frame, current: .renewals(scope))
        if !checks.isEmpty { card("Checks that wait for a review") { waitingCheckTable(frame, scope, checks) } }
        if claims.isEmpty {
            emptyState("No renewal waits", "What people hand in for themselves appears here.", icon: .check)
        } else {
            dataTable(
                "Renewals to verify", claims,
                columns: [
                    Column("Name") { claim in a(.href(Place.credentialFile(scope, claim.person))) { claim.name } },
                    Column("Credential") { claim in
                        claim.title
                        if let number = claim.number { div(.class("muted")) { "New number \(number)" } }
                    },
                    Column("Verified until") { claim in
                        date(claim.verifiedUntil, else: "never")
                        if let until = claim.verifiedUntil, until < frame.today { statusTag("Ended", .bad) }
                    },
                    Column("Claims") { claim in
                        claim.days
                        div { statusTag(claim.state.title, .info) }
                    },
                    Column("Handed in") { claim in moment(claim.handedIn, frame) },
                    .steps("Action") { claim in
                        if claim.isOwn {
                            span(.class("muted")) { "Yours: a colleague verifies it" }
                        } else {
                            buttonLink("Verify", .newVerification(scope, claim.person, claim.term))
                        }
                        postButton(context, .openings(scope, claim.person, claim.document), "Document", .quiet)
                    },
                ])
        }
    }
}

private func waitingCheckTable(_ frame: Frame, _ scope: Scope, _ checks: [WaitingCheck]) -> HTML {
    dataTable(
        "Checks that wait for a review", checks,
        columns: [
            Column("Name") { check in a(.href(Place.credentialFile(scope, check.person))) { check.name } },
            Column("Credential") { check in check.title },
            Column("The program says") { check in
                statusTag(check.result.title)
                div(.class("muted")) { check.source }
            },
            Column("Ran for") { check in
                check.verifiedBy
                div(.class("muted")) { moment(check.verifiedAt, frame) }
            },
            .steps("Action") { check in
                if check.isReviewable {
                    buttonLink("Review", .verificationReview(scope, check.person, check.id))
                } else {
                    span(.class("muted")) { "A colleague reviews it" }
                }
            },
        ])
}
