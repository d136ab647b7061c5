import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The code set of specialties: its releases, and the codes. An operator loads it; every practice reads the same.
struct TaxonomyController: Controller {
    let imports: ImportService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/taxonomy", .credentialRead, "Specialties", self.show),
            .api(
                .get, "/api/v1/{scope}/taxonomy", .credentialRead, "List the specialties that there are",
                query: [
                    QueryItem("q", .text(1...100), "Part of a code or a name"),
                    QueryItem("after", .text(10...10), "The code after which the page begins"),
                ], answers: .page(of: Taxonomy.schema), self.apiList),
        ]
    }

    private func taxonomy(
        _ context: ScopedContext
    ) async throws -> (releases: [TaxonomyRelease], codes: [Taxonomy], next: String?) {
        try await self.imports.taxonomy(
            context.query["q"], after: context.query["after"], as: context.caller)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let taxonomy = try await self.taxonomy(context)
        let shell = try await frame
        return context.page(shell, "Specialties") { taxonomyPage(context, shell, taxonomy) }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        let taxonomy = try await self.taxonomy(context)
        return .json(JSONPage(taxonomy.codes, next: taxonomy.next))
    }
}

extension Taxonomy: APIObject {
    static let members: [APIMember<Taxonomy>] = [
        APIMember("code") { $0.code }, APIMember("name") { $0.name }, APIMember("grouping") { $0.grouping },
        APIMember("classification") { $0.classification }, APIMember("specialization") { $0.specialization },
        APIMember("section") { $0.section }, APIMember("retired") { $0.isRetired },
        APIMember("deactivated_on") { $0.deactivatedOn },
    ]
}
