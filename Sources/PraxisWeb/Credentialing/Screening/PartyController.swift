package import Credentialing
import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Vendors and legal entities as screening compares them.
package struct PartyController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/screening/parties", .screeningRead, "Vendors and legal entities", self.list),
            .page(.get, "/{scope}/screening/parties/{party}", .screeningRun, "Names and numbers", self.form),
            .page(.post, "/{scope}/screening/parties/{party}", .screeningRun, "Save names and numbers", self.save),
            .api(
                .get, "/api/v1/{scope}/screening/parties", .screeningRead,
                "Vendors and legal entities as they are screened",
                answers: .page(of: ScreenedParty.schema), self.apiList),
            .api(
                .put, "/api/v1/{scope}/screening/parties/{party}", .screeningRun,
                "Save names and numbers of a business",
                takes: .object([
                    "other_names": .text(1...4000).optional, "states": .text(2...200).optional,
                    "npi": .text(10...10).optional, "uei": .text(12...12).optional, "cage": .text(5...5).optional,
                ]), status: .noContent, versioned: true, self.apiSave),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let parties = try await self.credentialing.screenedParties(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Vendors and legal entities") { partiesPage(context, shell, parties) }
    }

    @Sendable private func form(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, nil, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ typed: Form?, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let party = try await self.credentialing.screenedParty(try self.party(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, party.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            partyPage(context, party, typed, errors)
        }
    }

    private func party(_ context: ScopedContext) throws -> UUID {
        let id: Identifier<ScreenedParty> = try context.parameters.require("party")
        return id.uuid
    }

    @Sendable private func save(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try PartyDraft { context.form[$0] }
            _ = try await self.credentialing.save(
                draft, of: try self.party(context), version: try context.version(), as: context.caller)
            return .redirect(to: .screenedParties(context.scope), flash: "Saved; the next screening compares it so")
        } catch let errors as FieldErrors {
            return try await self.page(context, context.form, errors)
        }
    }

    // MARK: API

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.screenedParties(as: context.caller)))
    }

    @Sendable private func apiSave(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        _ = try await self.credentialing.save(
            try PartyDraft { fields[$0] }, of: try self.party(context), version: try context.version(),
            as: context.caller)
        return .noContent
    }
}
