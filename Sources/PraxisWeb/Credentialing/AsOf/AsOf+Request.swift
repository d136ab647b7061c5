import Credentialing
import HTML
import PraxisCore

extension AsOf {
    /// What a call may ask about another time.
    static var queryItems: [QueryItem] {
        [
            QueryItem("valid", .date, "The day that the answer is about; without it the day of `known`"),
            QueryItem(
                "known", .either([.date, .instant]),
                "Only what had been recorded by then counts: an instant, or a day to its end; without it everything"),
        ]
    }

    /// What a query says for it, to ask the same elsewhere.
    var knownText: String? {
        switch self.extent {
        case .now: nil
        case .day(let day): day.description
        case .instant(let instant): instant.description
        }
    }
}

extension ScopedContext {
    /// Whether the request is about another time.
    var looksBack: Bool { self.query["valid"] != nil || self.query["known"] != nil }

    /// The day and the instant that the request is about, by the calendar of its clinic; `nil` for now.
    ///
    /// - Throws: `FieldErrors` for what is no day or instant, or has not come yet.
    func asOf() async throws -> AsOf? {
        if !self.looksBack { return nil }
        return try self.asOf(in: try await self.frame())
    }

    /// The same; where nothing was asked for, today as it is known now.
    func asOfOrNow() async throws -> AsOf {
        let frame = try await self.frame()
        if let asked = try self.asOf(in: frame) { return asked }
        return AsOf.today(in: frame.zone.flatMap { Zone($0) } ?? .utc, now: .now())
    }

    /// The same where the frame is at hand.
    func asOf(in frame: Frame) throws -> AsOf? {
        try AsOf.asked(
            valid: self.query["valid"], known: self.query["known"], in: frame.zone.flatMap { Zone($0) } ?? .utc,
            now: .now())
    }
}

extension Place {
    /// The same place at another time.
    func looking(back asOf: AsOf) -> Place {
        Place(path: self.path.query("valid", asOf.valid.description).query("known", asOf.knownText))
    }
}
