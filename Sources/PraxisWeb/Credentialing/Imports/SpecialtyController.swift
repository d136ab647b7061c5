import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

extension Place {
    static func specialties(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "specialties")
    }

    static func specialtyEnding(_ scope: Scope, _ person: Person.ID, _ specialty: Specialty.ID) -> Place {
        Place(scope, "people", person.description, "specialties", specialty.description, "ending")
    }
}

/// What somebody works as, by the code set.
struct SpecialtyController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.post, "/{scope}/people/{person}/specialties", .credentialWrite, "Add a specialty", self.add),
            .page(
                .post, "/{scope}/people/{person}/specialties/{specialty}/ending", .credentialWrite, "End a specialty",
                self.end),
            .api(
                .get, "/api/v1/{scope}/people/{person}/specialties", .credentialRead, "List what a person works as",
                answers: .page(of: Specialty.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/people/{person}/specialties", .credentialWrite, "Add a specialty by its code",
                takes: .object(["code": .text(10...10)]), answers: .created, status: .created, self.apiAdd),
            .api(
                .post, "/api/v1/{scope}/people/{person}/specialties/{specialty}/ending", .credentialWrite,
                "End a specialty", status: .noContent, self.apiEnd),
        ]
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            _ = try await self.credentialing.addSpecialty(
                (context.form["code"] ?? "").uppercased(), to: person, as: context.caller)
            return .redirect(to: .credentialFile(context.scope, person), flash: "Added")
        } catch let errors as FieldErrors {
            return try await self.page(context, person, errors)
        } catch let error as CredentialingError {
            switch error {
            case .unknownSpecialty, .retiredSpecialty, .alreadyOnFile:
                return try await self.page(
                    context, person, FieldErrors("code", Problem.sentence(error.sentence)))
            default: throw error
            }
        }
    }

    private func page(_ context: ScopedContext, _ person: Person.ID, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.file(of: person, as: context.caller)
        let shell = try await frame
        return context.page(shell, file.person.name, status: .unprocessableContent) {
            credentialFilePage(context, shell, file, errors)
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        try await self.credentialing.endSpecialty(
            try context.parameters.require("specialty"), of: person, as: context.caller)
        return .redirect(to: .credentialFile(context.scope, person), flash: "Ended; it stays on record")
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(
            JSONPage(
                try await self.credentialing.specialties(
                    of: try context.parameters.require("person"), as: context.caller)))
    }

    @Sendable private func apiAdd(request: Request, context: ScopedContext) async throws -> Response {
        struct Input: Decodable { let code: String }
        return .created(
            try await self.credentialing.addSpecialty(
                try context.json(Input.self).code, to: try context.parameters.require("person"), as: context.caller))
    }

    @Sendable private func apiEnd(request: Request, context: ScopedContext) async throws -> Response {
        try await self.credentialing.endSpecialty(
            try context.parameters.require("specialty"), of: try context.parameters.require("person"),
            as: context.caller)
        return .noContent
    }
}

extension Specialty: APIObject {
    static let members: [APIMember<Specialty>] = [
        APIMember("id") { $0.id }, APIMember("code") { $0.code }, APIMember("name") { $0.name },
        APIMember("primary") { $0.isPrimary }, APIMember("retired") { $0.isRetired },
        APIMember("from_file") { $0.isFromFile },
    ]
}
