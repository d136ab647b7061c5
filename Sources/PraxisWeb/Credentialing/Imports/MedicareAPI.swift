import Credentialing
import Hummingbird
import PraxisCore

/// What Medicare's lists say of people, for programs.
struct MedicareAPI: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people/{person}/medicare", .enrollmentRead,
                "Read what Medicare's newest lists say of somebody", answers: .page(of: MedicareWord.schema), self.show)
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let words = try await self.enrollments.medicare(
            of: try context.parameters.require("person"), as: context.caller)
        return .json(JSONPage(words))
    }
}
