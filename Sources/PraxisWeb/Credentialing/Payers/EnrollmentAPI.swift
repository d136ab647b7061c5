import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Enrollment with payers for programs.
struct EnrollmentAPI: Controller {
    let enrollments: EnrollmentService

    private static let fields: KeyValuePairs<String, Schema> = [
        "status": Enrollment.Status.schema, "participating": .choice("yes", "no").optional,
        "submitted": .date.optional, "first_service": .date.optional, "disaster": .boolean.optional,
        "effective": .date.optional, "term": .date.optional, "payer_number": .text(1...40).optional,
        "revalidation_due": .date.optional,
    ]

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/enrollments", .enrollmentRead, "List enrollments with payers",
                query: [
                    QueryItem("status", Enrollment.Status.schema, "Where applications stand"),
                    QueryItem("plan", .uuid, "Of one plan"), QueryItem("q", .text(1...100), "The beginning of a name"),
                    QueryItem("due", .text(1...3), "Only those that are to be revalidated"),
                    QueryItem("held", .text(1...3), "Only those with days for which claims are held"),
                    QueryItem("after", .uuid, "Where the page begins"),
                ], answers: .page(of: Enrollment.schema), self.list),
            .api(
                .get, "/api/v1/{scope}/enrollments/missing", .enrollmentRead,
                "List who works today and cannot be billed", query: [QueryItem("plan", .uuid, "To one plan")],
                answers: .page(of: MissingEnrollment.schema), self.missing),
            .api(
                .get, "/api/v1/{scope}/enrollments/{enrollment}", .enrollmentRead, "Read an enrollment",
                answers: EnrollmentRecord.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/people/{person}/enrollments", .enrollmentWrite, "Put an enrollment on file",
                takes: .object(["clinic": .slug, "plan": .uuid], Self.fields), answers: .created, status: .created,
                self.create),
            .api(
                .put, "/api/v1/{scope}/enrollments/{enrollment}", .enrollmentWrite, "Change an enrollment",
                takes: .object(Self.fields), answers: EnrollmentRecord.schema, versioned: true, self.change),
            .api(
                .post, "/api/v1/{scope}/enrollments/{enrollment}/deactivations", .enrollmentWrite,
                "Record a deactivation",
                takes: .object(["deactivated": .date, "received": .date.optional, "reason": .text(1...200)]),
                answers: .created, status: .created, self.deactivate),
            .api(
                .put, "/api/v1/{scope}/enrollments/{enrollment}/deactivations/{deactivation}", .enrollmentWrite,
                "Record when the payer received the application after a deactivation",
                takes: .object(["received": .date]), status: .noContent, versioned: true, self.reactivate),
            .api(
                .post, "/api/v1/{scope}/enrollments/{enrollment}/deactivations/{deactivation}/corrections",
                .enrollmentWrite, "Correct a deactivation, or take it back with `withdrawn`; what was on record stays",
                takes: .object([
                    "deactivated": .date.optional, "received": .date.optional, "reason": .text(1...200).optional,
                    "withdrawn": .boolean.optional, "correction": .text(1...2000),
                ]), status: .noContent, versioned: true, self.correct),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.enrollments.page(
            try EnrollmentFilter(context.query), after: context.query["after"].flatMap { Enrollment.ID($0) },
            as: context.caller)
        return .json(JSONPage(page.rows, next: page.next?.description))
    }

    @Sendable private func missing(request: Request, context: ScopedContext) async throws -> Response {
        .json(
            JSONPage(
                try await self.enrollments.missing(
                    plan: try PayerPlan.ID(query: context.query), as: context.caller)))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.answer(try context.parameters.require("enrollment"), context)
    }

    private func answer(_ id: Enrollment.ID, _ context: ScopedContext) async throws -> Response {
        let record = try await self.enrollments.record(id, as: context.caller)
        return .json(record, version: record.enrollment.version)
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let body: BodyFields = try context.json()
        let (clinic, plan) = try NewEnrollment.target { body[$0] }
        let id = try await self.enrollments.add(
            try EnrollmentDraft { body[$0] }, of: try context.parameters.require("person"), at: clinic, with: plan,
            as: context.caller)
        return .created(id, version: 1)
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Enrollment.ID = try context.parameters.require("enrollment")
        let body: BodyFields = try context.json()
        try await self.enrollments.change(
            id, try EnrollmentDraft { body[$0] }, version: try context.version(), as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func deactivate(request: Request, context: ScopedContext) async throws -> Response {
        let body: BodyFields = try context.json()
        let id = try await self.enrollments.deactivate(
            try context.parameters.require("enrollment"), try DeactivationDraft { body[$0] }, as: context.caller)
        return .created(id)
    }

    @Sendable private func correct(request: Request, context: ScopedContext) async throws -> Response {
        let body: BodyFields = try context.json()
        try await self.enrollments.correct(
            try context.parameters.require("deactivation"), of: try context.parameters.require("enrollment"),
            try DeactivationCorrection { body[$0] }, version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func reactivate(request: Request, context: ScopedContext) async throws -> Response {
        let body: BodyFields = try context.json()
        try await self.enrollments.reactivate(
            try context.parameters.require("deactivation"), of: try context.parameters.require("enrollment"),
            receivedOn: try Deactivation.received(body["received"]), version: try context.version(), as: context.caller)
        return .noContent
    }
}
