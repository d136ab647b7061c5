import HTML
import HTTPTypes
import Hummingbird
import PraxisCore
import Rostering

/// Weeks: the grid of a clinic, all clinics at a glance, shifts added and weeks copied.
struct RosterController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/roster", .shiftRead, "This week's roster", self.current),
            .page(.get, "/{scope}/roster/{week}", .shiftRead, "A week's roster", self.week),
            .page(.post, "/{scope}/roster/{week}/shifts", .shiftWrite, "Add shifts from a template", self.addShifts),
            .page(.post, "/{scope}/roster/{week}/copy", .assignmentWrite, "Copy a week", self.copy),
        ]
    }

    /// To the current week on the clinic's own calendar.
    @Sendable private func current(request: Request, context: ScopedContext) async throws -> Response {
        let now = self.roster.now()
        guard context.scope != .all else {
            return .redirect(to: Place.roster(.all, ISOWeek(containing: Zone.utc.today(at: now))))
        }
        let clinic = try await self.roster.clinic(as: context.caller)
        let week = ISOWeek(containing: clinic.zone.today(at: now))
        // Staff may read their own shifts, which stand on a page of their own.
        let rosters = try await self.roster.overview(week, as: context.caller)
        return .redirect(to: rosters.isEmpty ? Place.ownShifts : Place.roster(context.scope, week))
    }

    @Sendable private func week(request: Request, context: ScopedContext) async throws -> Response {
        let week: ISOWeek = try context.parameters.require("week")
        async let shell = context.frame()
        if context.scope == .all {
            let clinics = try await self.roster.overview(week, as: context.caller)
            return try await context.page(shell, "Roster") { rosterOverviewPage(week, clinics) }
        }
        let model = try await self.roster.model(week, context)
        let frame = try await shell
        if request.asksFor("grid") { return rosterGridRegion(context, frame, model).response() }
        return context.page(frame, "Roster") { rosterWeekPage(context, frame, model) }
    }

    @Sendable private func addShifts(request: Request, context: ScopedContext) async throws -> Response {
        let week: ISOWeek = try context.parameters.require("week")
        do {
            let form = try ShiftsForm(context.form, in: week)
            let added = try await self.roster.addShifts(
                from: form.template, on: form.days, in: week, form.occurrence, as: context.caller)
            return .redirect(
                to: Place.roster(context.scope, week),
                flash: added.count == 1 ? "Shift added" : "\(added.count) shifts added")
        } catch let errors as FieldErrors {
            return try await self.again(week, context, errors)
        } catch let error as PlacementError {
            return try await self.again(week, context, ShiftsForm.errors(error))
        }
    }

    @Sendable private func copy(request: Request, context: ScopedContext) async throws -> Response {
        let week: ISOWeek = try context.parameters.require("week")
        guard let source = context.form["from"].flatMap({ ISOWeek($0) }), source != week else {
            return try await self.again(
                week, context, FieldErrors("from", "Enter another week, such as \(week.previous)"))
        }
        do {
            let outcome = try await self.roster.copy(
                source, to: week, withPeople: context.form.has("people"), as: context.caller)
            return .redirect(to: Place.roster(context.scope, week), flash: Self.sentence(outcome))
        } catch RosterError.unknown {
            return try await self.again(week, context, FieldErrors("from", "There are no shifts in \(source)"))
        } catch let error as RosterError {
            let model = try await self.roster.model(week, context)
            let frame = try await context.frame()
            return context.page(frame, "Roster", status: .unprocessableContent) {
                rosterWeekPage(
                    context, frame, model,
                    refusal: refusalNotice(error, in: model.zone, people: model.grid.people))
            }
        }
    }

    private func again(_ week: ISOWeek, _ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let shell = context.frame()
        let model = try await self.roster.model(week, context)
        let frame = try await shell
        return context.page(frame, "Roster", status: .unprocessableContent) {
            rosterWeekPage(context, frame, model, form: context.form, errors: errors)
        }
    }

    private static func sentence(_ outcome: CopyOutcome) -> String {
        var parts = [
            counted(outcome.shifts, "shift", "shifts") + " and " + counted(outcome.people, "assignment", "assignments")
                + " copied"
        ]
        if outcome.skippedPeople > 0 {
            parts.append(counted(outcome.skippedPeople, "person", "people") + " not cleared or busy left out")
        }
        if outcome.skippedShifts > 0 {
            parts.append(counted(outcome.skippedShifts, "shift", "shifts") + " at times that the clocks skip")
        }
        if outcome.repeatedShifts > 0 {
            parts.append(
                counted(outcome.repeatedShifts, "shift", "shifts")
                    + " at times that the clocks show twice, placed at the first")
        }
        return parts.joined(separator: ", ")
    }
}

extension RosterService {
    /// The grid as the page draws it, narrowed to the role of the query.
    func model(_ week: ISOWeek, _ context: ScopedContext) async throws -> RosterGridModel {
        RosterGridModel(
            try await self.grid(week, as: context.caller), role: context.query["role"].flatMap { ClinicalRole($0) },
            now: self.now())
    }
}
