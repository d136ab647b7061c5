package import Credentialing
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// The people of a practice or clinic for other systems: a bundle of HL7 FHIR R4.
package struct DirectoryController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .export("/{scope}/credentials.fhir.json", .credentialRead, "Credentials as FHIR R4", self.bundle),
            .api(
                .get, "/api/v1/{scope}/credentials.fhir.json", .credentialRead, "Read credentials as FHIR R4",
                answers: .any, self.bundle
            ).answering("application/fhir+json").taking(.seconds(60)),
        ]
    }

    /// The first piece is read before anything is sent, so that a refusal is still an answer.
    @Sendable private func bundle(request: Request, context: ScopedContext) async throws -> Response {
        let pages = try await self.credentialing.directory(at: .now(), as: context.caller)
        let body = ResponseBody { writer in
            for try await piece in pages { try await writer.write(ByteBuffer(string: piece)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/fhir+json; fhirVersion=4.0",
                .contentDisposition: "attachment; filename=\"credentials.fhir.json\"",
            ], body: body)
    }
}
