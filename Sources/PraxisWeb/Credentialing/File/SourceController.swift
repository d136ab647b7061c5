package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Whom the practice asks to verify something.
package struct SourceController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/sources", .fileRead, "Sources", self.list),
            .page(.post, "/{scope}/sources", .requirementWrite, "Add a source", self.add),
            .page(
                .post, "/{scope}/sources/{source}/retirement", .requirementWrite, "Stop asking a source", self.retire),
            .api(
                .get, "/api/v1/{scope}/sources", .fileRead, "List whom the practice asks to verify something",
                answers: .page(of: KeptSource.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/sources", .requirementWrite, "Add a source of the practice's own",
                takes: .object([
                    "element": .text(2...32), "name": .text(1...200), "authority": .text(1...200),
                    "kind": SourceKind.schema, "jurisdiction": .text(2...2).optional,
                    "address": .text(9...500).optional,
                    "phone": .text(1...40).optional, "agreement": .text(1...500).optional,
                ]), answers: .created, status: .created, self.apiAdd),
            .api(
                .post, "/api/v1/{scope}/sources/{source}/retirement", .requirementWrite, "Stop asking a source",
                status: .noContent, self.apiRetire),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.sources(as: context.caller).sources))
    }

    @Sendable private func apiAdd(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(try await self.files.add(try SourceDraft { fields[$0] }, as: context.caller))
    }

    @Sendable private func apiRetire(request: Request, context: ScopedContext) async throws -> Response {
        try await self.files.retire(try context.parameters.require("source"), as: context.caller)
        return .noContent
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let (sources, elements) = try await self.files.sources(as: context.caller)
        return context.page(frame, "Sources", status: errors.isEmpty ? .ok : .unprocessableContent) {
            sourcesPage(context, frame, sources, elements, errors)
        }
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        do {
            _ = try await self.files.add(try SourceDraft { context.form[$0] }, as: context.caller)
            return .redirect(to: .sources(context.scope), flash: "The source is added")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.alreadyOnFile {
            return try await self.page(context, FieldErrors("name", "There is a source of this name already"))
        }
    }

    @Sendable private func retire(request: Request, context: ScopedContext) async throws -> Response {
        try await self.files.retire(try context.parameters.require("source"), as: context.caller)
        return .redirect(to: .sources(context.scope), flash: "No longer asked")
    }
}

extension SourceKind: APIWord {}

extension KeptSource: APIObject {
    static let members: [APIMember<KeptSource>] = [
        APIMember("id") { $0.source.id }, APIMember("element") { $0.source.element },
        APIMember("name") { $0.source.name },
        APIMember("authority") { $0.source.authority }, APIMember("kind") { $0.source.kind },
        APIMember("jurisdiction") { $0.jurisdiction }, APIMember("address") { $0.source.address },
        APIMember("phone") { $0.source.phone }, APIMember("retired_on") { $0.retiredOn },
    ]
}

private func sourcesPage(
    _ context: ScopedContext, _ frame: Frame, _ sources: [KeptSource], _ elements: [FileElement], _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    var columns: [Column<KeptSource>] = [
        Column("Source") { kept in
            kept.source.name
            small { kept.source.authority + (kept.jurisdiction.map { ", \($0)" } ?? "") }
        },
        Column("Verifies") { kept in kept.title },
        Column("Kind") { kept in
            kept.source.kindTitle
            if let agreement = kept.agreement { small { agreement } }
        },
        Column("Where") { kept in sourceAddress(kept.source) },
        .state("Status") { kept in
            if let day = kept.retiredOn {
                statusTag("Not asked since \(day.readable)")
            } else {
                statusTag("Asked", .ok)
            }
        },
    ]
    if frame.may(.requirementWrite) {
        columns.append(
            .steps("Change") { kept in
                if kept.retiredOn == nil {
                    postButton(context, .sourceRetirement(scope, kept.source.id), "Stop asking")
                }
            })
    }
    return group {
        pageHeader("Sources", lead: "Whom the practice asks when it verifies what people say of themselves.")
        fileTabs(context, frame, current: .sources(scope))
        errorSummary(errors)
        if sources.isEmpty {
            emptyState("No sources", "Add the boards and agencies that you ask.", icon: .shield)
        } else {
            dataTable("Sources", sources, columns: columns)
        }
        if frame.may(.requirementWrite) { card("Add a source") { sourceForm(context, elements, errors) } }
    }
}

private func sourceForm(_ context: ScopedContext, _ elements: [FileElement], _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .sources(context.scope)) {
        fieldRow {
            textField(Field("name", "Name", value: form["name"], errors: errors), .maxlength(200))
            selectField(
                Field("element", "Verifies", value: form["element"], errors: errors),
                elements.map { Choice($0.code, $0.title) }, blank: "Choose")
        }
        fieldRow {
            textField(
                Field(
                    "authority", "Authority", value: form["authority"], hint: "Whose word it is, such as a state board",
                    errors: errors), .maxlength(200))
            textField(
                Field("jurisdiction", "State", value: form["jurisdiction"], errors: errors, isOptional: true),
                .maxlength(2))
        }
        radios(
            Field("kind", "Kind", value: form["kind"], errors: errors),
            SourceKind.allCases.map { Choice($0.rawValue, $0.title) })
        textField(
            Field(
                "agreement", "What makes it an agent", value: form["agreement"],
                hint: "The contract, or the authority's own designation; for a designated agent", errors: errors,
                isOptional: true), .maxlength(500))
        fieldRow {
            textField(
                Field(
                    "address", "Address", value: form["address"], hint: "Begins with https://", errors: errors,
                    isOptional: true), .maxlength(500))
            textField(Field("phone", "Phone", value: form["phone"], errors: errors, isOptional: true), .maxlength(40))
        }
        formActions { submit("Add the source") }
    }
}
