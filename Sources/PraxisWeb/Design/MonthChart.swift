package import HTML
package import PraxisCore

/// Columns for months that follow one another, the figure above each.
///
/// - Parameters:
///   - description: what the chart shows, in a sentence.
///   - table: the same numbers.
package func monthChart(
    _ name: String, _ description: String, _ months: [(month: LocalDate, count: Int)], @HTMLBuilder table: () -> HTML
) -> HTML {
    let largest = max(1, months.map(\.count).max() ?? 1)
    let width = 640 / max(1, months.count)
    return figure(.class("chart")) {
        div(.class("chart-scroll"), .role("group"), .tabindex(0), .aria("label", name)) {
            svg(.viewBox(0, 0, 640, 190), .role("img"), .aria("label", name)) {
                svgTitle { name }
                svgDescription { description }
                for (index, item) in months.enumerated() {
                    let (x, height) = (index * width, item.count * 120 / largest)
                    svgText(.x(x + width / 2), .y(142 - height), .textAnchor("middle")) { String(item.count) }
                    svgRect(
                        .x(x + 6), .y(148 - height), .width(width - 12), .height(max(1, height)), .rx(3),
                        .class("series-1"))
                    monthLabel(item.month, x + width / 2, isFirst: index == 0)
                }
            }
        }
        table()
    }
}

/// The year stands below the first month and below each January.
private func monthLabel(_ month: LocalDate, _ x: Int, isFirst: Bool) -> HTML {
    group {
        svgText(.x(x), .y(166), .textAnchor("middle")) { String(month.monthAndYear.prefix(3)) }
        if isFirst || month.month == 1 { svgText(.x(x), .y(182), .textAnchor("middle")) { String(month.year) } }
    }
}

/// A month of a strip: a sign and a tone, which say the same.
package struct MonthMark: Sendable {
    let month: LocalDate
    let sign: String
    let tone: Tone
    let word: String

    package init(_ month: LocalDate, _ sign: String, _ tone: Tone, _ word: String) {
        self.month = month
        self.sign = sign
        self.tone = tone
        self.word = word
    }
}

/// Months beside each other, each a box with a sign in it.
package func monthStrip(
    _ name: String, _ description: String, _ marks: [MonthMark], @HTMLBuilder table: () -> HTML
) -> HTML {
    let width = 640 / max(12, marks.count)
    return figure(.class("chart")) {
        div(.class("chart-scroll"), .role("group"), .tabindex(0), .aria("label", name)) {
            svg(.viewBox(0, 0, 640, 84), .role("img"), .aria("label", name)) {
                svgTitle { name }
                svgDescription { description }
                for (index, mark) in marks.enumerated() {
                    svgGroup(.class("mark", mark.tone.rawValue)) {
                        svgTitle { "\(mark.month.monthAndYear): \(mark.word)" }
                        svgRect(.x(index * width + 3), .y(2), .width(width - 6), .height(38), .rx(6))
                        svgText(.x(index * width + width / 2), .y(27), .textAnchor("middle")) { mark.sign }
                    }
                    svgGroup {
                        svgText(.x(index * width + width / 2), .y(58), .textAnchor("middle")) {
                            String(mark.month.monthAndYear.prefix(3))
                        }
                        if index == 0 || mark.month.month == 1 {
                            svgText(.x(index * width + width / 2), .y(76), .textAnchor("middle")) {
                                String(mark.month.year)
                            }
                        }
                    }
                }
            }
        }
        table()
    }
}
