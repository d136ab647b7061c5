import HTML
import HTTPTypes
import Hummingbird
import PraxisCore
import Rostering

/// Shifts, assignments and templates for programs.
struct ShiftAPIController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/shifts/{shift}", .shiftRead, "A shift with its people and candidates",
                answers: ShiftSheet.schema, self.show),
            .api(
                .delete, "/api/v1/{scope}/shifts/{shift}", .shiftWrite, "Take an empty shift away", status: .noContent,
                versioned: true, self.cancel),
            .api(
                .post, "/api/v1/{scope}/shifts/{shift}/assignments", .assignmentWrite, "Put a person on a shift",
                takes: .object(["person": .uuid]), answers: .created, status: .created, self.assign),
            .api(
                .post, "/api/v1/{scope}/assignments/{assignment}/move", .assignmentWrite, "Move an assignment",
                takes: .object(["person": .uuid, "day": .date]), answers: .created, versioned: true,
                self.move),
            .api(
                .delete, "/api/v1/{scope}/assignments/{assignment}", .assignmentWrite, "Take a person off a shift",
                status: .noContent, versioned: true, self.unassign),
            .api(
                .get, "/api/v1/{scope}/shift-templates", .shiftRead, "Shift templates",
                answers: .page(of: ShiftTemplate.schema), self.templates),
            .api(
                .post, "/api/v1/{scope}/shift-templates", .shiftWrite, "Add a shift template",
                takes: .object([
                    "name": .text(1...60), "role": .text(1...40), "starts": .time, "ends": .time,
                    "end_policy": .choice("keep_end", "keep_duration").optional, "break": .integer(0...480).optional,
                    "need": .integer(1...99).optional, "services": .list(of: .text(1...40), 0...20).optional,
                ]), answers: .created, status: .created, self.addTemplate),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let sheet = try await self.roster.sheet(try context.parameters.require("shift"), as: context.caller)
        return .json(sheet, version: sheet.shift.version)
    }

    @Sendable private func cancel(request: Request, context: ScopedContext) async throws -> Response {
        try await self.roster.cancelShift(
            try context.parameters.require("shift"), version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func assign(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let person: RosterPerson.ID
        }
        let id = try await self.roster.assign(
            try context.json(Body.self).person, to: try context.parameters.require("shift"), as: context.caller)
        return .created(id)
    }

    @Sendable private func move(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let person: RosterPerson.ID
            let day: LocalDate
        }
        let body = try context.json(Body.self)
        let id = try await self.roster.move(
            try context.parameters.require("assignment"), version: try context.version(), to: body.person, on: body.day,
            as: context.caller)
        return .json(["id": id.json])
    }

    @Sendable private func unassign(request: Request, context: ScopedContext) async throws -> Response {
        try await self.roster.unassign(
            try context.parameters.require("assignment"), version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func templates(request: Request, context: ScopedContext) async throws -> Response {
        let (_, templates) = try await self.roster.templates(as: context.caller)
        return .json(JSONPage(templates))
    }

    @Sendable private func addTemplate(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let name: String
            let role: String
            let starts: String
            let ends: String
            let endPolicy: String?
            let rest: Int?
            let need: Int?
            let services: [String]?

            enum CodingKeys: String, CodingKey {
                case name, role, starts, ends, need, services
                case endPolicy = "end_policy"
                case rest = "break"
            }
        }
        let body = try context.json(Body.self)
        let values: [(String, String?)] = [
            ("name", body.name), ("role", body.role), ("starts", body.starts), ("ends", body.ends),
            ("end_policy", body.endPolicy), ("break", body.rest.map(String.init)), ("need", body.need.map(String.init)),
        ]
        let form = try Form(
            values.compactMap { name, value in value.map { Form.Field(name: name, value: $0) } }
                + (body.services ?? []).map { Form.Field(name: "services[]", value: $0) })
        let template = try TemplateForm.template(form, try await self.roster.services(as: context.caller))
        try await self.roster.addTemplate(template, as: context.caller)
        return .created(template.id)
    }
}
