import HTTPTypes
import Hummingbird
import PraxisCore
import Rostering

/// The roster for programs: weeks, shifts, assignments, publication.
struct RosterAPIController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/roster/{week}", .shiftRead, "A week's roster; of all clinics, an overview",
                answers: .either([RosterGrid.schema, WeekOverview.schema]), self.week),
            .api(
                .post, "/api/v1/{scope}/roster/{week}/shifts", .shiftWrite, "Add shifts from a template",
                takes: .object([
                    "template": .uuid, "days": .list(of: .date, 1...7),
                    "occurrence": .choice("first", "second").optional,
                ]), answers: .object(["ids": .list(of: .uuid)]), status: .created, self.addShifts),
            .api(
                .post, "/api/v1/{scope}/roster/{week}/copy", .assignmentWrite, "Copy a week into this one",
                takes: .object(["from": .week, "people": .boolean]), answers: CopyOutcome.schema, self.copy),
            .api(
                .get, "/api/v1/{scope}/roster/{week}/publication", .shiftRead, "What a publication would tell",
                answers: PublicationAnswer.schema, self.draft),
            .api(
                .post, "/api/v1/{scope}/roster/{week}/publication", .rosterPublish, "Publish a week",
                takes: .object(["fingerprint": .text(1...64)]), answers: .object(["number": .integer]),
                status: .created, self.publish),
            .api(
                .get, "/api/v1/account/shifts", nil, "What the caller works", answers: .page(of: OwnShift.schema),
                self.own),
        ]
    }

    @Sendable private func week(request: Request, context: ScopedContext) async throws -> Response {
        let week: ISOWeek = try context.parameters.require("week")
        if context.scope == .all {
            return .json(WeekOverview(week: week, clinics: try await self.roster.overview(week, as: context.caller)))
        }
        return .json(try await self.roster.grid(week, as: context.caller))
    }

    @Sendable private func addShifts(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let template: ShiftTemplate.ID
            let days: [LocalDate]
            let occurrence: String?
        }
        let week: ISOWeek = try context.parameters.require("week")
        let body = try context.json(Body.self)
        guard body.days.allSatisfy({ ISOWeek(containing: $0) == week }) else {
            throw FieldErrors("days", "Give days of week \(week)")
        }
        do {
            let ids = try await self.roster.addShifts(
                from: body.template, on: Set(body.days).sorted(), in: week,
                body.occurrence.flatMap { Occurrence(rawValue: $0) }, as: context.caller)
            return .json(["ids": ids.json], status: .created)
        } catch let error as PlacementError {
            throw ShiftsForm.errors(error)
        }
    }

    @Sendable private func copy(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let from: String
            let people: Bool
        }
        let week: ISOWeek = try context.parameters.require("week")
        let body = try context.json(Body.self)
        guard let source = ISOWeek(body.from), source != week else {
            throw FieldErrors("from", "Give another week, such as \(week.previous)")
        }
        return .json(try await self.roster.copy(source, to: week, withPeople: body.people, as: context.caller))
    }

    @Sendable private func draft(request: Request, context: ScopedContext) async throws -> Response {
        let draft = try await self.roster.publicationDraft(
            try context.parameters.require("week"), as: context.caller)
        return .json(PublicationAnswer(draft: draft, now: self.roster.now()))
    }

    @Sendable private func publish(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let fingerprint: String
        }
        let number = try await self.roster.publish(
            try context.parameters.require("week"), as: Fingerprint(text: try context.json(Body.self).fingerprint),
            as: context.caller)
        return .json(["number": number.json], status: .created)
    }

    @Sendable private func own(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.roster.ownShifts(as: context.caller)))
    }
}
