import PraxisCore
import Rostering

/// What the roster's figures and refusals are in words.
enum RosterWords {
    /// `7:00 AM – 3:30 PM`, with the day where it ends on another.
    static func hours(_ span: Span, in zone: Zone) -> String {
        let (from, to) = (zone.local(of: span.start), zone.local(of: span.end))
        let days = to.date.daysSinceEpoch - from.date.daysSinceEpoch
        let next = days == 0 ? "" : days == 1 ? " next day" : " \(to.date.short)"
        return "\(from.time.onTheClock) – \(to.time.onTheClock)\(next)"
    }

    /// `7a–3:30p`: short enough for a cell; beside it stands `hours` for those who hear the page.
    static func shortHours(_ span: Span, in zone: Zone) -> String {
        let (from, to) = (zone.local(of: span.start).time, zone.local(of: span.end).time)
        return "\(Self.short(from))–\(Self.short(to))"
    }

    private static func short(_ time: TimeOfDay) -> String {
        let parts = time.onTheClock.split(separator: " ")
        let hour = parts[0].hasSuffix(":00") ? parts[0].dropLast(3) : parts[0]
        return "\(hour)\(parts[1].lowercased().prefix(1))"
    }

    /// `38 h`, `37 h 30 min`, `1,406 h`.
    static func duration(_ minutes: Int) -> String {
        let (hours, rest) = (minutes.magnitude / 60, minutes.magnitude % 60)
        let sign = minutes < 0 ? "−" : ""
        if rest == 0 { return "\(sign)\(hours.grouped) h" }
        return hours == 0 ? "\(sign)\(rest) min" : "\(sign)\(hours.grouped) h \(rest) min"
    }

    /// `−1 h` on the night the clocks go forward, `+1 h` on the night they go back, else nothing.
    static func clockChange(_ span: Span, in zone: Zone) -> String? {
        let minutes = span.clockChange(in: zone)
        return minutes == 0 ? nil : (minutes > 0 ? "+" : "") + Self.duration(minutes)
    }

    /// `RN license (CO) lapsed on Oct 31, 2026`.
    static func reason(_ reason: ClearanceReason) -> String {
        let name = (reason.name ?? "A credential") + (reason.jurisdiction.map { " (\($0))" } ?? "")
        switch (reason.requirement, reason.state) {
        case ("appointment", _): return "Not appointed in this role at this clinic on that day"
        case ("rules", _): return "Nobody has laid down what this role needs here"
        case (_, "excluded"): return "Excluded from federal health care programs"
        case ("exclusion", "waived"): return "Excluded, with a waiver for this state"
        case ("exclusion", _): return "Compliance review pending"
        case ("credentialing", "undecided"): return "The credentialing file is not decided yet"
        case ("credentialing", "no_file"): return "No credentialing file has been opened"
        case ("credentialing", "denied"): return "Credentialing was denied"
        case ("credentialing", "overdue"): return "Recredentialing is overdue"
        case ("credentialing", "summary_suspension"), ("credentialing", "automatic_suspension"):
            return "Suspended by the practice"
        case ("credentialing", "provisional_over"): return "The provisional approval is over"
        case ("credentialing", "not_yet_effective"): return "Not yet approved on that day"
        case ("credentialing", _): return "Credentialing has ended"
        case ("enrollment", _): return Self.billing(reason)
        case ("screening", "not_screened"): return "Not compared with the exclusion lists yet"
        case ("screening", "stale_list"): return "The exclusion list is older than last month’s"
        case ("screening", _): return "The last screening is too long ago"
        case (_, "expired"):
            return reason.coversUntil.map { "\(name) lapsed on \($0.readable)" } ?? "\(name) has lapsed"
        case (_, "missing"): return "\(name) is missing"
        case (_, "renewal_filed"): return "\(name) goes on while its renewal, filed in time, is decided"
        case (_, "restricted"): return "\(name) is restricted or on probation"
        case (_, "unverified"): return "\(name) is not verified"
        case (_, "moved"): return "\(name): lives in another state of the compact and has not applied there"
        case (_, "gap"): return "\(name) has a gap" + (reason.coversFrom.map { " until \($0.readable)" } ?? "")
        case (_, "not_yet_effective"):
            return "\(name) holds only from " + (reason.coversFrom?.readable ?? "later")
        case (_, let state): return "\(name) is \(state.split(separator: "_").joined(separator: " "))"
        }
    }

