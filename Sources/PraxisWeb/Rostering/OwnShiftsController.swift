import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore
import Rostering

/// What one works oneself, as it was published: made for the phone, and for calendar programs.
struct OwnShiftsController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .page(.get, "/account/shifts", nil, "My shifts", self.show),
            .export("/account/shifts.ics", nil, "My shifts as a calendar", self.calendar),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let shifts = try await self.roster.ownShifts(as: context.caller)
        return try await context.page(shell, "My shifts") { ownShiftsPage(shifts) }
    }

    @Sendable private func calendar(request: Request, context: ScopedContext) async throws -> Response {
        let shifts = try await self.roster.ownShifts(as: context.caller)
        let text = RosterCalendar(shifts: shifts, madeAt: self.roster.now()).text
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/calendar; charset=utf-8",
                .contentDisposition: "attachment; filename=\"shifts.ics\"",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

/// One's shifts, a card per day, nothing to scroll sideways.
func ownShiftsPage(_ shifts: [OwnShift]) -> HTML {
    let days = Dictionary(grouping: shifts, by: \.date).sorted { $0.key < $1.key }
    return group {
        pageHeader("My shifts", lead: "As published. Each clinic's own time.") {
            buttonLink("Calendar file", Place.ownShiftsCalendar, .quiet, icon: .calendar)
        }
        if shifts.isEmpty {
            emptyState(
                "No shifts ahead", "Shifts stand here once a roster with you on it is published.", icon: .calendar)
        }
        for (day, own) in days {
            card(day.short) {
                ul(.class("plain")) {
                    for shift in own {
                        li {
                            strong { RosterWords.hours(shift.span, in: shift.zone) }
                            if let change = RosterWords.clockChange(shift.span, in: shift.zone) {
                                statusTag("\(change): the clocks change", .info)
                            }
                            div { "\(shift.name), \(shift.clinic)" }
                            small(.class("muted")) { "\(shift.role.label) · \(shift.zone.name)" }
                        }
                    }
                }
            }
        }
    }
}
