import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import Postgres
import PraxisCore

/// Rights for an emergency: taking them, and looking at it afterwards.
package struct EmergencyController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .page(.get, "/account/emergency", .breakGlassRequest, "Emergency access", self.blank),
            .page(.post, "/account/emergency", .breakGlassRequest, "Emergency access", self.start),
            .page(.get, "/{scope}/emergencies", .breakGlassReview, "Emergencies", self.list),
            .page(
                .post, "/{scope}/emergencies/{emergency}/review", .breakGlassReview, "Review an emergency",
                self.review),
        ]
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        if let first = try await self.identity.freshness(context) { return first }
        return try await self.page(context)
    }

    @Sendable private func start(request: Request, context: ScopedContext) async throws -> Response {
        let new: NewEmergency
        do { new = try Self.validated(context.form) } catch { return try await self.page(context, error) }
        do {
            _ = try await self.identity.breakGlass(new, as: context.caller)
        } catch let error as PostgresError {
            guard let sentence = Self.sentence(error) else { throw error }
            return try await self.page(context, FieldErrors("role", sentence))
        }
        return .redirect(
            to: .account, flash: "Emergency access for \(new.minutes) minutes; the administrators have been told")
    }

    /// Why the database refused an emergency, in words.
    private static func sentence(_ error: PostgresError) -> String? {
        switch error.refusal?.code {
        case "emergency_unreviewed": "Your last emergency has not been reviewed yet; ask an administrator to do that"
        case "sod_violation": "This role and one that you have exclude each other"
        case "role_unknown": "Choose a role"
        default: nil
        }
    }

    static func validated(_ form: Form) throws(FieldErrors) -> NewEmergency {
        var errors = FieldErrors()
        let role = errors.check("role", form["role"], { $0 }, else: "Choose a role")
        let clinic = errors.check("clinic", form["clinic"], UUID.init(uuidString:), else: "Choose a clinic")
        let reason = errors.check(
            "reason", form["reason"], { $0.count >= 15 ? $0 : nil },
            else: "Say in at least 15 characters what the emergency is")
        let minutes = errors.check(
            "minutes", form["minutes"], { Int($0).flatMap { (1...60).contains($0) ? $0 : nil } },
            else: "Enter a number of minutes from 1 to 60")
        guard let role, let clinic, let reason, let minutes else { throw errors }
        return NewEmergency(role: role, clinic: clinic, reason: reason, minutes: minutes)
    }

    private func page(
        _ context: ScopedContext, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let roles = self.identity.emergencyRoles(as: context.caller)
        let clinics = try await self.identity.allClinics(as: context.caller)
        let choices = try await roles.map { Choice($0.code, $0.name) }
        let frame = try await context.frame()
        let form = context.form
        return context.page(frame, "Emergency access", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader("Emergency access", trail: [Crumb("Your account", .account)])
            notice(.warn, "For emergencies only") {
                p {
                    "It begins at once and ends by itself. The administrators are told, everything you do is marked in "
                    "the audit trail, and somebody reviews it within 72 hours."
                }
            }
            errorSummary(errors)
            postForm(context, .emergency) {
                selectField(Field("role", "As", value: form["role"], errors: errors), choices)
                selectField(
                    Field("clinic", "In", value: form["clinic"], errors: errors),
                    clinics.map { Choice($0.id.uuidString.lowercased(), $0.name) })
                textArea(Field("reason", "What is the emergency?", value: form["reason"], errors: errors), rows: 3)
                numberField(
                    Field("minutes", "For how many minutes", value: form["minutes"] ?? "30", errors: errors))
                formActions {
                    submit("Begin", .danger)
                    cancelLink(.account)
                }
            }
        }
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let emergencies = self.identity.emergencies(as: context.caller)
        let frame = try await context.frame()
        let found = try await emergencies
        return context.page(frame, "Emergencies") {
            pageHeader("Emergencies", lead: "Rights that were taken at once, each to be reviewed within 72 hours")
            if found.isEmpty { emptyState("There was no emergency", icon: .shield) }
            for emergency in found { emergencyCard(context, frame, emergency) }
        }
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        let id = try context.parameters.identifier("emergency")
        var errors = FieldErrors()
        let verdict = errors.check(
            "verdict", context.form["verdict"], Emergency.Verdict.init(rawValue:), else: "Choose a verdict")
        guard let verdict else { throw errors }
        try await self.identity.review(id, verdict, note: context.form["note"] ?? "", as: context.caller)
        return .redirect(to: .emergencies(context.scope), flash: "Reviewed")
    }
}

private func emergencyCard(_ context: ScopedContext, _ frame: Frame, _ emergency: Emergency) -> HTML {
    card("\(emergency.accountName) as \(emergency.roleName)") {
        switch emergency.verdict {
        case .justified: statusTag("Justified", .ok)
        case .unjustified: statusTag("Unjustified", .bad)
        case nil: statusTag("To be reviewed", .warn)
        }
    } content: {
        summaryList([
            Fact("Where", emergency.clinicName ?? "Whole practice"),
            Fact("From") { moment(emergency.starts, frame) },
            Fact("Until") { moment(emergency.ends, frame) },
            Fact("Reason", emergency.reason),
            Fact("Review due") { moment(emergency.due, frame) },
            Fact("Note", emergency.note),
        ])
        if emergency.verdict == nil {
            postForm(context, .emergencyReview(frame.scope, emergency.grant), .class("inline")) {
                textField(Field("note", "Note"))
                submit("Justified", .primary, name: "verdict", value: "justified")
                submit("Unjustified", .danger, name: "verdict", value: "unjustified")
            }
        }
    }
}