    /// `Medicare: Part B: the application is not decided`.
    static func billing(_ reason: ClearanceReason) -> String {
        let plans = reason.name ?? "A payer"
        let from = reason.coversFrom.map { " before \($0.readable)" } ?? ""
        switch (reason.requirement, reason.state) {
        case ("enrollment", "pending"): return "\(plans): the application is not decided"
        case ("enrollment", "denied"): return "\(plans): the enrollment was denied"
        case ("enrollment", "ended"): return "\(plans): the enrollment has ended"
        case ("enrollment", "hold"): return "\(plans): hold claims"
        case ("enrollment", "opted_out"): return "\(plans): opted out of Medicare"
        case ("enrollment", "deactivated"): return "\(plans): deactivated\(from)"
        case ("enrollment", "revalidation_overdue"): return "\(plans): revalidation is overdue"
        case ("enrollment", "not_participating"): return "\(plans): enrolled without participating"
        case ("enrollment", "not_yet_effective"): return "\(plans): not\(from.isEmpty ? " yet" : from)"
        case ("enrollment", _): return "\(plans): not enrolled"
        default: return Self.reason(reason)
        }
    }

    /// What to do about a refusal of credentialing.
    static func remedy(_ reasons: [ClearanceReason]) -> String {
        if reasons.contains(where: { $0.state == "excluded" }) {
            return "Nobody may set this aside. Choose somebody else."
        }
        switch (reasons.first?.requirement, reasons.first?.state) {
        case ("appointment", _): return "An appointment at this clinic makes this possible."
        case ("credentialing", _):
            return "Only a new decision on the credentialing file changes this. Choose somebody else."
        case ("enrollment", _): return "The practice requires the enrollment before the work. Choose somebody else."
        case ("rules", _): return "Credentialing lays down requirements for the role first."
        case (_, "suspended"), (_, "revoked"), (_, "surrendered"), (_, "inactive"):
            return "Nobody may set this aside while the board’s action stands. Choose somebody else."
        case (_, "missing"): return "Credentialing has to put it on file and verify it first. Choose somebody else."
        case (_, "unverified"): return "Once credentialing has verified it, the same assignment goes through."
        default: return "Once credentialing has verified a renewal, the same assignment goes through."
        }
    }

    /// What was refused, as one sentence.
    static func refusal(_ error: RosterError, in zone: Zone) -> String {
        switch error {
        case .notCleared: "Not assigned: not cleared for this shift"
        case .busy(let spans):
            "Not assigned: busy " + spans.map { Self.hours($0, in: zone) }.joined(separator: " and ")
        case .violations: "Not published: something stands in the way"
        case .nothingToPublish: "There is nothing to publish"
        case .unknown: "It is not there any more"
        case .stale, .replanned: "Somebody changed this in the meantime"
        case .noSuchShift(let day): "There is no shift of this kind on \(day.short)"
        case .shiftTaken: "Somebody works this shift"
        case .templateNameTaken: "There is a template of this name"
        }
    }

    /// A time that a day does not have, or has twice, with the remedy.
    static func placement(_ error: PlacementError) -> String {
        switch error {
        case .skipped(let edge, let earlier, let later):
            "The shift \(edge.rawValue) at a time that the clocks skip on \(earlier.date.short). "
                + "Use a template that \(edge.rawValue) at \(earlier.time.onTheClock) or \(later.time.onTheClock)"
        case .repeated(let edge, let local):
            "The shift \(edge.rawValue) at \(local.time.onTheClock), which the clocks show twice on "
                + "\(local.date.short). Say whether the first or the second is meant"
        case .empty: "The shift would end before it starts"
        }
    }

    /// `2nd`, `11th`, `23rd`.
    static func ordinal(_ number: Int) -> String {
        let isTeen = (11...13).contains(number % 100)
        switch number % 10 {
        case 1 where !isTeen: return "\(number)st"
        case 2 where !isTeen: return "\(number)nd"
        case 3 where !isTeen: return "\(number)rd"
        default: return "\(number)th"
        }
    }

    /// How long before the shift people hear of it.
    static func notice(_ minutes: Int) -> String {
        if minutes < 0 { return "has begun" }
        return minutes < 2880 ? "\(minutes / 60) h" : "\(minutes / 1440) days"
    }
}
