package import PraxisCore

/// How a practice cuts its fiscal years into periods.
package enum FiscalCalendar: Equatable, Sendable {
    /// Twelve months; the year is named after the calendar year in which it ends.
    case months(first: Int)
    /// Quarters of thirteen weeks; every fifth or sixth year has a 53rd week, which goes to the last period.
    case weeks(WeekPattern, ending: YearEnd)

    /// The weeks of the three periods of a quarter.
    package enum WeekPattern: String, CaseIterable, Sendable {
        case fourFourFive = "4-4-5"
        case fourFiveFour = "4-5-4"
        case fiveFourFour = "5-4-4"

        package var weeks: [Int] {
            switch self {
            case .fourFourFive: [4, 4, 5]
            case .fourFiveFour: [4, 5, 4]
            case .fiveFourFour: [5, 4, 4]
            }
        }
    }

    /// The last day of a year of weeks.
    package enum YearEnd: Equatable, Sendable {
        case last(weekday: Int, month: Int)
        case nearest(weekday: Int, month: Int)
    }
}

/// A part of a fiscal year; the periods of a year tile it without a gap.
package struct FiscalPeriod: Equatable, Sendable {
    package let number: Int
    package let days: Period

    package init(number: Int, days: Period) {
        self.number = number
        self.days = days
    }
}

extension FiscalCalendar {
    /// The twelve periods of the year; `nil` for a calendar or year that does not exist.
    package func periods(of year: Int) -> [FiscalPeriod]? {
        switch self {
        case .months(let first): Self.months(from: first, of: year)
        case .weeks(let pattern, let end): Self.weeks(pattern, ending: end, of: year)
        }
    }

    private static func months(from first: Int, of year: Int) -> [FiscalPeriod]? {
        guard let start = LocalDate(year: first == 1 ? year : year - 1, month: first, day: 1) else { return nil }
        return self.tiles((0...12).map { start.adding(months: $0) })
    }

    private static func weeks(_ pattern: WeekPattern, ending end: YearEnd, of year: Int) -> [FiscalPeriod]? {
        guard let before = end.day(in: year - 1), let last = end.day(in: year) else { return nil }
        var bounds = [before.adding(days: 1)]
        for weeks in (0..<4).flatMap({ _ in pattern.weeks }) {
            bounds.append((bounds.last ?? before).adding(days: weeks * 7))
        }
        bounds[12] = last.adding(days: 1)
        return self.tiles(bounds)
    }

    private static func tiles(_ bounds: [LocalDate]) -> [FiscalPeriod]? {
        let periods = zip(bounds, bounds.dropFirst()).enumerated().compactMap { index, pair in
            Period(pair.0, until: pair.1).map { FiscalPeriod(number: index + 1, days: $0) }
        }
        return periods.count == 12 ? periods : nil
    }
}

extension FiscalCalendar.YearEnd {
    /// The day on which the year of that name ends.
    package func day(in year: Int) -> LocalDate? {
        switch self {
        case .last(let weekday, let month):
            guard let end = Self.monthEnd(month, year) else { return nil }
            return end.adding(days: -((end.weekday - weekday + 7) % 7))
        case .nearest(let weekday, let month):
            guard let end = Self.monthEnd(month, year) else { return nil }
            let back = (end.weekday - weekday + 7) % 7
            return end.adding(days: back <= 3 ? -back : 7 - back)
        }
    }

    private static func monthEnd(_ month: Int, _ year: Int) -> LocalDate? {
        guard (1...12).contains(month) else { return nil }
        return LocalDate(year: year, month: month, day: LocalDate.length(ofMonth: month, in: year))
    }
}
