import HTML
import HTTPTypes
import Hummingbird
import PraxisCore
import Rostering

/// One shift: who is on it, who might be, and its end.
struct ShiftController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/shifts/{shift}", .shiftRead, "A shift and who can take it", self.show),
            .page(
                .post, "/{scope}/shifts/{shift}/assignments", .assignmentWrite, "Put a person on a shift", self.assign),
            .page(.post, "/{scope}/shifts/{shift}/cancellation", .shiftWrite, "Take a shift away", self.cancel),
            .page(.post, "/{scope}/assignments/{assignment}/move", .assignmentWrite, "Move an assignment", self.move),
            .page(
                .post, "/{scope}/assignments/{assignment}/cancellation", .assignmentWrite, "Take a person off a shift",
                self.unassign),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.sheet(try context.parameters.require("shift"), context)
    }

    @Sendable private func assign(request: Request, context: ScopedContext) async throws -> Response {
        let id: Shift.ID = try context.parameters.require("shift")
        guard let person = context.form["person"].flatMap({ RosterPerson.ID($0) }) else {
            return try await self.sheet(id, context, errors: FieldErrors("person", "Choose a person"))
        }
        do {
            _ = try await self.roster.assign(person, to: id, as: context.caller)
            return .redirect(to: Place.shift(context.scope, id), flash: "Assigned")
        } catch let error as RosterError where error != .unknown {
            return try await self.sheet(id, context, refused: error)
        }
    }

    @Sendable private func cancel(request: Request, context: ScopedContext) async throws -> Response {
        let id: Shift.ID = try context.parameters.require("shift")
        let version = try context.version()
        let sheet = try await self.roster.sheet(id, as: context.caller)
        do {
            try await self.roster.cancelShift(id, version: version, as: context.caller)
            return .redirect(
                to: Place.roster(context.scope, ISOWeek(containing: sheet.shift.date)), flash: "Shift taken away")
        } catch let error as RosterError where error != .unknown {
            return try await self.sheet(id, context, refused: error)
        }
    }

    /// Dragging, the keyboard and the Move to… form all come here: `to` is a person and a day of the grid.
    @Sendable private func move(request: Request, context: ScopedContext) async throws -> Response {
        let id: Assignment.ID = try context.parameters.require("assignment")
        let version = try context.version()
        let target = try MoveTarget(context.form)
        let week = ISOWeek(containing: target.day)
        var refused: RosterError?
        do {
            _ = try await self.roster.move(
                id, version: version, to: target.person, on: target.day, as: context.caller)
            if !request.asksFor("grid") { return .redirect(to: Place.roster(context.scope, week), flash: "Moved") }
        } catch let error as RosterError where error != .unknown {
            refused = error
        }
        async let shell = context.frame()
        let model = try await self.roster.model(week, context)
        let frame = try await shell
        let refusal = refused.map { refusalNotice($0, in: model.zone, people: model.grid.people) }
        if request.asksFor("grid") {
            // Scripts show what comes with 422: the grid as it stands, with the reason in it.
            return rosterGridRegion(context, frame, model, refusal: refusal)
                .response(refused == nil ? .ok : .unprocessableContent)
        }
        let status: HTTPResponse.Status = refused?.status ?? .ok
        return context.page(frame, "Roster", status: status) { rosterWeekPage(context, frame, model, refusal: refusal) }
    }

    @Sendable private func unassign(request: Request, context: ScopedContext) async throws -> Response {
        let id: Assignment.ID = try context.parameters.require("assignment")
        let shift = try await self.roster.unassign(id, version: try context.version(), as: context.caller)
        return .redirect(to: Place.shift(context.scope, shift), flash: "Taken off the shift")
    }

    private func sheet(
        _ id: Shift.ID, _ context: ScopedContext, refused error: RosterError? = nil, errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let shell = context.frame()
        let sheet = try await self.roster.sheet(id, as: context.caller)
        let frame = try await shell
        let status: HTTPResponse.Status =
            error?.status ?? (errors.isEmpty ? .ok : .unprocessableContent)
        return context.page(frame, sheet.shift.name, status: status) {
            shiftPage(
                context, frame, sheet,
                refusal: error.map { refusalNotice($0, in: sheet.clinic.zone, people: sheet.candidates.map(\.person)) },
                errors: errors)
        }
    }
}

/// Where an assignment goes: `to` of the grid, or person and day of the form.
struct MoveTarget {
    let person: RosterPerson.ID
    let day: LocalDate

    init(_ form: Form) throws(FieldErrors) {
        let parts = form["to"]?.split(separator: "/").map(String.init) ?? []
        var errors = FieldErrors()
        let person = errors.check(
            "person", parts.first ?? form["person"], RosterPerson.ID.init, else: "Choose a person of this clinic")
        let day = errors.check(
            "day", parts.count == 2 ? parts[1] : form["day"], LocalDate.init, else: "Choose a day, such as 2026-03-14")
        guard let person, let day else { throw errors }
        self.person = person
        self.day = day
    }
}

extension RosterError {
    /// What a page answers with where this was refused.
    fileprivate var status: HTTPResponse.Status {
        if case .stale = self { .conflict } else { .unprocessableContent }
    }
}
